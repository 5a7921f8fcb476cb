#include "media/transport/webrtc_transport.hpp"

#include <gtest/gtest.h>

namespace ringback::media {
namespace {

using std::chrono::seconds;

struct WebRtcTransportTest : testing::Test {
  static Path path(std::uint16_t port) { return {3, *Address::parse("192.0.2.7", port)}; }
  void agree(const IceCredentials& local, const Fingerprint& remote) {
    transport.agree({.local_ice = local, .remote_fingerprint = remote}, now);
  }
  void check(const char* ufrag = "first") { transport.on_check(path(1), ufrag, true, now); }

  TimePoint now = TimePoint{} + std::chrono::hours(1);
  const DtlsIdentity identity = DtlsIdentity::create().value();
  const IceCredentials first{"first", "password"};
  const IceCredentials second{"second", "another"};
  WebRtcTransport transport{identity, first};
  SendBatch out;
};

TEST_F(WebRtcTransportTest, SoundFlowsNowhereBeforeTheKeys) {
  agree(first, identity.fingerprint());
  check();
  EXPECT_EQ(transport.route(), nullptr);
  EXPECT_FALSE(transport.ready());
  std::vector<std::uint8_t> bytes(100, 0x80);
  EXPECT_TRUE(transport.open(bytes, path(1), {}).empty());
}

TEST_F(WebRtcTransportTest, ABrowserThatNeverComesIsLostAfterThirtySeconds) {
  EXPECT_FALSE(transport.lost(now));
  agree(first, identity.fingerprint());
  EXPECT_FALSE(transport.lost(now + seconds(30)));
  EXPECT_TRUE(transport.lost(now + seconds(31)));
}

TEST_F(WebRtcTransportTest, EachCheckRenewsConsent) {
  agree(first, identity.fingerprint());
  now += seconds(29);
  check();
  EXPECT_FALSE(transport.lost(now + seconds(30)));
  EXPECT_TRUE(transport.lost(now + seconds(31)));
}

TEST_F(WebRtcTransportTest, OldCredentialsCountUntilTheFirstCheckWithNewOnes) {
  agree(first, identity.fingerprint());
  agree(second, identity.fingerprint());
  EXPECT_NE(transport.password_of("first"), nullptr);
  check("first");
  EXPECT_NE(transport.password_of("first"), nullptr);
  check("second");
  EXPECT_EQ(transport.password_of("first"), nullptr);
  EXPECT_EQ(*transport.password_of("second"), "another");
}

TEST_F(WebRtcTransportTest, ARestartGivesTheBrowserTimeOnce) {
  agree(first, identity.fingerprint());
  check();
  now += seconds(10);
  agree(second, identity.fingerprint());
  now += seconds(29);
  agree({"third", "password"}, identity.fingerprint());
  EXPECT_FALSE(transport.lost(now));
  EXPECT_TRUE(transport.lost(now + seconds(2))) << "it restarts without end and checks nothing";
  check("third");
  EXPECT_FALSE(transport.lost(now + seconds(30)));
}

TEST_F(WebRtcTransportTest, RestartsWithoutEndLeaveTheFirstAndTheLatestCredentials) {
  agree(first, identity.fingerprint());
  for (int i = 0; i < 100; ++i) agree({"ufrag" + std::to_string(i), "password"}, identity.fingerprint());
  EXPECT_LE(transport.credentials().size(), 4U);
  EXPECT_NE(transport.password_of("first"), nullptr);
  EXPECT_NE(transport.password_of("ufrag99"), nullptr);
}

TEST_F(WebRtcTransportTest, TellsWhichPathsAreNew) {
  EXPECT_TRUE(transport.on_check(path(1), "first", false, now).new_path);
  EXPECT_FALSE(transport.on_check(path(1), "first", false, now).new_path);
  EXPECT_TRUE(transport.on_check(path(2), "first", false, now).new_path);
}

TEST_F(WebRtcTransportTest, HandshakesFromUncheckedAddressesAreIgnored) {
  agree(first, identity.fingerprint());
  DtlsAssociation client(identity, identity.fingerprint(), DtlsAssociation::Role::client);
  client.start();
  for (const auto& datagram : client.take_outgoing()) transport.on_dtls(datagram, path(9), out);
  out.flush();
  EXPECT_EQ(out.sent() + out.lost(), 0U);
}

}  // namespace
}  // namespace ringback::media
