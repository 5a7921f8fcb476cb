#include "speech/http_recognizer.hpp"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

namespace ringback::speech {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct HttpRecognizerTest : testing::Test {
  boost::asio::io_context io;
  http::FetchRequest asked;
  http::FetchResult answer;
  HttpRecognizer recognizer{[this](http::FetchRequest request) { return fetch(std::move(request)); }, options()};

  static RecognitionOptions options() {
    RecognitionOptions out;
    out.url = "http://speech/recognize?key=1";
    return out;
  }
  Task<http::FetchResult> fetch(http::FetchRequest request) {
    asked = std::move(request);
    co_return answer;
  }
  Result<Transcript> recognize(SpeechToText::Request request) {
    request.sound = std::make_shared<SoundStream>();
    request.sound->write(std::vector<std::int16_t>(800, 5));
    request.sound->close();
    std::optional<Result<Transcript>> out;
    boost::asio::co_spawn(io, recognizer.recognize(std::move(request)),
                          [&out](const std::exception_ptr&, Result<Transcript> result) { out = std::move(result); });
    io.run();
    io.restart();
    return *out;
  }
  Result<Transcript> answered(int status, const std::string& body) {
    answer.status = status;
    answer.body = body;
    return recognize({});
  }
};

TEST_F(HttpRecognizerTest, TheSoundGoesAsAWavFileWithItsLanguageAndHints) {
  answer.status = 200;
  answer.body = R"({"transcript": " hello there ", "confidence": 0.5, "more": []})";
  const auto heard = recognize({.language = "de-DE", .hints = {"ja", "nein danke"}, .profanity_filter = false});
  ASSERT_TRUE(heard);
  EXPECT_EQ(heard->text, "hello there");
  EXPECT_EQ(heard->confidence, 0.5);
  EXPECT_EQ(asked.method, "POST");
  EXPECT_EQ(asked.url, "http://speech/recognize?key=1&language=de-DE&hints=ja%2Cnein%20danke&profanityFilter=false");
  EXPECT_EQ(http::header(asked.headers, "Content-Type"), "audio/wav");
  EXPECT_THAT(asked.body, StartsWith("RIFF"));
  EXPECT_EQ(asked.body.size(), 44U + 1600U);
}

TEST_F(HttpRecognizerTest, ALongListOfHintsIsCutBeforeTheUrlIsTooLong) {
  recognize({.hints = std::vector<std::string>(500, std::string(100, 'a'))});
  EXPECT_LT(asked.url.size(), 5000U);
}

TEST_F(HttpRecognizerTest, CallersThatAreListenedToAreCounted) {
  const auto sound = std::make_shared<SoundStream>();
  boost::asio::co_spawn(io, recognizer.recognize({.sound = sound}), boost::asio::detached);
  io.run_one();
  EXPECT_EQ(recognizer.under_way(), 1U);
  sound->close();
  io.run();
  EXPECT_EQ(recognizer.under_way(), 0U);
}

TEST_F(HttpRecognizerTest, AnAnswerWithoutConfidenceHasNone) {
  const auto heard = answered(200, R"({"transcript": "yes"})");
  ASSERT_TRUE(heard);
  EXPECT_EQ(heard->confidence, 0);
}

TEST_F(HttpRecognizerTest, WhatIsNoAnswerIsAFailure) {
  for (const auto* body : {"", "yes", "[]", "{}", R"({"transcript": 1})", R"({"text": "yes"})"}) {
    const auto heard = answered(200, body);
    ASSERT_FALSE(heard) << body;
    EXPECT_EQ(heard.error().code, 13340);
  }
  EXPECT_THAT(answered(500, R"({"transcript": "yes"})").error().message, HasSubstr("500"));
  answer.failure = http::FetchFailure::timeout;
  EXPECT_EQ(recognize({}).error().code, 13340);
}

}  // namespace
}  // namespace ringback::speech
