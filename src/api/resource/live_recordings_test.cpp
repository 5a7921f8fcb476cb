#include "api/fixture_test.hpp"
#include "call/recording.hpp"
#include "store/calls.hpp"

// Recordings of calls that are up.
namespace ringback::api {
namespace {

using namespace std::chrono_literals;

struct LiveRecordingsTest : ApiTest {
  call::FakePhone phone;
  std::shared_ptr<call::Call> call = add_call();
  std::string path = "/Calls/" + call->sid() + "/Recordings";

  ~LiveRecordingsTest() override {
    call->hangup(call::Cause::hangup);
    call->release_leg();
    settle();
  }

  std::shared_ptr<call::Call> add_call() {
    call::Facts facts;
    facts.sid = make_sid("CA");
    facts.account_sid = account.sid;
    facts.direction = "inbound";
    facts.status = "ringing";
    store::Call row;
    row.sid = facts.sid;
    row.account_sid = account.sid;
    EXPECT_TRUE(wait(store->calls().save(row, {})));
    auto out = std::make_shared<call::Call>(facts, journal, deadlines);
    out->adopt(std::make_unique<call::FakeLeg>(phone));
    out->begin();
    attendant.live.add(out);
    return out;
  }
  void hears(std::chrono::milliseconds time) {
    media::TapBlock block{};
    block.came = true;
    block.heard.fill(5000);
    for (; time > 0ms; time -= 20ms) {
      for (const auto& tap : phone.session->taps) tap->on_sound(block);
    }
  }
  void settle() {
    io.restart();
    io.poll();
  }
  http::Response change(const std::string& sid, const Parameters& form) {
    return post(path + "/" + sid + ".json", form);
  }
  std::string start(const Parameters& form = {}) {
    call->answer();
    return text(json(post(path + ".json", form)), "sid");
  }
  const call::RecordingFacts& last() const { return *journal.events.back().recording; }
};

TEST_F(LiveRecordingsTest, ACallThatIsUpIsRecordedUntilItsEnd) {
  call->answer();
  const auto response = post(path + ".json", {{"RecordingStatusCallback", "https://app.test/recorded"}});
  EXPECT_EQ(response.status, 201);
  const auto made = json(response);
  EXPECT_EQ(text(made, "status"), "in-progress");
  EXPECT_EQ(text(made, "source"), "StartCallRecordingAPI");
  EXPECT_EQ(text(made, "track"), "both");
  EXPECT_EQ(made.at("channels").as_int64(), 1);
  EXPECT_TRUE(made.at("duration").is_null());
  hears(3s);
  call->hangup(call::Cause::hangup);
  settle();
  EXPECT_EQ(last().status, "completed");
  EXPECT_EQ(last().duration, 3);
  ASSERT_EQ(journal.events.back().callbacks.size(), 1U);
  EXPECT_EQ(journal.events.back().callbacks[0].url, "https://app.test/recorded");
}

TEST_F(LiveRecordingsTest, ACallThatIsNotUpIsRefused) {
  EXPECT_EQ(outcome(post(path + ".json", {})), "400 21220");  // it rings
  call->answer();
  call->hangup(call::Cause::hangup);
  EXPECT_EQ(outcome(post(path + ".json", {})), "400 21220");
  EXPECT_EQ(outcome(post("/Calls/" + make_sid("CA") + "/Recordings.json", {})), "404 20404");
}

TEST_F(LiveRecordingsTest, ASecondOrderIsAnsweredWithTheFirst) {
  const auto sid = start();
  const auto again = post(path + ".json", {});
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(text(json(again), "sid"), sid);
  EXPECT_EQ(phone.session->taps.size(), 1U);
  EXPECT_EQ(change(sid, {{"Status", "stopped"}}).status, 200);
  EXPECT_EQ(post(path + ".json", {}).status, 201);
}

TEST_F(LiveRecordingsTest, AChannelASideOrOneTrack) {
  start({{"RecordingChannels", "dual"}, {"Trim", "trim-silence"}});
  EXPECT_EQ(last().channels, 2);
  EXPECT_EQ(change("Twilio.CURRENT", {{"Status", "stopped"}}).status, 200);
  start({{"RecordingChannels", "dual"}, {"RecordingTrack", "inbound"}});
  EXPECT_EQ(last().channels, 1);
  EXPECT_EQ(last().track, "inbound");
}

TEST_F(LiveRecordingsTest, BadValuesAreRefused) {
  call->answer();
  for (const auto* name : {"RecordingChannels", "RecordingTrack", "Trim", "RecordingStatusCallbackEvent"}) {
    EXPECT_EQ(outcome(post(path + ".json", {{name, "some"}})), "400 20422") << name;
  }
  EXPECT_EQ(outcome(post(path + ".json", {{"RecordingStatusCallback", "nowhere"}})), "400 21402");
  EXPECT_TRUE(phone.session->taps.empty());
}

TEST_F(LiveRecordingsTest, APauseIsSilenceAndASkipIsNoTime) {
  const auto sid = start();
  hears(1s);
  EXPECT_EQ(text(json(change(sid, {{"Status", "paused"}})), "status"), "paused");
  hears(2s);
  EXPECT_EQ(text(json(change(sid, {{"Status", "in-progress"}})), "status"), "in-progress");
  hears(1s);
  EXPECT_EQ(change(sid, {{"Status", "paused"}, {"PauseBehavior", "skip"}}).status, 200);
  hears(4s);
  EXPECT_EQ(text(json(change(sid, {{"Status", "stopped"}})), "status"), "stopped");
  settle();
  EXPECT_EQ(last().status, "completed");
  EXPECT_EQ(last().duration, 4);
}

TEST_F(LiveRecordingsTest, WhatIsStoppedStaysSo) {
  const auto sid = start();
  hears(2s);
  change(sid, {{"Status", "stopped"}});
  settle();
  EXPECT_EQ(outcome(change(sid, {{"Status", "in-progress"}})), "400 20422");
  EXPECT_EQ(outcome(change(sid, {{"Status", "stopped"}})), "200");
  EXPECT_EQ(outcome(change(sid, {{"Status", "over"}})), "400 20422");
  EXPECT_EQ(outcome(change("Twilio.CURRENT", {{"Status", "stopped"}})), "404 20404");
  EXPECT_EQ(outcome(change(make_sid("RE"), {{"Status", "stopped"}})), "404 20404");
}

TEST_F(LiveRecordingsTest, TheOneThatRunsIsCurrentAndOfTwoNeitherIs) {
  start();
  const auto changed = change("Twilio.CURRENT", {{"Status", "paused"}});
  EXPECT_EQ(text(json(changed), "status"), "paused");
  const call::Recording other(recordings, *call, {.source = "DialVerb"});
  EXPECT_EQ(outcome(change("Twilio.CURRENT", {{"Status", "in-progress"}})), "400 16108");
  EXPECT_EQ(outcome(change(other.facts().sid, {{"Status", "paused"}})), "200");
  EXPECT_EQ(other.facts().status, "paused");
}

TEST_F(LiveRecordingsTest, WhatRunsIsNotDeleted) {
  const auto sid = start();
  change(sid, {{"Status", "paused"}});
  EXPECT_EQ(outcome(send(request("DELETE", path + "/" + sid + ".json"))), "409 20409");
}

}  // namespace
}  // namespace ringback::api
