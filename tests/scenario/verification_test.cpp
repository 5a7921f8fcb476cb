// Numbers that an account wants to call from are called, and whoever answers types a code.
#include <utility>

#include "api/verifications.hpp"
#include "scenario/house.hpp"
#include "store/outgoing_caller_ids.hpp"

namespace ringback::scenario {
namespace {

using namespace std::chrono_literals;

struct Verification : House {
  api::Verifications verifications{{*store, deadlines, requests, io.get_executor()}};
  std::string sid = make_sid("CA");

  call::Attendant::Order order() {
    call::Attendant::Order out;
    out.facts.sid = sid;
    out.facts.account_sid = account_sid;
    out.facts.auth_token = auth_token;
    out.facts.direction = "outbound-api";
    out.facts.status = "queued";
    out.facts.from = out.target.from = "+815031234567";
    out.facts.to = out.facts.called = out.target.address = "+819059876543";
    out.target.account_sid = account_sid;
    out.target.call_sid = sid;
    out.timeout = 30s;
    out.time_limit = 180s;
    out.instructions = api::Verifications::question();
    out.on_begin = [this](const std::shared_ptr<call::Call>& call) {
      verifications.begin(call, {.account_sid = account_sid,
                                 .phone_number = "+819059876543",
                                 .friendly_name = "mine",
                                 .code = "012345",
                                 .callback = "http://app/status",
                                 .callback_method = "POST"});
    };
    return out;
  }
  void place(call::Attendant::Order order) {
    ASSERT_TRUE(complete(attendant->place(std::move(order))));
    until([&] { return carrier.newest_request("INVITE") != nullptr; });
  }
  void is_answered() {
    place(order());
    carrier.answers("INVITE", 200, "phone's answer");
    until([&] { return !speech.said.empty(); });
  }
  void types(const std::string& digits) {
    for (const char digit : digits) engine.last_session->listener->on_digit(digit);
  }
  // What is said last is heard to its end.
  void until_over() {
    until([&] { return engine.last_session->plays(); });
    engine.last_session->ends_playing();
    until([&] { return carrier.newest_request("BYE") != nullptr; });
    carrier.answers("BYE", 200);
    until([&] { return !asked("http://app/status").empty(); });
  }
  std::vector<store::OutgoingCallerId> caller_ids() {
    return complete(store->outgoing_caller_ids().list(account_sid, {}, {}))->rows;
  }
};

TEST_F(Verification, TheRightCodeMakesTheCallerId) {
  is_answered();
  EXPECT_TRUE(caller_ids().empty());
  types("012345");
  until([&] { return !caller_ids().empty(); });
  EXPECT_EQ(caller_ids().at(0).phone_number, "+819059876543");
  EXPECT_EQ(caller_ids().at(0).friendly_name, "mine");
  until([&] { return speech.last_text().find("is verified") != std::string::npos; });
  until_over();
  const auto told = asked("http://app/status").at(0);
  EXPECT_EQ(told.value("VerificationStatus"), "success");
  EXPECT_EQ(told.value("OutgoingCallerIdSid"), caller_ids().at(0).sid);
  EXPECT_EQ(told.value("CallSid"), sid);
  EXPECT_EQ(told.value("CallStatus"), "completed");
}

TEST_F(Verification, AfterThreeWrongCodesItIsOver) {
  is_answered();
  for (const auto* code : {"543210", "000000", "111111"}) {
    types(code);
    until([&] { return speech.last_text().starts_with("That is not the code."); });
  }
  types("012345");
  until_over();
  EXPECT_TRUE(caller_ids().empty());
  EXPECT_EQ(asked("http://app/status").at(0).value("VerificationStatus"), "failed");
}

TEST_F(Verification, WhoeverDoesNotAnswerIsTold) {
  place(order());
  carrier.answers("INVITE", 486);
  until([&] { return !asked("http://app/status").empty(); });
  EXPECT_EQ(asked("http://app/status").at(0).value("VerificationStatus"), "failed");
  EXPECT_EQ(asked("http://app/status").at(0).value("CallStatus"), "busy");
}

TEST_F(Verification, AnotherRequestForTheNumberMakesTheFormerCodeWorthless) {
  is_answered();
  auto& first = *engine.last_session;
  const std::string first_sid = std::exchange(sid, make_sid("CA"));
  ASSERT_TRUE(complete(attendant->place(order())));
  for (const char digit : std::string("012345")) first.listener->on_digit(digit);
  until([&] { return speech.last_text().starts_with("That is not the code."); });
  EXPECT_TRUE(caller_ids().empty());
  for (const auto& each : {first_sid, sid}) reception->live_calls().find(each)->terminate(call::Cause::hangup);
  until([&] { return reception->live_calls().size() == 0; });
}

TEST_F(Verification, ACallMayBeginLater) {
  auto later = order();
  later.delay = 20s;
  ASSERT_TRUE(complete(attendant->place(std::move(later))));
  deadlines.advance(19s);
  EXPECT_EQ(carrier.newest_request("INVITE"), nullptr);
  EXPECT_EQ(call_of("outbound-api").status, "queued");
  deadlines.advance(1s);
  until([&] { return carrier.newest_request("INVITE") != nullptr; });
}

}  // namespace
}  // namespace ringback::scenario
