#include "http/link_local.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>
#include <string>

namespace ringback::http {
namespace {

bool is_link_local_text(const std::string& text) {
  sockaddr address{};
  sockaddr_in v4{.sin_family = AF_INET};
  sockaddr_storage large{};
  sockaddr_in6 v6{.sin6_family = AF_INET6};
  if (::inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
    std::memcpy(&address, &v4, sizeof v4);
    return is_link_local(address);
  }
  EXPECT_EQ(::inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr), 1) << text;
  std::memcpy(&large, &v6, sizeof v6);
  return is_link_local(reinterpret_cast<const sockaddr&>(large));
}

TEST(LinkLocal, IsFoundInBothFamilies) {
  for (const std::string text :
       {"169.254.0.0", "169.254.169.254", "169.254.255.255", "fe80::1", "febf::1", "::ffff:169.254.169.254"}) {
    EXPECT_TRUE(is_link_local_text(text)) << text;
  }
}

TEST(LinkLocal, OtherAddressesAreAllowed) {
  for (const std::string text : {"127.0.0.1", "10.0.0.1", "169.253.255.255", "169.255.0.0", "192.168.1.1", "::1",
                                 "fec0::1", "2001:db8::1", "::ffff:10.0.0.1"}) {
    EXPECT_FALSE(is_link_local_text(text)) << text;
  }
}

}  // namespace
}  // namespace ringback::http
