#include "media/transport/address.hpp"

#include <gtest/gtest.h>

namespace ringback::media {
namespace {

TEST(Address, ReadsAndWritesBothFamilies) {
  for (const char* text : {"192.0.2.7", "127.0.0.1", "2001:db8::7", "::1"}) {
    const auto address = Address::parse(text, 5004);
    ASSERT_TRUE(address) << text;
    EXPECT_EQ(address->ip(), text);
    EXPECT_EQ(address->port(), 5004);
  }
}

TEST(Address, ResolvesNoNames) {
  for (const char* text : {"", "localhost", "192.0.2", "[::1]", "1.2.3.4:5"}) EXPECT_FALSE(Address::parse(text, 1));
}

TEST(Address, ComparesByAddressAndPort) {
  const auto a = *Address::parse("192.0.2.7", 1);
  const auto b = *Address::parse("192.0.2.7", 2);
  EXPECT_FALSE(a == b);
  EXPECT_TRUE(a.same_ip(b));
  EXPECT_TRUE(a == b.with_port(1));
  EXPECT_EQ(Address::Hash()(a), Address::Hash()(b.with_port(1)));
  EXPECT_FALSE(a.same_ip(*Address::parse("2001:db8::7", 1)));
}

TEST(Address, KnowsLoopbackAndUnspecified) {
  EXPECT_TRUE(Address::parse("127.1.2.3", 0)->is_loopback());
  EXPECT_TRUE(Address::parse("::1", 0)->is_loopback());
  EXPECT_FALSE(Address::parse("128.0.0.1", 0)->is_loopback());
  EXPECT_TRUE(Address::parse("0.0.0.0", 9)->is_unspecified());
  EXPECT_FALSE(Address::parse("0.0.0.1", 9)->is_unspecified());
}

}  // namespace
}  // namespace ringback::media
