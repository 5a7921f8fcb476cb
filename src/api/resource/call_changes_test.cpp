#include "api/fixture_test.hpp"
#include "store/applications.hpp"
#include "store/calls.hpp"
#include "store/incoming_phone_numbers.hpp"

namespace ringback::api {
namespace {

using call::Target;
using std::chrono::seconds;

// Calls that scripts order, and changes of those that are up.
struct CallChanges : ApiTest {
  Parameters order(Parameters more = {}) {
    Parameters out = {{"To", "+819059876543"}, {"From", "+815031234567"}, {"Url", "http://app/voice"}};
    out.insert(out.end(), more.begin(), more.end());
    return out;
  }
  void own_number() {
    store::IncomingPhoneNumber number;
    number.sid = make_sid("PN");
    number.account_sid = account.sid;
    number.phone_number = "+815031234567";
    ASSERT_TRUE(wait(store->incoming_phone_numbers().save(number)));
  }
  CallChanges() { own_number(); }
  ~CallChanges() override {
    while (attendant.live.size() > 0) attendant.live.remove(std::string(attendant.live.all().begin()->first));
  }

  const call::Attendant::Order& ordered() { return attendant.orders.at(0); }

  // A call that is up.
  std::shared_ptr<call::Call> live(const std::string& direction, bool answered) {
    call::Facts facts;
    facts.sid = make_sid("CA");
    facts.account_sid = account.sid;
    facts.direction = direction;
    facts.status = direction == "inbound" ? "ringing" : "queued";
    auto call = std::make_shared<call::Call>(facts, journal, deadlines);
    call->adopt(std::make_unique<call::FakeLeg>(phone));
    call->begin();
    if (answered) call->answer();
    attendant.live.add(call);
    store::Call row;
    row.sid = facts.sid;
    row.account_sid = account.sid;
    row.status = answered ? "in-progress" : facts.status;
    row.direction = direction;
    EXPECT_TRUE(wait(store->calls().save(row, {})));
    return call;
  }
  std::string change(const call::Call& call, const Parameters& form) {
    return outcome(post("/Calls/" + call.sid() + ".json", form));
  }

