#include "webhook/sound_files.hpp"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <map>

#include "base/manual_deadlines.hpp"
#include "http/client.hpp"

namespace ringback::webhook {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

constexpr auto beep = "http://app/beep.wav";

// A web server whose answers the test sets, and a decoder that makes a sample of each byte.
struct SoundFilesTest : testing::Test {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  std::map<std::string, http::FetchResult> answers;
  std::vector<http::FetchRequest> asked;
  int decoded = 0;
  SoundFiles files{[this](http::FetchRequest request) { return fetch(std::move(request)); },
                   [this](std::string bytes, std::string type) { return decode(std::move(bytes), std::move(type)); },
                   deadlines,
                   {.cache_bytes = 1000, .max_fetches = 2}};

  ~SoundFilesTest() override { deadlines.finish(); }

  Task<http::FetchResult> fetch(http::FetchRequest request) {
    asked.push_back(request);
    co_return answers[request.url];
  }
  Task<Result<SharedClip>> decode(std::string bytes, std::string) {
    ++decoded;
    if (bytes == "noise") co_return Error{0, "no sound file"};
    auto clip = std::make_shared<Clip>();
    clip->samples.assign(bytes.begin(), bytes.end());
    co_return SharedClip(std::move(clip));
  }
  void answers_with(const std::string& url, int status, http::Headers headers, const std::string& body = "beep") {
    headers.emplace_back("Content-Type", "audio/x-wav; charset=binary");
    http::FetchResult result;
    result.status = status;
    result.headers = std::move(headers);
    result.body = body;
    answers[url] = result;
  }
  Result<SharedClip> get(const std::string& url, const std::string& account = "AC1") {
    call::Facts facts;
    facts.account_sid = account;
    facts.auth_token = "secret";
    std::optional<Result<SharedClip>> out;
    boost::asio::co_spawn(io, files.get(facts, url), [&](const std::exception_ptr&, Result<SharedClip> result) {
      out.emplace(std::move(result));
    });
    deadlines.settle();
    return std::move(*out);
  }
};

TEST_F(SoundFilesTest, AFileIsFetchedBySignedGetWithoutParameters) {
  answers_with(beep, 200, {});
  const auto clip = get("http://app/beep.wav#rc=2");
  ASSERT_TRUE(clip);
  EXPECT_EQ((*clip)->samples.size(), 4U);
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].url, beep);
  EXPECT_EQ(asked[0].method, "GET");
  EXPECT_NE(http::header(asked[0].headers, "X-Twilio-Signature"), "");
}

TEST_F(SoundFilesTest, AFreshCopyIsNotFetchedAgainUntilItIsStale) {
  answers_with(beep, 200, {{"Cache-Control", "max-age=60"}});
  const auto first = get(beep);
  deadlines.advance(59s);
  EXPECT_EQ(*get(beep), *first);
  EXPECT_EQ(asked.size(), 1U);
  deadlines.advance(1s);
  get(beep);
  EXPECT_EQ(asked.size(), 2U);
}

TEST_F(SoundFilesTest, AStaleCopyIsAskedForAndKeptWhenUnchanged) {
  answers_with(beep, 200, {{"ETag", "\"1\""}, {"Last-Modified", "Tue, 24 Nov 2026 12:00:00 GMT"}});
  const auto first = get(beep);
  answers_with(beep, 304, {{"Cache-Control", "max-age=60"}}, "");
  EXPECT_EQ(*get(beep), *first);
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_EQ(http::header(asked[1].headers, "If-None-Match"), "\"1\"");
  EXPECT_EQ(http::header(asked[1].headers, "If-Modified-Since"), "Tue, 24 Nov 2026 12:00:00 GMT");
  EXPECT_EQ(decoded, 1);
  get(beep);  // fresh by the 304's own words
  EXPECT_EQ(asked.size(), 2U);
}

TEST_F(SoundFilesTest, AChangedFileReplacesItsCopy) {
  answers_with(beep, 200, {{"ETag", "\"1\""}});
  get(beep);
  answers_with(beep, 200, {{"ETag", "\"2\""}}, "longer");
  EXPECT_EQ((*get(beep))->samples.size(), 6U);
}

TEST_F(SoundFilesTest, NoStoreIsNotKept) {
  answers_with(beep, 200, {{"Cache-Control", "no-store"}, {"ETag", "\"1\""}});
  get(beep);
  EXPECT_EQ(files.cached_bytes(), 0U);
  get(beep);
  EXPECT_EQ(http::header(asked[1].headers, "If-None-Match"), "");
}

TEST_F(SoundFilesTest, WhatIsKeptIsBounded) {
  for (int i = 0; i < 10; ++i) {
    const std::string url = "http://app/" + std::to_string(i);
    answers_with(url, 200, {{"Cache-Control", "max-age=60"}}, std::string(200, 'x'));
    get(url);
  }
  EXPECT_LE(files.cached_bytes(), 1000U);
  EXPECT_GT(files.cached_bytes(), 0U);
}

TEST_F(SoundFilesTest, AnotherAccountHasItsOwnCopy) {
  answers_with(beep, 200, {{"Cache-Control", "private, max-age=60"}});
  get(beep, "AC1");
  get(beep, "AC2");
  EXPECT_EQ(asked.size(), 2U);
}

TEST_F(SoundFilesTest, RedirectsLeadToTheFile) {
  answers_with("http://app/old", 302, {{"Location", "/beep.wav"}});
  answers_with(beep, 200, {{"Cache-Control", "max-age=60"}});
  EXPECT_TRUE(get("http://app/old"));
  EXPECT_TRUE(get("http://app/old"));
  std::vector<std::string> urls;
  for (const auto& request : asked) urls.push_back(request.url);
  EXPECT_THAT(urls, ElementsAre("http://app/old", beep, "http://app/old"));
}

TEST_F(SoundFilesTest, ACircleOfRedirectsEnds) {
  answers_with(beep, 302, {{"Location", "/beep.wav"}});
  EXPECT_EQ(get(beep).error().code, 11215);
  EXPECT_EQ(asked.size(), 11U);
}

TEST_F(SoundFilesTest, EachFailureHasItsCode) {
  answers_with("http://app/missing", 404, {});
  answers_with("http://app/noise", 200, {}, "noise");
  answers["http://app/page"].status = 200;
  answers["http://app/page"].headers = {{"Content-Type", "text/html"}};
  answers["http://app/down"].failure = http::FetchFailure::connection_refused;
  answers["http://app/huge"].failure = http::FetchFailure::too_large;
  answers["http://app/slow"].failure = http::FetchFailure::timeout;
  EXPECT_EQ(get("http://app/missing").error().code, 11200);
  EXPECT_EQ(get("http://app/noise").error().code, 13420);
  EXPECT_EQ(get("http://app/page").error().code, 12300);
  EXPECT_EQ(get("http://app/down").error().code, 11205);
  EXPECT_EQ(get("http://app/huge").error().code, 11200);
  EXPECT_EQ(get("http://app/slow").error().code, 11200);
}

TEST_F(SoundFilesTest, AFailureLeavesTheCopyWhereItIs) {
  answers_with(beep, 200, {{"ETag", "\"1\""}});
  get(beep);
  answers_with(beep, 503, {});
  EXPECT_FALSE(get(beep));
  answers_with(beep, 304, {}, "");
  EXPECT_TRUE(get(beep));
}

TEST_F(SoundFilesTest, APasswordInTheUrlIsNotShown) {
  EXPECT_EQ(get("http://user:hush@app/x").error().message.find("hush"), std::string::npos);
}

}  // namespace
}  // namespace ringback::webhook
