#include "scenario/house.hpp"
#include "store/incoming_phone_numbers.hpp"
#include "store/notifications.hpp"

namespace ringback::scenario {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

// A phone outside calls the number of a browser: docs/life-of-a-call.md.
struct IncomingCall : House {
  IncomingCall() {
    application.answers_with(
        "http://app/incoming",
        "<Response><Dial timeout=\"60\" action=\"/after\"><Client>DeviceId_0001</Client></Dial></Response>");
    application.answers_with("http://app/after", "<Response/>");
    page_comes_online();
  }
  void rings() {
    carrier.invites("05031234567", "Diversion: <sip:05031234567@example.com>;reason=unconditional\r\n");
    until([&] { return page.was_told("invite"); });
  }
  void accepts() {
    page.says("answer", {{"callsid", page.newest("invite").at("callsid")}, {"sdp", "page's answer"}});
    until([&] { return engine.bridges == 1; });
  }
  std::string dial_status() const { return asked("http://app/after").at(0).value("DialCallStatus"); }
};

TEST_F(IncomingCall, IsAnsweredByThePageAndEndedByThePhone) {
  rings();
  EXPECT_THAT(carrier.statuses(), ElementsAre(100, 180, 200));
  carrier.acknowledges();
  const auto invite = page.newest("invite");
  EXPECT_EQ(invite.at("parameters").at("From"), "+819059876543");
  accepts();
  deadlines.advance(4s);
  carrier.hangs_up();
  until_quiet();
  EXPECT_TRUE(page.was_told("hangup"));
  EXPECT_EQ(engine.bridges, 0);

  const auto& first = application.asked.at(0);
  EXPECT_EQ(first.value("CallStatus"), "ringing");
  EXPECT_EQ(first.value("ForwardedFrom"), "05031234567");
  EXPECT_EQ(first.value("CalledVia"), "05031234567");
  EXPECT_EQ(dial_status(), "completed");
  EXPECT_EQ(asked("http://app/status").at(0).value("CallDuration"), "4");

  const auto parent = call_of("inbound");
  const auto child = call_of("outbound-dial");
  EXPECT_EQ(parent.status, "completed");
  EXPECT_EQ(parent.sid, first.value("CallSid"));
  EXPECT_EQ(child.parent_call_sid, parent.sid);
  EXPECT_EQ(child.to, "client:DeviceId_0001");
  EXPECT_EQ(child.sid, std::string(invite.at("callsid").as_string()));
  EXPECT_GT(child.answer_time, 0);
  EXPECT_GE(child.end_time - child.answer_time, 4000);
}

TEST_F(IncomingCall, ThePageHangsUpAndThePhoneGetsABye) {
  rings();
  carrier.acknowledges();
  accepts();
  page.says("hangup", {{"callsid", page.newest("invite").at("callsid")}});
  until([&] { return carrier.newest_request("BYE") != nullptr; });
  carrier.answers("BYE", 200);
  until_quiet();
  EXPECT_EQ(dial_status(), "completed");
}

TEST_F(IncomingCall, ThePageRejectsAndTheApplicationHearsBusy) {
  rings();
  carrier.acknowledges();
  page.says("reject", {{"callsid", page.newest("invite").at("callsid")}});
  until([&] { return carrier.newest_request("BYE") != nullptr; });
  carrier.answers("BYE", 200);
  until_quiet();
  EXPECT_EQ(dial_status(), "busy");
  EXPECT_EQ(call_of("outbound-dial").status, "busy");
}

TEST_F(IncomingCall, NobodyAcceptsInTime) {
  rings();
  carrier.acknowledges();
  for (int i = 0; i < 12; ++i) {
    deadlines.advance(5s);
    page.server->on_text("\n");
  }
  until([&] { return page.was_told("cancel") && !asked("http://app/after").empty(); });
  EXPECT_EQ(dial_status(), "no-answer");
}

TEST_F(IncomingCall, ThePhoneHangsUpWhileThePageRings) {
  rings();
  carrier.acknowledges();
  carrier.hangs_up();
  until_quiet();
  EXPECT_TRUE(page.was_told("cancel"));
  EXPECT_EQ(dial_status(), "canceled");
}

TEST_F(IncomingCall, WithAnswerOnBridgeThePhoneMayCancel) {
  application.answers_with("http://app/incoming",
                           "<Response><Dial answerOnBridge=\"true\"><Client>DeviceId_0001</Client></Dial></Response>");
  rings();
  EXPECT_THAT(carrier.statuses(), ElementsAre(100, 180));
  carrier.cancels("05031234567");
  until_quiet();
  EXPECT_TRUE(page.was_told("cancel"));
  EXPECT_THAT(carrier.statuses(), ElementsAre(100, 180, 200, 487));
  EXPECT_EQ(call_of("inbound").status, "no-answer");
}

TEST_F(IncomingCall, ToAPageThatIsOfflineIsNoAnswer) {
  page.closes();
  carrier.invites("05031234567");
  until([&] { return !asked("http://app/after").empty(); });
  EXPECT_EQ(dial_status(), "no-answer");
}

TEST_F(IncomingCall, ToAnUnknownNumberIsNotFoundAndNobodyIsAsked) {
  carrier.invites("0312345678");
  until([&] { return carrier.statuses().back() == 404; });
  EXPECT_TRUE(application.asked.empty());
  EXPECT_TRUE(calls().empty());
}

TEST_F(IncomingCall, IsRejectedByTheDocument) {
  application.answers_with("http://app/incoming", "<Response><Reject reason=\"busy\"/></Response>");
  carrier.invites("05031234567");
  until([&] { return carrier.statuses().back() == 486; });
  until_quiet();
  EXPECT_EQ(call_of("inbound").status, "busy");
  EXPECT_FALSE(page.was_told("invite"));
}

TEST_F(IncomingCall, WhenTheApplicationIsDownTheFallbackAnswers) {
  application.fails_with("http://app/incoming", http::FetchFailure::connection_refused);
  application.answers_with("http://app/fallback", "<Response><Reject/></Response>");
  carrier.invites("05031234567");
  until_quiet();
  EXPECT_EQ(asked("http://app/fallback").at(0).value("ErrorCode"), "11205");
  EXPECT_EQ(asked("http://app/fallback").at(0).value("ErrorUrl"), "http://app/incoming");
  EXPECT_EQ(call_of("inbound").status, "no-answer");
}

TEST_F(IncomingCall, AnUnknownVerbIsARowThatTheApplicationCanRead) {
  application.answers_with("http://app/incoming", "<Response><Sing/><Reject/></Response>");
  carrier.invites("05031234567");
  until_quiet();
  const auto notices = notices_of(call_of("inbound").sid);
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices.at(0).error_code, 12200);
  EXPECT_TRUE(notices.at(0).warning);
}

