#include "api/resource/voice_urls.hpp"
#include "store/voice_urls.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ringback::api::resource {
namespace {

TEST(VoiceUrls, EachParameterGoesToItsOwnMember) {
  Form form({{"VoiceUrl", "http://a/"},
             {"VoiceMethod", "get"},
             {"VoiceFallbackUrl", "http://b/"},
             {"VoiceFallbackMethod", "GET"},
             {"StatusCallback", "http://c/"},
             {"StatusCallbackMethod", "post"}});
  store::VoiceUrls urls;
  ASSERT_TRUE(read_voice_urls(form, urls));
  EXPECT_EQ(urls.voice_url, "http://a/");
  EXPECT_EQ(urls.voice_method, "GET");
  EXPECT_EQ(urls.voice_fallback_url, "http://b/");
  EXPECT_EQ(urls.voice_fallback_method, "GET");
  EXPECT_EQ(urls.status_callback, "http://c/");
  EXPECT_EQ(urls.status_callback_method, "POST");
  EXPECT_TRUE(form.unknown().empty());
}

TEST(VoiceUrls, WhatIsAbsentStays) {
  Form form({});
  store::VoiceUrls urls;
  urls.voice_url = "http://old/";
  urls.voice_method = "GET";
  ASSERT_TRUE(read_voice_urls(form, urls));
  EXPECT_EQ(urls.voice_url, "http://old/");
  EXPECT_EQ(urls.voice_method, "GET");
}

TEST(VoiceUrls, TheFirstThatIsWrongIsNamed) {
  struct Case {
    const char* name;
    int code;
  };
  const std::vector<Case> cases = {{"VoiceUrl", 21402},         {"VoiceMethod", 21403},
                                   {"VoiceFallbackUrl", 21402}, {"VoiceFallbackMethod", 21403},
                                   {"StatusCallback", 21402},   {"StatusCallbackMethod", 21403}};
  for (const auto& [name, code] : cases) {
    Form form({{name, "rubbish"}});
    store::VoiceUrls urls;
    const auto read = read_voice_urls(form, urls);
    ASSERT_FALSE(read) << name;
    EXPECT_EQ(read.error().code, code) << name;
    EXPECT_TRUE(read.error().message.starts_with(std::string(name) + " is not a valid")) << read.error().message;
  }
}

}  // namespace
}  // namespace ringback::api::resource
