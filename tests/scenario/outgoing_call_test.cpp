#include "scenario/house.hpp"
#include "store/notifications.hpp"

namespace ringback::scenario {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

// A browser calls a phone outside.
struct OutgoingCall : House {
  OutgoingCall() {
    application.answers_with("http://app/outgoing",
                             "<Response><Dial timeout=\"60\" callerId=\"+81-50-3123-4567\" action=\"/after\">"
                             "<Number>+81-90-5987-6543</Number></Dial></Response>");
    application.answers_with("http://app/after", "<Response/>");
    page_comes_online();
  }
  void page_calls() {
    page.says(
        "invite",
        {{"callsid", "TJS1"},
         {"sdp", "page's offer"},
         {"twilio",
          {{"params", "callerPhoneNumber=%2B81-50-3123-4567&callOutgoingPhoneNumber=%2B81-90-5987-6543&From=me"}}}});
  }
  void rings() {
    page_calls();
    until([&] { return carrier.newest_request("INVITE") != nullptr; });
    carrier.answers("INVITE", 180);
  }
  std::string dial_status() const { return asked("http://app/after").at(0).value("DialCallStatus"); }
};

TEST_F(OutgoingCall, IsAnsweredByThePhoneAndEndedByThePage) {
  rings();
  EXPECT_EQ(carrier.newest_request("INVITE")->request_uri.substr(0, 17), "sip:+819059876543");
  EXPECT_THAT(std::string(carrier.newest_request("INVITE")->value("From")), testing::HasSubstr("+815031234567"));
  carrier.answers("INVITE", 200, "phone's answer");
  until([&] { return engine.bridges == 1 && page.was_told("answer"); });
  EXPECT_NE(carrier.newest_request("ACK"), nullptr);
  const std::string sid(page.newest("answer").at("callsid").as_string());

  deadlines.advance(3s);
  page.says("hangup", {{"callsid", sid}});
  until([&] { return carrier.newest_request("BYE") != nullptr; });
  carrier.answers("BYE", 200);
  until_quiet();
  EXPECT_EQ(dial_status(), "completed");

  const auto& first = application.asked.at(0);
  EXPECT_EQ(first.value("CallSid"), sid);
  EXPECT_EQ(first.value("Caller"), "client:DeviceId_0001");
  EXPECT_EQ(first.value("Called"), "");
  EXPECT_EQ(first.value("callerPhoneNumber"), "+81-50-3123-4567");
  EXPECT_EQ(first.value("From"), "client:DeviceId_0001");
  EXPECT_EQ(call_of("inbound").from, "client:DeviceId_0001");
  EXPECT_EQ(call_of("outbound-dial").to, "+819059876543");
}

TEST_F(OutgoingCall, AParameterThatAPageCannotSetIsAWarningOnTheCall) {
  rings();
  until_stored();
  const auto notices = notices_of(call_of("inbound").sid);
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices.at(0).error_code, 20001);
}

TEST_F(OutgoingCall, ThePhoneHangsUpAndThePageIsTold) {
  rings();
  carrier.answers("INVITE", 200, "phone's answer");
  until([&] { return engine.bridges == 1; });
  sip::Message bye;
  const sip::Message invite = *carrier.newest_request("INVITE");
  bye.method = "BYE";
  bye.request_uri = "sip:192.0.2.100:5060";
  bye.add("Via", "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKbye");
  bye.add("From", std::string(invite.value("To")) + ";tag=callee").add("To", invite.value("From"));
  bye.add("Call-ID", invite.value("Call-ID")).add("CSeq", "1 BYE").add("Max-Forwards", "70");
  sip->receive(bye.serialise(), carrier.address);
  until([&] { return page.was_told("hangup"); });
  until_quiet();
  EXPECT_EQ(dial_status(), "completed");
}

struct Row {
  int sip;
  const char* status;
};
struct Refusals : OutgoingCall, testing::WithParamInterface<Row> {};

TEST_P(Refusals, OfThePhoneAreNamedInTheAction) {
  rings();
  carrier.answers("INVITE", GetParam().sip);
  until([&] { return !asked("http://app/after").empty(); });
  EXPECT_EQ(dial_status(), GetParam().status);
  until([&] { return page.was_told("hangup"); });
}
INSTANTIATE_TEST_SUITE_P(Rows, Refusals,
                         testing::Values(Row{486, "busy"}, Row{600, "busy"}, Row{603, "busy"}, Row{480, "no-answer"},
                                         Row{408, "no-answer"}, Row{404, "failed"}, Row{500, "failed"}));

TEST_F(OutgoingCall, ThePageHangsUpWhileThePhoneRings) {
  rings();
  page.says("hangup", {{"callsid", page.newest("ringing").at("callsid")}});
  until([&] { return carrier.newest_request("CANCEL") != nullptr; });
  carrier.answers("CANCEL", 200);
  carrier.answers("INVITE", 487);
  until_quiet();
  EXPECT_EQ(dial_status(), "canceled");
}

TEST_F(OutgoingCall, ThePhoneDoesNotAnswerInTime) {
  rings();
  for (int i = 0; i < 13; ++i) {
    deadlines.advance(5s);
    page.server->on_text("\n");
  }
  until([&] { return carrier.newest_request("CANCEL") != nullptr && !asked("http://app/after").empty(); });
  EXPECT_EQ(dial_status(), "no-answer");
}

TEST_F(OutgoingCall, WithAForeignCallerIdNoCallGoesOut) {
  application.answers_with(
      "http://app/outgoing",
      "<Response><Dial callerId=\"+81312345678\" action=\"/after\"><Number>+819059876543</Number></Dial></Response>");
  page_calls();
  until([&] { return page.was_told("hangup"); });
  EXPECT_EQ(carrier.newest_request("INVITE"), nullptr);
  EXPECT_EQ(dial_status(), "failed");
}

TEST_F(OutgoingCall, ToTwoPhonesAtOnceTheFirstAnswerWins) {
  application.answers_with("http://app/outgoing",
                           "<Response><Dial callerId=\"+815031234567\"><Number>+819059876543</Number>"
                           "<Client>DeviceId_0002</Client><Number>+81312345678</Number></Dial></Response>");
  page_calls();
  until([&] { return carrier.received.size() >= 2; });
  carrier.answers("INVITE", 180);
  carrier.answers("INVITE", 200, "phone's answer");
  until([&] { return engine.bridges == 1; });
  EXPECT_EQ(carrier.newest_request("INVITE")->request_uri.substr(0, 16), "sip:+81312345678");
}

}  // namespace
}  // namespace ringback::scenario
