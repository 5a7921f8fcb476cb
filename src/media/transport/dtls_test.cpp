#include <gtest/gtest.h>

#include "media/transport/dtls_association.hpp"

namespace ringback::media {
namespace {

struct DtlsTest : testing::Test {
  // Carries datagrams both ways until neither side has any. Returns how many.
  int carry(DtlsAssociation& a, DtlsAssociation& b) {
    int carried = 0;
    for (int before = -1; before != carried;) {
      before = carried;
      for (auto [from, to] : {std::pair(&a, &b), std::pair(&b, &a)}) {
        for (const auto& datagram : from->take_outgoing()) {
          largest = std::max(largest, datagram.size());
          to->receive(datagram);
          ++carried;
        }
      }
    }
    return carried;
  }
  static bool connected(const DtlsAssociation& one) { return one.state() == DtlsAssociation::State::connected; }
  static bool closed(const DtlsAssociation& one) { return one.state() == DtlsAssociation::State::closed; }

  DtlsIdentity server_identity = DtlsIdentity::create().value();
  DtlsIdentity client_identity = DtlsIdentity::create().value();
  DtlsAssociation server{server_identity, client_identity.fingerprint()};
  DtlsAssociation client{client_identity, server_identity.fingerprint(), DtlsAssociation::Role::client};
  std::size_t largest = 0;
};

TEST_F(DtlsTest, BothSidesMakeTheSameKeys) {
  client.start();
  carry(client, server);
  ASSERT_TRUE(connected(server));
  ASSERT_TRUE(connected(client));
  EXPECT_LE(largest, 1200U);
  const auto ours = server.export_keys();
  const auto theirs = client.export_keys();
  ASSERT_TRUE(ours && theirs);
  EXPECT_EQ(ours->client, theirs->client);
  EXPECT_EQ(ours->server, theirs->server);
  EXPECT_NE(ours->client, ours->server);
}

TEST_F(DtlsTest, ACertificateThatTheSdpDidNotNameIsRefused) {
  DtlsAssociation suspicious(server_identity, server_identity.fingerprint());
  client.start();
  carry(client, suspicious);
  EXPECT_TRUE(closed(suspicious));
}

TEST_F(DtlsTest, AHashThatIsNotAllowedIsRefused) {
  DtlsAssociation suspicious(server_identity, {"md5", client_identity.fingerprint().digest});
  client.start();
  carry(client, suspicious);
  EXPECT_TRUE(closed(suspicious));
}

TEST_F(DtlsTest, AGoodbyeIsHeard) {
  client.start();
  carry(client, server);
  client.close();
  carry(client, server);
  EXPECT_TRUE(closed(server));
}

TEST_F(DtlsTest, NoiseChangesNothing) {
  const std::vector<std::uint8_t> noise(100, 22);
  server.receive(noise);
  server.receive({});
  client.start();
  carry(client, server);
  server.receive(noise);
  EXPECT_TRUE(connected(server));
}

TEST_F(DtlsTest, TheFingerprintIsOfSha256) {
  EXPECT_EQ(server_identity.fingerprint().algorithm, "sha-256");
  EXPECT_EQ(server_identity.fingerprint().digest.size(), 32U);
  EXPECT_FALSE(server_identity.fingerprint() == client_identity.fingerprint());
}

}  // namespace
}  // namespace ringback::media
