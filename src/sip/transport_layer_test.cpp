#include "sip/transport_layer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "base/manual_deadlines.hpp"

namespace ringback::sip {
namespace {

class TransportLayerTest : public testing::Test {
 protected:
  std::unique_ptr<TransportLayer> open() {
    Options options;
    options.bind_address = "127.0.0.1";
    options.port = 0;
    auto opened = TransportLayer::open(options, io.get_executor(), deadlines);
    EXPECT_TRUE(opened) << opened.error().message;
    return *std::move(opened);
  }
  template <class Condition>
  bool until(Condition condition) {
    for (int i = 0; i < 500 && !condition(); ++i) {
      io.restart();
      io.run_one_for(std::chrono::milliseconds(10));
    }
    return condition();
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
};

const std::string bye = "BYE sip:x SIP/2.0\r\nContent-Length: 0\r\n\r\n";

TEST_F(TransportLayerTest, TakesBothTransportsAtOnePort) {
  const auto a = open();
  const auto b = open();
  std::vector<Protocol> heard;
  b->start([&](std::string_view, const Peer& from) { heard.push_back(from.transport); }, [](const Peer&) {});
  a->start([](std::string_view, const Peer&) {}, [](const Peer&) {});
  a->send(bye, {"127.0.0.1", b->port(), Protocol::udp});
  ASSERT_TRUE(until([&] { return heard.size() == 1; }));
  a->send(bye, {"127.0.0.1", b->port(), Protocol::tcp});
  ASSERT_TRUE(until([&] { return heard.size() == 2; }));
  EXPECT_THAT(heard, testing::ElementsAre(Protocol::udp, Protocol::tcp));
}

TEST_F(TransportLayerTest, OurAddressIsOfThePeersTransport) {
  const auto layer = open();
  EXPECT_EQ(layer->local({"127.0.0.1", 1, Protocol::tcp}), (Peer{"127.0.0.1", layer->port(), Protocol::tcp}));
}

TEST_F(TransportLayerTest, RemembersForAWhileThatAPeerHasNoTcp) {
  const auto layer = open();
  std::vector<Peer> unreachable;
  layer->start([](std::string_view, const Peer&) {}, [&](const Peer& peer) { unreachable.push_back(peer); });
  // UDP alone is open there.
  Options options;
  options.bind_address = "127.0.0.1";
  options.port = 0;
  const auto peer = *UdpTransport::open(options, io.get_executor());
  const Peer udp{"127.0.0.1", peer->port()};
  EXPECT_TRUE(layer->may_use_tcp(udp));
  layer->send(bye, {udp.address, udp.port, Protocol::tcp});
  ASSERT_TRUE(until([&] { return !unreachable.empty(); }));
  EXPECT_FALSE(layer->may_use_tcp(udp));
  deadlines.advance(std::chrono::minutes(11));
  EXPECT_TRUE(layer->may_use_tcp(udp));
}

TEST_F(TransportLayerTest, ConnectionsAreKnownDatagramsNeedNone) {
  const auto layer = open();
  EXPECT_TRUE(layer->connected({"127.0.0.1", 9, Protocol::udp}));
  EXPECT_FALSE(layer->connected({"127.0.0.1", 9, Protocol::tcp}));
}

}  // namespace
}  // namespace ringback::sip