  struct Script final : call::Call::Observer {
    std::vector<call::Instructions> instructions;
    void on_over() override {}
    bool on_redirect(const call::Instructions& given) override {
      instructions.push_back(given);
      return true;
    }
  };
  call::FakePhone phone;
  Script script;
};

TEST_F(CallChanges, AnOrderIsAnsweredAtOnceWithTheQueuedCall) {
  const auto response = post("/Calls.json", order());
  EXPECT_EQ(response.status, 201);
  const auto body = json(response);
  EXPECT_EQ(text(body, "status"), "queued");
  EXPECT_EQ(text(body, "direction"), "outbound-api");
  EXPECT_EQ(text(body, "to"), "+819059876543");
  EXPECT_EQ(text(body, "start_time"), "<null>");
  EXPECT_EQ(text(body, "sid"), ordered().facts.sid);
  EXPECT_EQ(ordered().facts.phone_number_sid.substr(0, 2), "PN");
  EXPECT_EQ(ordered().facts.auth_token, account.auth_token);
}

TEST_F(CallChanges, AnOrderHasTheProductsDefaults) {
  post("/Calls.json", order());
  EXPECT_EQ(ordered().timeout, seconds(65));
  EXPECT_EQ(ordered().instructions.method, "POST");
  EXPECT_TRUE(ordered().callbacks.empty());
}

TEST_F(CallChanges, AClientMayBeCalledWithParameters) {
  post("/Calls.json", {{"To", "client:alice?team=blue&x=a%20b"}, {"From", "desk"}, {"Twiml", "<Response/>"}});
  EXPECT_EQ(ordered().target.kind, Target::Kind::client);
  EXPECT_EQ(ordered().target.address, "alice");
  EXPECT_EQ(ordered().target.parameters, (Parameters{{"team", "blue"}, {"x", "a b"}}));
  EXPECT_EQ(ordered().facts.to, "client:alice");
  EXPECT_EQ(ordered().timeout, seconds(60));
  EXPECT_EQ(ordered().instructions.twiml, "<Response/>");
}

TEST_F(CallChanges, ASipUriMayBeCalledWithHeadersAndALogin) {
  post("/Calls.json", order({{"To", "sip:bob@example.com;transport=tcp?X-Team=blue"},
                             {"SipAuthUsername", "u"},
                             {"SipAuthPassword", "p"},
                             {"From", "client:desk"}}));
  EXPECT_EQ(ordered().target.kind, Target::Kind::sip);
  EXPECT_EQ(ordered().target.address, "sip:bob@example.com;transport=tcp");
  EXPECT_EQ(ordered().target.from, "desk");
  EXPECT_EQ(ordered().target.username, "u");
}

TEST_F(CallChanges, StatusCallbackEventsMayBeRepeated) {
  post("/Calls.json", order({{"StatusCallback", "http://app/status"},
                             {"StatusCallbackMethod", "get"},
                             {"StatusCallbackEvent", "initiated"},
                             {"StatusCallbackEvent", "answered"}}));
  ASSERT_EQ(ordered().callbacks.size(), 1U);
  EXPECT_EQ(ordered().callbacks[0].method, "GET");
  EXPECT_EQ(ordered().callbacks[0].events, call::initiated + call::answered);
}

TEST_F(CallChanges, AnApplicationBringsItsOwnUrls) {
  store::Application application;
  application.sid = make_sid("AP");
  application.account_sid = account.sid;
  application.urls.voice_url = "http://app/of-application";
  application.urls.status_callback = "http://app/ended";
  ASSERT_TRUE(wait(store->applications().save(application)));
  post("/Calls.json", order({{"ApplicationSid", application.sid}}));
  EXPECT_EQ(ordered().instructions.url, "http://app/of-application");
  EXPECT_EQ(ordered().callbacks.at(0).url, "http://app/ended");
  EXPECT_EQ(ordered().facts.application_sid, application.sid);
}

TEST_F(CallChanges, WhatIsOnlyWorthAWordIsANoticeOnTheCall) {
  post("/Calls.json",
       order({{"Twiml", "<Response/>"}, {"StatusCallback", "http://app/s"}, {"StatusCallbackEvent", "lunch"}}));
  ASSERT_EQ(ordered().notices.size(), 2U);
  EXPECT_EQ(ordered().notices[0].code, 32019);
  EXPECT_EQ(ordered().notices[1].code, 21626);
  EXPECT_EQ(ordered().instructions.url, "http://app/voice");
}

struct Wrong {
  Parameters form;
  const char* outcome;
};
struct WrongOrders : CallChanges, testing::WithParamInterface<Wrong> {};

TEST_P(WrongOrders, AreRefusedWithTheProductsCode) {
  EXPECT_EQ(outcome(post("/Calls.json", order(GetParam().form))), GetParam().outcome);
  EXPECT_TRUE(attendant.orders.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Rows, WrongOrders,
    testing::Values(Wrong{{{"To", ""}}, "400 21201"}, Wrong{{{"From", ""}}, "400 21213"},
                    Wrong{{{"To", "call me"}}, "400 21217"}, Wrong{{{"From", "me"}}, "400 21212"},
                    Wrong{{{"From", "+81312345678"}}, "400 21210"}, Wrong{{{"CallerId", "+81312345678"}}, "400 21210"},
                    Wrong{{{"To", "+815031234567"}}, "400 21211"}, Wrong{{{"To", "client:"}}, "400 21217"},
                    Wrong{{{"Url", ""}}, "400 21205"}, Wrong{{{"Url", "/relative"}}, "400 21205"},
                    Wrong{{{"Method", "PUT"}}, "400 21209"}, Wrong{{{"FallbackMethod", "PUT"}}, "400 21209"},
                    Wrong{{{"StatusCallback", "status"}}, "400 21609"}, Wrong{{{"Timeout", "0"}}, "400 21208"},
                    Wrong{{{"Timeout", "601"}}, "400 21208"}, Wrong{{{"SendDigits", "1,2"}}, "400 21206"},
                    Wrong{{{"SendDigits", std::string(33, '1')}}, "400 21206"},
                    Wrong{{{"Url", ""}, {"Twiml", std::string(4001, ' ')}}, "400 32018"},
                    Wrong{{{"ApplicationSid", "AP00000000000000000000000000000009"}}, "400 21218"},
                    Wrong{{{"To", "sip:bob@example.com"}, {"SipAuthUsername", "u"}}, "400 21225"},
                    Wrong{{{"To", "sip:bob@example.com?Via=x"}}, "400 21228"}));

TEST_F(CallChanges, ANewDocumentGoesToTheRunningScript) {
  const auto call = live("inbound", true);
  call->set_observer(&script);
  EXPECT_EQ(change(*call, {{"Url", "http://app/new"}, {"Method", "GET"}, {"FallbackUrl", "http://app/f"}}), "200");
  ASSERT_EQ(script.instructions.size(), 1U);
  EXPECT_EQ(script.instructions[0].url, "http://app/new");
  EXPECT_EQ(script.instructions[0].method, "GET");
  EXPECT_EQ(script.instructions[0].fallback_url, "http://app/f");
}

TEST_F(CallChanges, ACallInProgressIsCompletedButNotCanceled) {
  const auto call = live("inbound", true);
  EXPECT_EQ(change(*call, {{"Status", "canceled"}}), "200");
  EXPECT_FALSE(call->over());
  EXPECT_EQ(change(*call, {{"Status", "completed"}}), "200");
  EXPECT_EQ(call->facts().status, "completed");
  EXPECT_TRUE(phone.was_told("hangup completed"));
  EXPECT_EQ(change(*call, {{"Status", "completed"}}), "400 21220");
}

TEST_F(CallChanges, AnOrderedCallThatRingsIsCanceled) {
  const auto call = live("outbound-api", false);
  EXPECT_EQ(change(*call, {{"Url", "http://app/new"}}), "400 21220");
  EXPECT_EQ(change(*call, {{"Status", "canceled"}}), "200");
  EXPECT_EQ(call->facts().status, "canceled");
}

TEST_F(CallChanges, AnIncomingCallThatRingsIsNotCanceledButEnded) {
  const auto call = live("inbound", false);
  EXPECT_EQ(change(*call, {{"Status", "canceled"}}), "400 21220");
  EXPECT_EQ(change(*call, {{"Status", "completed"}}), "200");
  EXPECT_EQ(call->facts().status, "no-answer");
}

TEST_F(CallChanges, AnotherStatusCallbackTakesThePlaceOfTheFirst) {
  const auto call = live("inbound", true);
  EXPECT_EQ(change(*call, {{"StatusCallback", "http://app/later"}}), "200");
  call->hangup(call::Cause::hangup);
  ASSERT_EQ(journal.events.back().callbacks.size(), 1U);
  EXPECT_EQ(journal.events.back().callbacks[0].url, "http://app/later");
}

TEST_F(CallChanges, ATimeLimitMayBeSetLater) {
  const auto call = live("inbound", true);
  EXPECT_EQ(change(*call, {{"TimeLimit", "30"}}), "200");
  deadlines.advance(seconds(30));
  EXPECT_EQ(call->facts().status, "completed");
}

TEST_F(CallChanges, WhatCannotBeIsRefused) {
  const auto call = live("inbound", true);
  EXPECT_EQ(change(*call, {{"Status", "busy"}}), "400 20422");
  EXPECT_EQ(change(*call, {{"Url", "new"}}), "400 21205");
  EXPECT_EQ(change(*call, {}), "200");
  EXPECT_EQ(outcome(post("/Calls/CA00000000000000000000000000000001.json", {})), "404 20404");
}

}  // namespace
}  // namespace ringback::api
