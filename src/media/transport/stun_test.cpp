#include "media/transport/stun.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "media/transport/stun_check_writer.hpp"

namespace ringback::media {
namespace {

using Bytes = std::vector<std::uint8_t>;

// The sample request of RFC 5769 section 2.1.
const Bytes sample = {0x00, 0x01, 0x00, 0x58, 0x21, 0x12, 0xa4, 0x42, 0xb7, 0xe7, 0xa7, 0x01, 0xbc, 0x34, 0xd6, 0x86,
                      0xfa, 0x87, 0xdf, 0xae, 0x80, 0x22, 0x00, 0x10, 0x53, 0x54, 0x55, 0x4e, 0x20, 0x74, 0x65, 0x73,
                      0x74, 0x20, 0x63, 0x6c, 0x69, 0x65, 0x6e, 0x74, 0x00, 0x24, 0x00, 0x04, 0x6e, 0x00, 0x01, 0xff,
                      0x80, 0x29, 0x00, 0x08, 0x93, 0x2f, 0xf9, 0xb1, 0x51, 0x26, 0x3b, 0x36, 0x00, 0x06, 0x00, 0x09,
                      0x65, 0x76, 0x74, 0x6a, 0x3a, 0x68, 0x36, 0x76, 0x59, 0x20, 0x20, 0x20, 0x00, 0x08, 0x00, 0x14,
                      0x9a, 0xea, 0xa7, 0x0c, 0xbf, 0xd8, 0xcb, 0x56, 0x78, 0x1e, 0xf2, 0xb5, 0xb2, 0xd3, 0xf2, 0x49,
                      0xc1, 0xb5, 0x71, 0xa2, 0x80, 0x28, 0x00, 0x04, 0xe5, 0x7a, 0x3b, 0xcf};

TEST(Stun, ReadsTheSampleOfRfc5769) {
  const auto check = parse_check(sample);
  ASSERT_TRUE(check);
  EXPECT_EQ(check->username, "evtj:h6vY");
  EXPECT_EQ(check->local_ufrag(), "evtj");
  EXPECT_FALSE(check->use_candidate);
  EXPECT_TRUE(authenticated(sample, "VOkJxbRl1RmTxUk/WvJxBt"));
  EXPECT_FALSE(authenticated(sample, "VOkJxbRl1RmTxUk/WvJxBT"));
}

TEST(Stun, ReadsABrowsersCheckInEitherRole) {
  for (const bool controlled : {false, true}) {
    const auto bytes = StunCheckWriter::write(
        {.username = "abcd:efgh", .password = "secret", .use_candidate = !controlled, .controlled = controlled});
    const auto check = parse_check(bytes);
    ASSERT_TRUE(check);
    EXPECT_EQ(check->use_candidate, !controlled);
    EXPECT_TRUE(authenticated(bytes, "secret"));
  }
}

TEST(Stun, RefusesEveryCutAndEveryFlippedBit) {
  for (std::size_t size = 0; size < sample.size(); ++size) {
    EXPECT_FALSE(parse_check(std::span(sample).first(size))) << size;
  }
  for (std::size_t i = 0; i < sample.size() * 8; ++i) {
    Bytes changed = sample;
    changed[i / 8] ^= static_cast<std::uint8_t>(1U << (i % 8));
    EXPECT_FALSE(parse_check(changed)) << i;
  }
}

TEST(Stun, RefusesOtherMessages) {
  Bytes indication = sample;
  indication[1] = 0x11;
  EXPECT_FALSE(parse_check(indication));
  EXPECT_FALSE(parse_check(Bytes(20, 0)));
}

TEST(Stun, AnswersWithThePeersAddressHidden) {
  StunTransaction transaction{};
  std::copy_n(sample.begin() + 8, transaction.size(), transaction.begin());
  Bytes answer(max_stun_response);
  answer.resize(write_success(transaction, *Address::parse("192.0.2.1", 32853), "secret", answer));
  // The attribute is that of RFC 5769 section 2.2.
  const Bytes expected = {0x01, 0x01, 0x00, 0x2c, 0x21, 0x12, 0xa4, 0x42, 0xb7, 0xe7, 0xa7,
                          0x01, 0xbc, 0x34, 0xd6, 0x86, 0xfa, 0x87, 0xdf, 0xae, 0x00, 0x20,
                          0x00, 0x08, 0x00, 0x01, 0xa1, 0x47, 0xe1, 0x12, 0xa6, 0x43};
  ASSERT_GT(answer.size(), expected.size());
  EXPECT_EQ(Bytes(answer.begin(), answer.begin() + static_cast<long>(expected.size())), expected);
  EXPECT_TRUE(authenticated(answer, "secret"));
}

TEST(Stun, AnswersOverIpv6) {
  // RFC 5769 section 2.3.
  StunTransaction transaction{};
  std::copy_n(sample.begin() + 8, transaction.size(), transaction.begin());
  Bytes answer(max_stun_response);
  const auto peer = *Address::parse("2001:db8:1234:5678:11:2233:4455:6677", 32853);
  answer.resize(write_success(transaction, peer, "secret", answer));
  const Bytes expected = {0x00, 0x20, 0x00, 0x14, 0x00, 0x02, 0xa1, 0x47, 0x01, 0x13, 0xa9, 0xfa,
                          0xa5, 0xd3, 0xf1, 0x79, 0xbc, 0x25, 0xf4, 0xb5, 0xbe, 0xd2, 0xb9, 0xd9};
  EXPECT_EQ(Bytes(answer.begin() + 20, answer.begin() + 44), expected);
  EXPECT_EQ(answer.size(), 20U + 24 + 24 + 8);
}

}  // namespace
}  // namespace ringback::media
