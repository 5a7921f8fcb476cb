#include "api/resource/queues.hpp"

#include "api/fixture_test.hpp"
#include "call/queue_place.hpp"

namespace ringback::api {
namespace {

struct QueuesTest : ApiTest, call::Call::Observer {
  std::vector<call::Instructions> redirected;

  void on_over() override {}
  bool on_redirect(const call::Instructions& instructions) override {
    redirected.push_back(instructions);
    return true;
  }
  std::unique_ptr<call::Call> caller(call::FakePhone& phone) {
    auto out = std::make_unique<call::Call>(
        call::Facts{.sid = make_sid("CA"), .account_sid = account.sid, .status = "ringing", .direction = "inbound"},
        journal, deadlines);
    out->adopt(std::make_unique<call::FakeLeg>(phone));
    out->begin();
    out->answer();
    out->set_observer(this);
    return out;
  }
};

TEST_F(QueuesTest, AQueueIsMadeChangedAndDeleted) {
  const auto made = post("/Queues.json", {{"FriendlyName", "sales"}, {"MaxSize", "5"}});
  EXPECT_EQ(outcome(made), "201");
  EXPECT_EQ(json(made).at("max_size").as_int64(), 5);
  const auto path = "/Queues/" + text(json(made), "sid") + ".json";
  EXPECT_EQ(outcome(post("/Queues.json", {{"FriendlyName", "sales"}})), "409 20409");
  EXPECT_EQ(outcome(post("/Queues.json", {})), "400 20422");
  EXPECT_EQ(outcome(post("/Queues.json", {{"FriendlyName", "big"}, {"MaxSize", "5001"}})), "400 20422");
  EXPECT_EQ(text(json(post(path, {{"FriendlyName", "support"}})), "friendly_name"), "support");
  EXPECT_EQ(json(get("/Queues.json")).at("queues").as_array().size(), 1U);
  EXPECT_EQ(outcome(send(request("DELETE", path))), "204");
  EXPECT_EQ(outcome(get(path)), "404 20404");
}

TEST_F(QueuesTest, TheFrontIsDequeuedOnce) {
  const auto queue = queues.open(account.sid, "support");
  call::FakePhone phones[2];
  const auto first = caller(phones[0]);
  const auto second = caller(phones[1]);
  call::QueuePlace place(queue, *first, deadlines);
  call::QueuePlace other(queue, *second, deadlines);
  const auto path = "/Queues/" + queue->sid();
  const auto members = json(get(path + "/Members.json")).at("queue_members").as_array();
  ASSERT_EQ(members.size(), 2U);
  EXPECT_EQ(members[0].at("position").as_int64(), 1);
  EXPECT_EQ(outcome(send(request("DELETE", path + ".json"))), "409 20409");
  EXPECT_EQ(outcome(post(path + "/Members/Front.json", {})), "400 21205");
  const auto taken = json(post(path + "/Members/Front.json", {{"Url", "http://app/next"}, {"Method", "GET"}}));
  EXPECT_EQ(text(taken, "call_sid"), first->sid());
  EXPECT_EQ(taken.at("position").as_int64(), 0);
  ASSERT_EQ(redirected.size(), 1U);
  EXPECT_EQ(redirected[0].parameters.front(), (std::pair<std::string, std::string>("QueueResult", "redirected")));
  EXPECT_EQ(text(json(get(path + "/Members/Front.json")), "call_sid"), second->sid());
}

}  // namespace
}  // namespace ringback::api
