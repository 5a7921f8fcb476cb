#include "browser/gateway.hpp"

#include "browser/browser_fixture.hpp"

namespace ringback::browser {
namespace {

const std::string sid = "CA00000000000000000000000000000001";

class GatewayTest : public BrowserTest {};

TEST_F(GatewayTest, AllDevicesOfAClientRingAndTheLosersAreTold) {
  const Page a = online();
  const Page b = online();
  const Page c = online();
  const auto ears = ring(client_target());
  ASSERT_EQ(ears.size(), 3U);
  for (const Page* page : {&a, &b, &c}) page->heard();
  // b and c press at the same moment; the call takes b, and c's answer is in already.
  b.say("answer", R"({"callsid":")" + sid + R"(","sdp":"v=0"})");
  c.say("answer", R"({"callsid":")" + sid + R"(","sdp":"v=0"})");
  ears[0]->leg->hangup(call::Cause::answered_elsewhere);
  ears[2]->leg->hangup(call::Cause::answered_elsewhere);
  EXPECT_EQ(a.heard(), Frames{R"({"type":"cancel","version":"1.6","payload":{"callsid":")" + sid + R"("}})"});
  EXPECT_EQ(b.heard().size(), 1U);
  EXPECT_EQ(c.heard().back(), R"({"type":"hangup","version":"1.6","payload":{"callsid":")" + sid + R"("}})");
}

TEST_F(GatewayTest, LoserThatRejectsLateDoesNotEndTheWinnersCall) {
  const Page a = online();
  const Page b = online();
  const auto ears = ring(client_target());
  a.say("answer", R"({"callsid":")" + sid + R"(","sdp":"v=0"})");
  ears[1]->leg->hangup(call::Cause::answered_elsewhere);
  b.say("reject", R"({"callsid":")" + sid + R"("})");
  b.say("hangup", R"({"callsid":")" + sid + R"("})");
  EXPECT_EQ(ears[0]->heard, (Frames{"ringing", "answered"}));
}

TEST_F(GatewayTest, EachDeviceHasAnOfferOfItsOwn) {
  const Page a = online();
  const Page b = online();
  const auto ears = ring(client_target());
  EXPECT_NE(a.heard().at(0).find("offer 0"), std::string::npos);
  EXPECT_NE(b.heard().at(0).find("offer 1"), std::string::npos);
}

TEST_F(GatewayTest, ClientsOfAnotherAccountAreNotRung) {
  const Page page = online();
  call::Target target = client_target();
  target.account_sid = "AC00000000000000000000000000000009";
  EXPECT_TRUE(gateway.make(target)->empty());
}

TEST_F(GatewayTest, DeviceThatOnlyConnectedIsNotRung) {
  const Page page = open();
  page.listen(token());
  deadlines.settle();
  EXPECT_TRUE(gateway.make(client_target())->empty());
}

TEST_F(GatewayTest, NumbersAreNoConcernOfTheBrowsersDoor) {
  const Page page = online();
  call::Target target = client_target();
  target.kind = call::Target::Kind::number;
  EXPECT_TRUE(gateway.make(target)->empty());
}

TEST_F(GatewayTest, OfferFollowsTheCallersCodec) {
  const Page page = online();
  media::SessionOptions options;
  options.codecs = {media::Codec::pcma};
  const auto caller = engine.make_session(options);
  call::Target target = client_target();
  target.beside = caller->get();
  const auto legs = gateway.make(target);
  ASSERT_EQ(legs->size(), 1U);
  EXPECT_EQ(engine.sessions[1]->options.codecs, (std::vector{media::Codec::pcma, media::Codec::pcmu}));
  EXPECT_EQ(engine.sessions[1]->options.beside, caller->get());
}

TEST_F(GatewayTest, FullMediaEngineFailsTheTarget) {
  const Page page = online();
  engine.full = true;
  EXPECT_FALSE(gateway.make(client_target()).has_value());
}

TEST_F(GatewayTest, BusySocketTakesALimitedNumberOfCalls) {
  const Page page = online();
  std::vector<std::unique_ptr<Ear>> ears;
  for (int i = 0; i < 12; ++i) {
    for (auto& ear : ring(client_target("CA0000000000000000000000000000010" + std::to_string(i)))) {
      ears.push_back(std::move(ear));
    }
  }
  EXPECT_EQ(ears.size(), 10U);
}

TEST_F(GatewayTest, LegsMayOutliveTheGateway) {
  std::unique_ptr<call::Leg> leg;
  Page page;
  {
    class Nobody final : public call::IncomingLegHandler {
      void on_incoming(std::unique_ptr<call::Leg>, call::IncomingCall) override {}
    } nobody;
    Gateway short_lived(Options{}, {io.get_executor(), deadlines, keys, engine, nobody});
    page.server = short_lived.accept(page.socket);
    page.listen(token());
    deadlines.settle();
    page.register_device();
    leg = std::move(short_lived.make(client_target())->at(0));
  }
  leg->dial();
  leg->hangup(call::Cause::cancelled);
  EXPECT_EQ(page.heard().size(), 4U) << "connected, ready, invite, cancel";
}

TEST_F(GatewayTest, CountsItsSockets) {
  EXPECT_EQ(gateway.sockets(), 0U);
  const Page page = online();
  EXPECT_EQ(gateway.sockets(), 1U);
}

}  // namespace
}  // namespace ringback::browser
