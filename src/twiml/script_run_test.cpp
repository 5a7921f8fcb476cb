#include "twiml/script_run.hpp"

#include <gmock/gmock.h>

#include "twiml/script_fixture.hpp"

namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;

Task<void> run_live(ScriptRun& run, call::Call& call) {
  co_await run.run();
  co_await call.say_goodbyes();
}

// A call whose document may be changed while it runs.
struct ScriptRunTest : ScriptTest {
  std::unique_ptr<ScriptRun> run;

  ~ScriptRunTest() override { deadlines.finish(); }
  void runs_live() {
    run = std::make_unique<ScriptRun>(services, call, Script::Start{.request = {.url = "http://app/start"}});
    asio::co_spawn(io, run_live(*run, call), [this](const std::exception_ptr& error) {
      done = true;
      if (error) std::rethrow_exception(error);
    });
    deadlines.settle();
  }
};

TEST_F(ScriptRunTest, AnUpdateCutsTheRunningVerbAndRunsTheNewDocument) {
  answers("<Pause length=\"60\"/><Redirect>/never</Redirect>");
  application.answers_with("http://app/new", "<Response><Pause length=\"5\"/></Response>");
  runs_live();
  EXPECT_TRUE(call.redirect({.url = "http://app/new", .method = "GET"}));
  deadlines.settle();
  ASSERT_EQ(application.asked.size(), 2U);
  EXPECT_THAT(application.asked[1].url, testing::StartsWith("http://app/new?"));
  EXPECT_EQ(application.asked[1].method, "GET");
  EXPECT_FALSE(call.over());
  deadlines.advance(5s);
  EXPECT_TRUE(done);
  EXPECT_EQ(application.asked.size(), 2U);
}

TEST_F(ScriptRunTest, AnUpdateInTheTurnInWhichTheDocumentEndsIsHarmless) {
  answers("<Pause length=\"5\"/>");
  application.answers_with("http://app/new", "<Response/>");
  runs_live();
  const auto late = deadlines.after(5s, [this] { call.redirect({.url = "http://app/new"}); });
  deadlines.advance(6s);
  EXPECT_TRUE(done);
  EXPECT_TRUE(call.over());
}

TEST_F(ScriptRunTest, AnUpdateMayBringTheDocumentItself) {
  answers("<Pause length=\"60\"/>");
  runs_live();
  call.redirect({.url = {}, .twiml = "<Response><Play digits=\"7\"/></Response>"});
  deadlines.settle();
  EXPECT_EQ(caller.session->sent_digits, "7");
  EXPECT_EQ(application.asked.size(), 1U);
}

TEST_F(ScriptRunTest, AnUpdateDuringADialEndsItsPartyAndAsksTheActionFirst) {
  answers("<Dial action=\"/after\"><Client>DeviceId_0001</Client></Dial>");
  application.answers_with("http://app/after", "<Response><Redirect>/never</Redirect></Response>");
  application.answers_with("http://app/new", "<Response><Pause/></Response>");
  runs_live();
  client.answers();
  deadlines.settle();
  call.redirect({.url = "http://app/new"});
  deadlines.settle();
  EXPECT_TRUE(client.was_told("hangup completed"));
  EXPECT_EQ(engine.bridges, 0);
  ASSERT_EQ(application.asked.size(), 3U);
  EXPECT_EQ(application.asked[1].url, "http://app/after");
  EXPECT_EQ(application.asked[1].value("DialCallStatus"), "completed");
  EXPECT_EQ(application.asked[2].url, "http://app/new");
}

TEST_F(ScriptRunTest, AnUpdateLeavesNothingRingingBehind) {
  answers("<Dial><Client>DeviceId_0001</Client></Dial>");
  application.answers_with("http://app/new", "<Response><Pause length=\"60\"/></Response>");
  runs_live();
  client.rings();
  deadlines.settle();
  call.redirect({.url = "http://app/new"});
  deadlines.settle();
  EXPECT_TRUE(client.was_told("hangup canceled"));
  EXPECT_EQ(caller.session->played.back(), media::Tone::silence);
}

TEST_F(ScriptRunTest, AnUpdateMayChangeTheFallbackAlone) {
  answers("<Pause length=\"5\"/><Redirect>/broken</Redirect>");
  application.answers_with("http://app/fallback", "<Response><Pause length=\"60\"/></Response>");
  runs_live();
  EXPECT_TRUE(call.redirect({.url = {}, .fallback_url = "http://app/fallback"}));
  deadlines.advance(5s);
  EXPECT_EQ(application.asked.back().url, "http://app/fallback");
  EXPECT_EQ(application.asked.back().value("ErrorCode"), "11200");
}

TEST_F(ScriptRunTest, TheLaterOfTwoUpdatesWins) {
  answers("<Pause length=\"60\"/>");
  runs_live();
  call.redirect({.url = "http://app/first"});
  call.redirect({.url = "http://app/second"});
  deadlines.settle();
  EXPECT_EQ(application.asked.back().url, "http://app/second");
  EXPECT_EQ(application.asked.size(), 2U);
}

TEST_F(ScriptRunTest, ACallThatIsOverTakesNoUpdate) {
  answers("<Hangup/>");
  runs_live();
  EXPECT_TRUE(done);
  run.reset();
  EXPECT_FALSE(call.redirect({.url = "http://app/new"}));
  EXPECT_EQ(application.asked.size(), 1U);
}

}  // namespace
}  // namespace ringback::twiml
