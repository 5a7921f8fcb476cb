#include "scenario/house.hpp"

namespace ringback::scenario {
namespace {

using namespace std::chrono_literals;
using testing::Contains;

// A phone outside holds the call that it has with a page.
struct Hold : House {
  Hold() {
    application.answers_with("http://app/incoming", "<Response><Dial><Client>DeviceId_0001</Client></Dial></Response>");
    page_comes_online();
    carrier.invites("05031234567");
    until([&] { return page.was_told("invite"); });
    carrier.acknowledges();
    page.says("answer", {{"callsid", page.newest("invite").at("callsid")}, {"sdp", "page's answer"}});
    until([&] { return engine.bridges == 1; });
  }
  int answers() const {
    int count = 0;
    for (const auto& message : carrier.received) count += message.status == 200 && message.body == "fake answer";
    return count;
  }
};

TEST_F(Hold, IsBetweenThePhoneAndItsOwnLegAlone) {
  const int before = answers();
  carrier.offers("hold");
  EXPECT_EQ(answers(), before + 1);
  carrier.acknowledges_offer();
  for (int i = 0; i < 12; ++i) {
    deadlines.advance(5s);
    page.server->on_text("\n");
  }
  carrier.offers("resume");
  EXPECT_EQ(answers(), before + 2);
  carrier.acknowledges_offer();
  EXPECT_EQ(engine.bridges, 1);
  EXPECT_FALSE(page.was_told("hangup"));
  carrier.hangs_up();
  until_quiet();
  EXPECT_TRUE(page.was_told("hangup"));
}

TEST_F(Hold, ThatCannotBeUsedLeavesTheCallAsItWas) {
  carrier.offers("unusable");
  EXPECT_THAT(carrier.statuses(), Contains(488));
  carrier.acknowledges_offer();
  EXPECT_EQ(engine.bridges, 1);
  EXPECT_FALSE(page.was_told("hangup"));
}

TEST_F(Hold, MayEndWithTheCall) {
  carrier.offers("hold");
  carrier.acknowledges_offer();
  carrier.hangs_up();
  until_quiet();
  EXPECT_EQ(call_of("inbound").status, "completed");
  EXPECT_EQ(engine.bridges, 0);
}

}  // namespace
}  // namespace ringback::scenario
