#include "api/resource/call_events.hpp"

#include "api/fixture_test.hpp"
#include "store/call_events.hpp"
#include "store/calls.hpp"
#include "store/notifications.hpp"

namespace ringback::api {
namespace {

struct CallEventsTest : ApiTest {
  store::Call save(const std::string& status, const std::string& parent = "") {
    store::Call row;
    row.sid = make_sid("CA");
    row.account_sid = account.sid;
    row.status = status;
    row.direction = "inbound";
    row.parent_call_sid = parent;
    EXPECT_TRUE(wait(store->calls().save(row, {})));
    return row;
  }
  void add(const std::string& call_sid, store::Millis date, const std::string& url) {
    store::CallEvent row;
    row.sid = make_sid("EV");
    row.account_sid = account.sid;
    row.call_sid = call_sid;
    row.method = "POST";
    row.url = url;
    row.parameters = "CallSid=" + call_sid + "&CallStatus=ringing";
    row.response_code = 500;
    row.request_duration = 12;
    row.content_type = "text/html";
    row.response_headers = "Content-Type=text%2Fhtml";
    row.response_body = "broken";
    row.date_created = date;
    EXPECT_TRUE(wait(store->call_events().save(row)));
  }
  http::Response remove(const std::string& path) { return send(request("DELETE", path)); }
};

TEST_F(CallEventsTest, AreTheRequestsOfTheCallOldestFirst) {
  const auto call = save("completed");
  add(call.sid, 2000, "http://x/second");
  add(call.sid, 1000, "http://x/first");
  const auto events = json(get("/Calls/" + call.sid + "/Events.json")).at("events").as_array();
  ASSERT_EQ(events.size(), 2U);
  const auto& request = events[0].at("request").as_object();
  EXPECT_EQ(text(request, "url"), "http://x/first");
  EXPECT_EQ(text(request.at("parameters").as_object(), "call_status"), "ringing");
  const auto& response = events[0].at("response").as_object();
  EXPECT_EQ(response.at("response_code").as_int64(), 500);
  EXPECT_EQ(response.at("request_duration").as_int64(), 12);
  EXPECT_EQ(text(response, "response_body"), "broken");
  EXPECT_EQ(outcome(get("/Calls/" + make_sid("CA") + "/Events.json")), "404 20404");
}

TEST_F(CallEventsTest, PagesOfThemGoOn) {
  const auto call = save("completed");
  for (int i = 1; i <= 3; ++i) add(call.sid, i * 1000, "http://x/" + std::to_string(i));
  const auto first = json(get("/Calls/" + call.sid + "/Events.json?PageSize=2"));
  const auto second = json(get(text(first, "next_page_uri")));
  ASSERT_EQ(second.at("events").as_array().size(), 1U);
  EXPECT_EQ(text(second.at("events").at(0).at("request").as_object(), "url"), "http://x/3");
}

TEST_F(CallEventsTest, AnOrderIsOneWithoutTheSecretInIt) {
  const auto made = json(post("/Calls.json", {{"To", "sip:a@127.0.0.1"},
                                              {"From", "desk"},
                                              {"Url", "http://x/"},
                                              {"SipAuthUsername", "me"},
                                              {"SipAuthPassword", "hush"}}));
  const auto response = get("/Calls/" + text(made, "sid") + "/Events.json");
  EXPECT_EQ(json(response).at("events").as_array().size(), 1U);
  EXPECT_NE(response.body.find("sip_auth_username"), std::string::npos);
  EXPECT_EQ(response.body.find("hush"), std::string::npos);
}

TEST_F(CallEventsTest, ANotificationTellsTheRequestThatItIsAbout) {
  const auto call = save("completed");
  add(call.sid, 1000, "http://x/voice");
  store::Notification note;
  note.sid = make_sid("NO");
  note.account_sid = account.sid;
  note.call_sid = call.sid;
  note.error_code = 11200;
  note.request_url = "http://x/voice";
  note.request_method = "POST";
  note.message_date = 1001;
  ASSERT_TRUE(wait(store->notifications().add(note)));
  const auto body = json(get("/Notifications/" + note.sid + ".json"));
  EXPECT_EQ(text(body, "response_body"), "broken");
  EXPECT_EQ(text(body, "response_headers"), "Content-Type=text%2Fhtml");
  EXPECT_EQ(text(body, "request_variables"), "CallSid=" + call.sid + "&CallStatus=ringing");
  EXPECT_EQ(text(body, "uri"), "/2010-04-01/Accounts/" + account.sid + "/Notifications/" + note.sid + ".json");
}

TEST_F(CallEventsTest, NotificationsOfTheAccountAreThoseOfAllItsCallsAndOfNone) {
  const auto call = save("completed");
  get("/Calls/" + call.sid + ".json?Colour=red");
  get("/Calls.json?Colour=red");
  EXPECT_EQ(json(get("/Notifications.json")).at("notifications").as_array().size(), 2U);
  EXPECT_EQ(json(get("/Notifications.json?Log=1")).at("notifications").as_array().size(), 2U);
  EXPECT_EQ(json(get("/Notifications.json?Log=0")).at("notifications").as_array().size(), 0U);
  EXPECT_EQ(json(get("/Notifications.json?MessageDate%3C=2000-01-01")).at("notifications").as_array().size(), 0U);
  account = add_account();
  EXPECT_EQ(json(get("/Notifications.json")).at("notifications").as_array().size(), 0U);
}

TEST_F(CallEventsTest, ACallThatHasEndedIsDeletedWithItsChildren) {
  const auto call = save("completed");
  const auto child = save("no-answer", call.sid);
  EXPECT_EQ(outcome(remove("/Calls/" + call.sid + ".json")), "204");
  EXPECT_EQ(outcome(get("/Calls/" + call.sid + ".json")), "404 20404");
  EXPECT_EQ(outcome(get("/Calls/" + child.sid + ".json")), "404 20404");
  EXPECT_EQ(outcome(remove("/Calls/" + call.sid + ".json")), "404 20404");
}

TEST_F(CallEventsTest, ACallThatIsUpIsNotDeleted) {
  for (const auto* status : {"queued", "ringing", "in-progress"}) {
    EXPECT_EQ(outcome(remove("/Calls/" + save(status).sid + ".json")), "409 20009") << status;
  }
}

}  // namespace
}  // namespace ringback::api
