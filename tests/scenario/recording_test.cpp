#include "scenario/house.hpp"
#include "store/due_callbacks.hpp"
#include "store/recordings.hpp"

namespace ringback::scenario {
namespace {

using namespace std::chrono_literals;

// A caller leaves a message: from the phone to the store and the application.
struct Message : House {
  Message() {
    application.answers_with(
        "http://app/incoming",
        "<Response><Record playBeep=\"false\" action=\"/after\" "
        "recordingStatusCallback=\"/recorded\" recordingStatusCallbackMethod=\"GET\"/></Response>");
    application.answers_with("http://app/after", "<Response/>");
    application.answers_with("http://app/recorded", "", 204);
    carrier.invites("05031234567");
    until([&] { return engine.last_session && !engine.last_session->taps.empty(); });
    carrier.acknowledges();
  }
  void speaks(std::chrono::milliseconds time) {
    media::TapBlock block{};
    block.heard.fill(5000);
    for (; time > 0ms; time -= 20ms) engine.last_session->taps.back()->on_sound(block);
  }
  std::vector<webhook::FakeApplication::Asked> told() const {
    std::vector<webhook::FakeApplication::Asked> out;
    for (const auto& each : application.asked) {
      if (each.url.starts_with("http://app/recorded")) out.push_back(each);
    }
    return out;
  }
};

TEST_F(Message, IsInTheStoreAndToldWhenTheCallerHangsUp) {
  until_stored();
  auto rows = complete(store->recordings().list(account_sid, {}, {}))->rows;
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].status, "in-progress");

  speaks(3s);
  carrier.hangs_up();
  until_quiet();
  rows = complete(store->recordings().list(account_sid, {}, {}))->rows;
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].status, "completed");
  EXPECT_EQ(rows[0].duration, 3);
  EXPECT_EQ(rows[0].call_sid, call_of("inbound").sid);
  EXPECT_EQ(rows[0].snapshot, "");
  EXPECT_TRUE(std::filesystem::exists(recordings->file(rows[0].sid)));

  ASSERT_EQ(told().size(), 1U);
  EXPECT_EQ(told()[0].method, "GET");
  EXPECT_EQ(told()[0].value("RecordingStatus"), "completed");
  EXPECT_EQ(told()[0].value("RecordingSid"), rows[0].sid);
  const auto after = asked("http://app/after").at(0);
  EXPECT_EQ(after.value("Digits"), "hangup");
  EXPECT_EQ(after.value("RecordingUrl"), told()[0].value("RecordingUrl"));
  EXPECT_TRUE(complete(store->recordings().open())->empty());
  EXPECT_TRUE(complete(store->due_callbacks().list())->empty());
}

TEST_F(Message, OfLessThanASecondIsAbsent) {
  speaks(400ms);
  carrier.hangs_up();
  until_quiet();
  const auto rows = complete(store->recordings().list(account_sid, {}, {}))->rows;
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].status, "absent");
  EXPECT_EQ(rows[0].error_code, 16101);
  EXPECT_TRUE(told().empty());
}

}  // namespace
}  // namespace ringback::scenario
