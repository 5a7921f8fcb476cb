#include "speech/flite.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <numeric>
#include <optional>

namespace ringback::speech {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;

struct FliteTest : testing::Test {
  asio::io_context io;

  Result<Spoken> say(Utterance utterance, Options options = {}) {
    Flite flite(std::move(options));
    std::optional<Result<Spoken>> out;
    asio::co_spawn(io, flite.say(std::move(utterance)),
                   [&](const std::exception_ptr&, Result<Spoken> result) { out.emplace(std::move(result)); });
    io.restart();
    io.run();
    return std::move(*out);
  }
  static int loudest(const Clip& clip) {
    return std::transform_reduce(
        clip.samples.begin(), clip.samples.end(), 0, [](int a, int b) { return std::max(a, b); },
        [](std::int16_t sample) { return std::abs(static_cast<int>(sample)); });
  }
};

TEST_F(FliteTest, ASentenceIsSpokenInAboutTheTimeThatAPersonTakes) {
  const auto spoken = say({{{"Thank you for calling. Please hold the line.", {}}}});
  ASSERT_TRUE(spoken);
  EXPECT_TRUE(spoken->warnings.empty());
  EXPECT_GT(spoken->clip->duration(), 1500ms);
  EXPECT_LT(spoken->clip->duration(), 6000ms);
  EXPECT_GT(loudest(*spoken->clip), 3000);
}

TEST_F(FliteTest, EveryVoiceSpeaksAndNoTwoAlike) {
  std::vector<std::vector<std::int16_t>> heard;
  for (const char* voice : {"flite.awb", "flite.kal", "flite.kal16", "flite.rms", "flite.slt"}) {
    const auto spoken = say({{{"hello", {}}}, voice});
    ASSERT_TRUE(spoken) << voice;
    EXPECT_GT(loudest(*spoken->clip), 1000) << voice;
    EXPECT_EQ(std::count(heard.begin(), heard.end(), spoken->clip->samples), 0) << voice;
    heard.push_back(spoken->clip->samples);
  }
}

TEST_F(FliteTest, APauseIsAsLongAsAskedFor) {
  const auto plain = say({{{"one", {}}, {"two", {}}}});
  const auto paused = say({{{"one", 1500ms}, {"two", {}}}});
  EXPECT_EQ(paused->clip->duration() - plain->clip->duration(), 1500ms);
}

TEST_F(FliteTest, ProsodyChangesHowItSounds) {
  const auto plain = say({{{"thank you for calling", {}}}});
  const auto slow = say({{{"thank you for calling", {}, {.rate = 50}}}});
  const auto quiet = say({{{"thank you for calling", {}, {.volume = -12}}}});
  EXPECT_GT(slow->clip->duration(), plain->clip->duration() * 3 / 2);
  EXPECT_NEAR(loudest(*quiet->clip), loudest(*plain->clip) / 4, 200);
  EXPECT_EQ(say({{{"thank you for calling", {}}}})->clip->duration(), plain->clip->duration());
}

TEST_F(FliteTest, AnotherPitchIsAnotherSound) {
  const auto plain = say({{{"hello", {}}}, "flite.kal"});
  EXPECT_NE(say({{{"hello", {}, {.pitch = 40}}}, "flite.kal"})->clip->samples, plain->clip->samples);
  EXPECT_EQ(say({{{"hello", {}}}, "flite.kal"})->clip->samples, plain->clip->samples);
}

TEST_F(FliteTest, TextThatNoVoiceCanReadIsAnError) {
  EXPECT_EQ(say({{{"\xe3\x81\x82", {}}}, "man", "ja-JP"}).error().code, 13520);
  EXPECT_EQ(say({{{"...", {}}}}).error().code, 13520);
  EXPECT_EQ(say({}).error().code, 13520);
}

TEST_F(FliteTest, TooMuchTextIsAnError) {
  EXPECT_EQ(say({{{std::string(5000, 'a'), {}}}}).error().code, 13521);
}

TEST_F(FliteTest, TheSoundIsBounded) {
  const auto spoken = say({{{"hello", 3600s}, {"world", 3600s}}}, {.max_length = 5s});
  ASSERT_TRUE(spoken);
  EXPECT_EQ(spoken->clip->duration(), 5s);
}

TEST_F(FliteTest, SpeechThatTakesTooLongIsGivenUp) {
  EXPECT_EQ(say({{{"hello", {}}}}, {.max_time = -1ms}).error().code, 20503);
}

TEST_F(FliteTest, AHangUpEndsTheWaitAtOnce) {
  Flite flite({});
  asio::cancellation_signal hangup;
  bool cancelled = false;
  asio::co_spawn(
      io, flite.say({{{"a long story", 10s}}}),
      asio::bind_cancellation_slot(hangup.slot(), [&](const std::exception_ptr& error, const Result<Spoken>&) {
        cancelled = error != nullptr;
      }));
  io.poll();
  hangup.emit(asio::cancellation_type::terminal);
  io.run();
  EXPECT_TRUE(cancelled);
}

}  // namespace
}  // namespace ringback::speech