TEST_F(IncomingCall, ToABrokenApplicationIsToldSoAndHungUp) {
  application.fails_with("http://app/incoming", http::FetchFailure::timeout);
  application.answers_with("http://app/fallback", "", 500);
  carrier.invites("05031234567");
  until([&] { return engine.last_session != nullptr && engine.last_session->plays(); });
  EXPECT_THAT(carrier.statuses(), ElementsAre(100, 180, 200));
  EXPECT_THAT(speech.last_text(), testing::HasSubstr("problem"));
  carrier.acknowledges();
  engine.last_session->ends_playing();
  until([&] { return carrier.newest_request("BYE") != nullptr; });
  carrier.answers("BYE", 200);
  until_quiet();
  EXPECT_EQ(call_of("inbound").status, "completed");
  EXPECT_EQ(notices_of(call_of("inbound").sid).size(), 2U);
}

TEST_F(IncomingCall, IsPlayedAFileAndHungUpOnWhenItEnds) {
  application.answers_with("http://app/incoming", "<Response><Play>/beep.wav</Play></Response>");
  application.answers_with("http://app/beep.wav", "beep", 200, "audio/wav");
  carrier.invites("05031234567");
  until([&] { return engine.last_session != nullptr && engine.last_session->plays(); });
  carrier.acknowledges();
  engine.last_session->ends_playing();
  until([&] { return carrier.newest_request("BYE") != nullptr; });
  carrier.answers("BYE", 200);
  until_quiet();
  EXPECT_EQ(call_of("inbound").status, "completed");
}

TEST_F(IncomingCall, ThatStillRingsWhenTheServerClosesHasFailed) {
  application.answers_with("http://app/incoming",
                           "<Response><Dial answerOnBridge=\"true\"><Client>DeviceId_0001</Client></Dial></Response>");
  rings();
  reception->close();
  until([&] { return carrier.statuses().back() >= 480 && page.was_told("cancel"); });
  until_quiet();
  EXPECT_EQ(call_of("inbound").status, "failed");
  EXPECT_EQ(asked("http://app/status").at(0).value("CallStatus"), "failed");
}

TEST_F(IncomingCall, ToANumberWithoutUrlIsRefusedAndOnRecord) {
  auto number = *complete(store->incoming_phone_numbers().find_number("+815031234567"));
  (*number).urls.voice_url = "";
  ASSERT_TRUE(complete(store->incoming_phone_numbers().save(*number)));
  carrier.invites("05031234567");
  until_quiet();
  EXPECT_GE(carrier.statuses().back(), 400);
  const auto call = call_of("inbound");
  EXPECT_EQ(call.status, "failed");
  const auto notices = notices_of(call.sid);
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices.at(0).error_code, 21205);
}

TEST_F(IncomingCall, EndsWhenTheServerCloses) {
  rings();
  carrier.acknowledges();
  accepts();
  reception->close();
  until([&] { return carrier.newest_request("BYE") != nullptr && page.was_told("hangup"); });
  until_quiet();
  EXPECT_EQ(call_of("inbound").status, "completed");
}

TEST_F(IncomingCall, IsRefusedWhileTheServerDrains) {
  reception->drain();
  carrier.invites("05031234567");
  until([&] { return !carrier.statuses().empty() && carrier.statuses().back() >= 300; });
  EXPECT_EQ(carrier.statuses().back(), 503);
  EXPECT_TRUE(asked("http://app/incoming").empty());
}

TEST_F(IncomingCall, ThatIsUpGoesOnWhileTheServerDrains) {
  rings();
  carrier.acknowledges();
  accepts();
  reception->drain();
  deadlines.advance(20s);  // less than a far end may be silent
  EXPECT_EQ(carrier.newest_request("BYE"), nullptr);
  EXPECT_EQ(reception->live_calls().size(), 1U);
}

TEST_F(IncomingCall, IsRefusedWithAWordWhenToComeBackWhileTheServerIsOverloaded) {
  rings();
  for (int i = 0; i < 3; ++i) admission.observe({.busiest_media_thread = 1});
  carrier.name = "another";
  carrier.received.clear();
  carrier.invites("05031234567");
  until([&] { return !carrier.statuses().empty() && carrier.statuses().back() >= 300; });
  EXPECT_EQ(carrier.statuses().back(), 503);
  EXPECT_NE(carrier.newest_response()->find("Retry-After"), nullptr);
}

}  // namespace
}  // namespace ringback::scenario
