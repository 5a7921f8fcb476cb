#include "sip/udp_transport.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

namespace ringback::sip {
namespace {

using testing::HasSubstr;

Options loopback() {
  Options options;
  options.bind_address = "127.0.0.1";
  options.port = 0;
  return options;
}

void nobody(const Peer&) {}

class UdpTransportTest : public testing::Test {
 protected:
  std::unique_ptr<UdpTransport> open(const Options& options) {
    auto opened = UdpTransport::open(options, io.get_executor());
    EXPECT_TRUE(opened) << opened.error().message;
    return *std::move(opened);
  }
  boost::asio::io_context io;
};

TEST_F(UdpTransportTest, CarriesDatagramsBothWays) {
  const auto a = open(loopback());
  const auto b = open(loopback());
  std::string heard;
  a->start(
      [&](std::string_view bytes, const Peer& from) {
        heard = bytes;
        EXPECT_EQ(from, b->local({"127.0.0.1", a->port()}));
        a->stop();
        b->stop();
      },
      nobody);
  b->start([&](std::string_view bytes, const Peer& from) { b->send("re: " + std::string(bytes), from); }, nobody);
  a->send("ping", {"127.0.0.1", b->port()});
  io.run();
  EXPECT_EQ(heard, "re: ping");
}

TEST_F(UdpTransportTest, CarriesDatagramsOfIpv6) {
  Options options = loopback();
  options.bind_address = "::";
  const auto a = open(options);
  const auto b = open(options);
  std::vector<Peer> heard;
  b->start(
      [&](std::string_view, const Peer& from) {
        heard.push_back(from);
        if (heard.size() == 2) b->stop();
      },
      nobody);
  a->send("ping", {"::1", b->port()});
  a->send("ping", {"127.0.0.1", b->port()});
  io.run();
  EXPECT_THAT(heard, testing::UnorderedElementsAre(Peer{"::1", a->port()}, Peer{"127.0.0.1", a->port()}));
}

TEST_F(UdpTransportTest, SaysWhoCanNotBeReached) {
  for (const std::string address : {"127.0.0.1", "::1"}) {
    Options options = loopback();
    options.bind_address = address;
    const auto a = open(options);
    const Peer gone{address, open(options)->port()};
    std::vector<Peer> unreachable;
    a->start([](std::string_view, const Peer&) {},
             [&](const Peer& peer) {
               unreachable.push_back(peer);
               a->stop();
             });
    a->send("ping", gone);
    io.restart();
    io.run();
    EXPECT_THAT(unreachable, testing::ElementsAre(gone));
  }
}

TEST_F(UdpTransportTest, SendsOnAfterAPeerCouldNotBeReached) {
  const auto a = open(loopback());
  const auto b = open(loopback());
  a->send("lost", {"127.0.0.1", open(loopback())->port()});
  std::string heard;
  b->start(
      [&](std::string_view bytes, const Peer&) {
        heard = bytes;
        b->stop();
      },
      nobody);
  a->send("ping", {"127.0.0.1", b->port()});
  io.run();
  EXPECT_EQ(heard, "ping");
}

TEST_F(UdpTransportTest, NamesTheAddressThatIsTaken) {
  const auto first = open(loopback());
  Options same = loopback();
  same.port = first->port();
  const auto second = UdpTransport::open(same, io.get_executor());
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, HasSubstr("UDP 127.0.0.1:" + std::to_string(first->port())));
}

TEST_F(UdpTransportTest, RefusesToBindToAName) {
  Options options = loopback();
  options.bind_address = "localhost";
  EXPECT_FALSE(UdpTransport::open(options, io.get_executor()));
}

TEST_F(UdpTransportTest, LocalAddressIsTheRoutesOrThePublicOne) {
  Options options = loopback();
  options.bind_address = "0.0.0.0";
  options.public_addresses = {"203.0.113.50"};
  const auto transport = open(options);
  EXPECT_EQ(transport->local({"127.0.0.1", 5060}), (Peer{"127.0.0.1", transport->port()}));
  EXPECT_EQ(transport->local({"198.51.100.1", 5060}), (Peer{"203.0.113.50", transport->port()}));
}

TEST_F(UdpTransportTest, PublicAddressIsOfThePeersFamily) {
  Options options = loopback();
  options.bind_address = "::";
  options.public_addresses = {"203.0.113.50", "2001:db8::50"};
  const auto transport = open(options);
  EXPECT_EQ(transport->local({"198.51.100.1", 5060}).address, "203.0.113.50");
  EXPECT_EQ(transport->local({"2600::1", 5060}).address, "2001:db8::50");
}

TEST_F(UdpTransportTest, SendingToNowhereIsALoss) {
  const auto transport = open(loopback());
  transport->send("x", {"no address", 1});
  transport->send(std::string(70'000, 'x'), {"127.0.0.1", 9});
}

}  // namespace
}  // namespace ringback::sip
