#include "media/transport/local_addresses.hpp"

#include <gtest/gtest.h>

namespace ringback::media {
namespace {

Address address(const char* ip, std::uint16_t port = 0) {
  return *Address::parse(ip, port);
}

const std::vector<Interface> interfaces = {{address("127.0.0.1"), address("255.0.0.0")},
                                           {address("192.168.1.5"), address("255.255.255.0")},
                                           {address("2001:db8::5"), address("ffff:ffff:ffff:ffff::")}};

LocalAddresses everywhere(const std::vector<std::string>& outside = {}) {
  return LocalAddresses::create(interfaces, {}, outside).value();
}

TEST(LocalAddresses, LoopbackIsLast) {
  const auto bound = everywhere().bound();
  ASSERT_EQ(bound.size(), 3U);
  EXPECT_EQ(bound[0].ip(), "192.168.1.5");
  EXPECT_EQ(bound[1].ip(), "2001:db8::5");
  EXPECT_EQ(bound[2].ip(), "127.0.0.1");
}

TEST(LocalAddresses, TheConfigurationMayNameThem) {
  const auto only = LocalAddresses::create(interfaces, {"127.0.0.1"}, {}).value();
  ASSERT_EQ(only.bound().size(), 1U);
  // Routes can't lead elsewhere then.
  EXPECT_EQ(only.for_peer(address("192.168.1.9"), address("192.168.1.5")).ip(), "127.0.0.1");
}

TEST(LocalAddresses, ASocketIsOpenedWhereTheRouteStarts) {
  const auto all = everywhere();
  EXPECT_EQ(all.for_peer(address("192.168.1.9"), address("192.168.1.5")).ip(), "192.168.1.5");
  EXPECT_EQ(all.for_peer(address("127.0.0.1"), address("127.0.0.1")).ip(), "127.0.0.1");
  EXPECT_EQ(all.for_peer(address("2001:db8:1::1"), Address()).ip(), "2001:db8::5");
  EXPECT_EQ(all.for_peer(Address(), Address()).ip(), "192.168.1.5");
}

TEST(LocalAddresses, AnOutsiderIsToldThePublicAddress) {
  const auto all = everywhere({"203.0.113.1"});
  const auto local = address("192.168.1.5", 40100);
  EXPECT_TRUE(all.announced(local, address("198.51.100.9")) == address("203.0.113.1", 40100));
  EXPECT_TRUE(all.announced(local, address("192.168.1.9")) == local);
  EXPECT_TRUE(all.announced(local, address("127.0.0.1")) == local);
  EXPECT_TRUE(all.announced(local, Address()) == local);
  // None of that family is public.
  const auto local6 = address("2001:db8::5", 40100);
  EXPECT_TRUE(all.announced(local6, address("2001:db8:1::1")) == local6);
}

TEST(LocalAddresses, RefusesNames) {
  EXPECT_FALSE(LocalAddresses::create(interfaces, {"localhost"}, {}));
  EXPECT_FALSE(LocalAddresses::create(interfaces, {}, {"example.org"}));
  EXPECT_FALSE(LocalAddresses::create({}, {}, {}));
}

TEST(LocalAddresses, ThisMachineHasLoopbackAndARouteToIt) {
  const auto found = local_interfaces();
  EXPECT_TRUE(
      std::any_of(found.begin(), found.end(), [](const Interface& i) { return i.address.ip() == "127.0.0.1"; }));
  EXPECT_EQ(route_source(address("127.0.0.1", 9)).ip(), "127.0.0.1");
}

}  // namespace
}  // namespace ringback::media
