#include "speech/prompt_cache.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <optional>

#include "speech/fake_speech.hpp"

namespace ringback::speech {
namespace {

struct PromptCacheTest : testing::Test {
  boost::asio::io_context io;
  FakeSpeech engine;
  PromptCache cache{engine, 100'000};

  Result<Spoken> say(const std::string& text, const std::string& voice = "man") {
    std::optional<Result<Spoken>> out;
    boost::asio::co_spawn(io, cache.say({{{text, {}}}, voice}),
                          [&](const std::exception_ptr&, Result<Spoken> result) { out.emplace(std::move(result)); });
    io.restart();
    io.run();
    return std::move(*out);
  }
};

TEST_F(PromptCacheTest, WhatWasSaidIsNotMadeAgain) {
  const auto first = say("hello");
  const auto second = say("hello");
  EXPECT_EQ(engine.said.size(), 1U);
  EXPECT_EQ(first->clip, second->clip);
}

TEST_F(PromptCacheTest, AnotherTextOrVoiceIsMade) {
  say("hello");
  say("hello!");
  say("hello", "woman");
  EXPECT_EQ(engine.said.size(), 3U);
}

TEST_F(PromptCacheTest, ItsBytesAreBounded) {
  say("hello");
  say("world");
  EXPECT_LE(cache.bytes(), 100'000U);
  say("hello");
  EXPECT_EQ(engine.said.size(), 3U);
}

TEST_F(PromptCacheTest, WarningsAreRepeatedWithThePrompt) {
  engine.warnings = {{13511, "no such voice"}};
  say("hello");
  EXPECT_EQ(say("hello")->warnings.size(), 1U);
}

TEST_F(PromptCacheTest, AFailureIsTriedAgain) {
  engine.failure = {20503, "too busy"};
  EXPECT_FALSE(say("hello"));
  engine.failure = {};
  EXPECT_TRUE(say("hello"));
}

}  // namespace
}  // namespace ringback::speech
