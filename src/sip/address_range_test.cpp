#include "sip/address_range.hpp"

#include <gtest/gtest.h>

namespace ringback::sip {
namespace {

struct Row {
  const char* range;
  const char* address;
  bool inside;
};
class AddressRangeTest : public testing::TestWithParam<Row> {};

TEST_P(AddressRangeTest, HoldsItsAddresses) {
  const auto range = AddressRange::parse(GetParam().range);
  ASSERT_TRUE(range);
  EXPECT_EQ(range->contains(GetParam().address), GetParam().inside);
}

INSTANTIATE_TEST_SUITE_P(
    All, AddressRangeTest,
    testing::Values(Row{"192.0.2.1", "192.0.2.1", true}, Row{"192.0.2.1", "192.0.2.2", false},
                    Row{"198.51.100.0/24", "198.51.100.255", true}, Row{"198.51.100.0/24", "198.51.101.0", false},
                    Row{"198.51.100.77/24", "198.51.100.1", true}, Row{"10.0.0.0/9", "10.127.0.1", true},
                    Row{"10.0.0.0/9", "10.128.0.1", false}, Row{"0.0.0.0/0", "8.8.8.8", true},
                    Row{"0.0.0.0/0", "2001:db8::1", false}, Row{"2001:db8::/33", "2001:db8:7fff::1", true},
                    Row{"2001:db8::/33", "2001:db8:8000::1", false}, Row{"2001:DB8:0::1", "2001:db8::1", true},
                    Row{"192.0.2.1", "nonsense", false}));

TEST(AddressRange, RefusesNonsense) {
  for (const auto* text : {"", "sip.example.com", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "2001:db8::/129",
                           "192.0.2.0/24/8", "192.0.2", "/8"}) {
    EXPECT_FALSE(AddressRange::parse(text)) << text;
  }
}

}  // namespace
}  // namespace ringback::sip
