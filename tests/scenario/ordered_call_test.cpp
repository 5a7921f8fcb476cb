#include "routing/attendant.hpp"

#include "scenario/house.hpp"

namespace ringback::scenario {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;

// A script asks for a call to a phone outside.
struct OrderedCall : House {
  call::Attendant::Order order{};
  std::string sid = make_sid("CA");

  OrderedCall() {
    order.facts.sid = sid;
    order.facts.account_sid = account_sid;
    order.facts.auth_token = auth_token;
    order.facts.direction = "outbound-api";
    order.facts.status = "queued";
    order.facts.from = "+815031234567";
    order.facts.to = order.facts.called = "+819059876543";
    order.target.address = order.facts.to;
    order.target.from = order.facts.from;
    order.target.account_sid = account_sid;
    order.target.call_sid = sid;
    order.timeout = 30s;
    order.time_limit = 4h;
    order.instructions.url = "http://app/voice";
    order.callbacks = {
        {.url = "http://app/status", .events = call::initiated + call::ringing + call::answered + call::completed}};
    application.answers_with("http://app/voice", "<Response><Pause length=\"60\"/></Response>");
  }
  void place() {
    ASSERT_TRUE(complete(attendant->place(order)));
    until([&] { return carrier.newest_request("INVITE") != nullptr; });
  }
  void is_answered() {
    place();
    carrier.answers("INVITE", 180);
    carrier.answers("INVITE", 200, "phone's answer");
    until([&] { return !asked("http://app/voice").empty(); });
  }
  std::shared_ptr<call::Call> live() { return reception->live_calls().find(sid); }
  std::vector<std::string> told() const {
    std::vector<std::string> out;
    for (const auto& each : asked("http://app/status")) {
      out.push_back(each.value("SequenceNumber") + ' ' + each.value("CallStatus"));
    }
    return out;
  }
  // It is to be recorded; so long something is heard of it.
  void is_recorded(std::chrono::milliseconds time) {
    order.recording = call::RecordingOrder{.source = "OutboundAPI"};
    is_answered();
    until([&] { return engine.last_session && !engine.last_session->taps.empty(); });
    media::TapBlock block{};
    block.heard.fill(5000);
    for (; time > 0ms; time -= 20ms) engine.last_session->taps.back()->on_sound(block);
  }
  // The phone outside is hung up on.
  void until_bye() {
    until([&] { return carrier.newest_request("BYE") != nullptr; });
    carrier.answers("BYE", 200);
  }
};

TEST_F(OrderedCall, RunsItsDocumentOnceThePhoneAnswers) {
  is_answered();
  const auto first = asked("http://app/voice").at(0);
  EXPECT_EQ(first.value("CallSid"), sid);
  EXPECT_EQ(first.value("Direction"), "outbound-api");
  EXPECT_EQ(first.value("CallStatus"), "in-progress");
  EXPECT_EQ(first.value("To"), "+819059876543");
  EXPECT_EQ(first.value("From"), "+815031234567");
  deadlines.advance(60s);
  until_bye();
  until_quiet();
  EXPECT_THAT(told(), ElementsAre("0 initiated", "1 ringing", "2 in-progress", "3 completed"));
  EXPECT_EQ(call_of("outbound-api").status, "completed");
}

TEST_F(OrderedCall, ThatIsRefusedEndsWithoutADocument) {
  place();
  carrier.answers("INVITE", 486);
  until_quiet();
  EXPECT_THAT(told(), ElementsAre("0 initiated", "1 busy"));
  EXPECT_TRUE(asked("http://app/voice").empty());
  EXPECT_EQ(asked("http://app/status").at(1).value("SipResponseCode"), "486");
  EXPECT_EQ(call_of("outbound-api").status, "busy");
}

TEST_F(OrderedCall, ThatNobodyAnswersEndsInTime) {
  place();
  carrier.answers("INVITE", 180);
  deadlines.advance(30s);
  until([&] { return carrier.newest_request("CANCEL") != nullptr; });
  until_quiet();
  EXPECT_EQ(call_of("outbound-api").status, "no-answer");
}

TEST_F(OrderedCall, ThatIsCanceledWhileItRingsRingsNoMore) {
  place();
  carrier.answers("INVITE", 180);
  live()->terminate(call::Cause::cancelled);
  until([&] { return carrier.newest_request("CANCEL") != nullptr; });
  until_quiet();
  EXPECT_EQ(call_of("outbound-api").status, "canceled");
}

TEST_F(OrderedCall, SendsItsDigitsBeforeTheDocument) {
  order.digits = "ww1";
  place();
  carrier.answers("INVITE", 200, "phone's answer");
  until([&] { return live()->answered(); });
  EXPECT_TRUE(asked("http://app/voice").empty());
  deadlines.advance(2s);
  until([&] { return !asked("http://app/voice").empty(); });
}

TEST_F(OrderedCall, MayBringItsDocument) {
  order.instructions = {.url = {}, .twiml = "<Response><Redirect>http://app/voice</Redirect></Response>"};
  is_answered();
}

TEST_F(OrderedCall, EndsAtItsTimeLimit) {
  order.time_limit = 20s;
  is_answered();
  deadlines.advance(20s);
  until_bye();
  until_quiet();
  EXPECT_EQ(call_of("outbound-api").status, "completed");
}

TEST_F(OrderedCall, ADialedPartyThatIsRedirectedGoesOnAlone) {
  application.answers_with("http://app/voice",
                           "<Response><Dial action=\"/after\"><Client>DeviceId_0001</Client></Dial></Response>");
  application.answers_with("http://app/after", "<Response><Pause length=\"60\"/></Response>");
  application.answers_with("http://app/party", "<Response><Pause length=\"60\"/></Response>");
  page_comes_online();
  is_answered();
  until([&] { return page.was_told("invite"); });
  const std::string party(page.newest("invite").at("callsid").as_string());
  page.says("answer", {{"callsid", party}, {"sdp", "page's answer"}});
  until([&] { return engine.bridges == 1; });

  ASSERT_TRUE(reception->live_calls().find(party)->redirect({.url = "http://app/party"}));
  until([&] { return !asked("http://app/party").empty() && !asked("http://app/after").empty(); });
  EXPECT_EQ(engine.bridges, 0);
  EXPECT_EQ(asked("http://app/party").at(0).value("CallSid"), party);
  EXPECT_EQ(asked("http://app/after").at(0).value("DialCallStatus"), "completed");
  EXPECT_EQ(asked("http://app/after").at(0).value("DialCallDuration"), "");
  EXPECT_EQ(reception->live_calls().size(), 2U);
}

TEST_F(OrderedCall, AnApplicationThatItDialsRunsItsDocumentOnACallOfItsOwn) {
  application.answers_with("http://app/voice", "<Response><Dial action=\"/after\"><Application><ApplicationSid>" +
                                                   application_sid +
                                                   "</ApplicationSid><Parameter name=\"team\" value=\"blue\"/>"
                                                   "</Application></Dial></Response>");
  application.answers_with("http://app/outgoing", "<Response><Pause/><Say>hello</Say></Response>");
  is_answered();
  until([&] { return !asked("http://app/outgoing").empty(); });
  const auto first = asked("http://app/outgoing").at(0);
  EXPECT_EQ(first.value("Direction"), "inbound");
  EXPECT_EQ(first.value("To"), application_sid);
  EXPECT_EQ(first.value("From"), "+815031234567");
  EXPECT_EQ(first.value("ApplicationSid"), application_sid);
  EXPECT_EQ(first.value("Param_team"), "blue");
  EXPECT_EQ(first.value("customerId"), account_sid);
  deadlines.advance(1s);
  until([&] { return engine.bridges == 1; });
  live()->terminate(call::Cause::hangup);
  until_bye();
  until([&] { return reception->live_calls().size() == 0; });
  EXPECT_EQ(asked("http://app/after").at(0).value("DialCallStatus"), "completed");
}

TEST_F(OrderedCall, IsNotTakenWhileTheServerDrains) {
  reception->drain();
  const auto placed = complete(attendant->place(order));
  ASSERT_FALSE(placed);
  EXPECT_EQ(placed.error().code, 10004);
}

TEST_F(OrderedCall, ThatIsRecordedNamesItsRecordingAtItsEnd) {
  is_recorded(3s);
  deadlines.advance(60s);
  until_bye();
  until_quiet();
  const auto rows = complete(store->recordings().list(account_sid, {}, {}))->rows;
  ASSERT_EQ(rows.size(), 1U);
  const auto end = asked("http://app/status").back();
  EXPECT_EQ(end.value("CallStatus"), "completed");
  EXPECT_EQ(end.value("RecordingSid"), rows[0].sid);
  EXPECT_EQ(end.value("RecordingUrl"), recordings->url(account_sid, rows[0].sid));
  EXPECT_EQ(end.value("RecordingDuration"), "3");
  EXPECT_EQ(call_of("outbound-api").status, "completed");
}

TEST_F(OrderedCall, WhoseRecordingIsAbsentNamesNone) {
  is_recorded(400ms);
  deadlines.advance(60s);
  until_bye();
  until_quiet();
  const auto end = asked("http://app/status").back();
  EXPECT_EQ(end.value("CallStatus"), "completed");
  EXPECT_EQ(end.value("RecordingSid"), "");
}

}  // namespace
}  // namespace ringback::scenario
