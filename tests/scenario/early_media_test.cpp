#include "scenario/house.hpp"

namespace ringback::scenario {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

// The trunk is heard before anybody answers (docs/sip-dialogs.md, Early media).
struct EarlyMedia : House {
  void application_dials(const std::string& attributes, const std::string& nouns) {
    const std::string twiml = "<Response><Dial callerId=\"+815031234567\" action=\"/after\" " + attributes + ">" +
                              nouns + "</Dial></Response>";
    application.answers_with("http://app/outgoing", twiml);
    application.answers_with("http://app/incoming", twiml);
    application.answers_with("http://app/after", "<Response/>");
  }
  void page_calls() {
    page_comes_online();
    page.says("invite", {{"callsid", "TJS1"}, {"sdp", "page's offer"}, {"twilio", {{"params", ""}}}});
    until_outgoing();
  }
  void until_outgoing() {
    until([&] { return carrier.newest_request("INVITE") != nullptr; });
  }
  // The trunk's first packet of sound.
  void trunk_is_heard() {
    carrier.answers("INVITE", 183, "trunk's early answer");
    engine.last_session->listener->on_heard();
    until([&] { return engine.listeners == 1; });
  }
};

TEST_F(EarlyMedia, IsHeardByAnAnsweredPageAndEndsWithTheAnswer) {
  application_dials("", "<Number>+819059876543</Number>");
  page_calls();
  trunk_is_heard();
  EXPECT_TRUE(page.was_told("answer"));
  EXPECT_EQ(engine.bridges, 0);
  carrier.answers("INVITE", 200, "trunk's answer");
  until([&] { return engine.bridges == 1; });
  EXPECT_EQ(engine.listeners, 0);
}

TEST_F(EarlyMedia, WithAnswerOnBridgeReachesThePageInRinging) {
  application_dials("answerOnBridge=\"true\"", "<Number>+819059876543</Number>");
  page_calls();
  EXPECT_FALSE(page.newest("ringing").contains("sdp"));
  trunk_is_heard();
  EXPECT_EQ(page.newest("ringing").at("sdp"), "fake answer");
  EXPECT_FALSE(page.was_told("answer"));
  carrier.answers("INVITE", 200, "trunk's answer");
  until([&] { return page.was_told("answer"); });
  EXPECT_EQ(page.newest("answer").at("sdp"), page.newest("ringing").at("sdp"));
}

TEST_F(EarlyMedia, WithAnswerOnBridgeReachesACallerOfTheTrunkIn183) {
  application_dials("answerOnBridge=\"true\"", "<Number>+819059876543</Number>");
  carrier.invites("05031234567");
  until_outgoing();
  trunk_is_heard();
  EXPECT_THAT(carrier.statuses(), ElementsAre(100, 180, 183));
  carrier.answers("INVITE", 200, "trunk's answer");
  until([&] { return engine.bridges == 1; });
  EXPECT_THAT(carrier.statuses(), ElementsAre(100, 180, 183, 200));
}

TEST_F(EarlyMedia, OfAFailureIsAnAnnouncementAndThenTheRefusal) {
  application_dials("answerOnBridge=\"true\"", "<Number>+819059876543</Number>");
  carrier.invites("05031234567");
  until_outgoing();
  trunk_is_heard();
  deadlines.advance(5s);
  carrier.answers("INVITE", 404);
  until([&] { return !asked("http://app/after").empty(); });
  EXPECT_EQ(engine.listeners, 0);
  EXPECT_EQ(asked("http://app/after").at(0).value("DialCallStatus"), "failed");
}

TEST_F(EarlyMedia, OfOneOfSeveralPartiesIsNotHeard) {
  application_dials("", "<Number>+819059876543</Number><Client>DeviceId_0002</Client><Number>+81312345678</Number>");
  page_calls();
  carrier.answers("INVITE", 183, "trunk's early answer");
  engine.last_session->listener->on_heard();
  deadlines.advance(1s);
  EXPECT_EQ(engine.listeners, 0);
}

}  // namespace
}  // namespace ringback::scenario
