#include "browser/sdk_line.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "browser/message.hpp"

namespace ringback::browser {
namespace {

using namespace std::chrono_literals;

SdkLine line_of(const std::string& envelope, const std::string& release, const std::string& more = "") {
  return sdk_line(*parse_message(R"({"version":")" + envelope + R"(","type":"listen","payload":{"browserinfo":{"v":")" +
                                 release + R"("})" + more + "}}"));
}

struct Row {
  std::string envelope;
  std::string release;
  bool resumes;
  bool keeps_ringing;
  bool reconnects_to_edge;
  bool takes_early_token;
};

TEST(SdkLine, EachReleaseIsServedAsItNeeds) {
  const Row rows[] = {
      {"1.4", "1.6.0", false, true, false, true},         {"1.4", "1.6.10", false, true, false, true},
      {"1.5", "1.7.7", false, true, false, true},         {"1.5", "1.9.7", false, false, false, true},
      {"1.5", "1.15.1", false, false, false, true},       {"1.5", "2.0.1", false, false, false, true},
      {"1.6", "2.1.0", true, false, true, false},         {"1.6", "2.7.2", true, false, true, false},
      {"1.6", "2.7.3", true, false, true, true},          {"1.6", "2.12.1", true, false, true, true},
      {"1.6", "2.12.2", true, false, false, true},        {"1.6", "2.18.5", true, false, false, true},
      {"1.6", "3.0.0", true, false, false, true},         {"1.6", "", true, false, false, true},
      {"1.6", "2.2.0-rc1", true, false, true, false},     {"1.6", "2..x", true, false, false, true},
      {"1.6", "99999999999.1", true, false, false, true},
  };
  for (const Row& row : rows) {
    const SdkLine line = line_of(row.envelope, row.release);
    EXPECT_EQ(line.resumes, row.resumes) << row.release;
    EXPECT_EQ(line.keeps_ringing, row.keeps_ringing) << row.release;
    EXPECT_EQ(line.reconnects_to_edge, row.reconnects_to_edge) << row.release;
    EXPECT_EQ(line.takes_early_token, row.takes_early_token) << row.release;
  }
}

TEST(SdkLine, CallsAreHeldForAsLongAsTheSdkTriesAndTenSecondsMore) {
  EXPECT_EQ(line_of("1.6", "2.18.5", R"(,"reconnectTimeout":0)").hold, 10s);
  EXPECT_EQ(line_of("1.6", "2.18.5", R"(,"reconnectTimeout":25)").hold, 35s);
  EXPECT_EQ(line_of("1.6", "2.18.5", R"(,"reconnectTimeout":999)").hold, 40s);
  EXPECT_EQ(line_of("1.6", "2.10.2", R"(,"reconnectTimeout":-1)").hold, 10s);
  EXPECT_EQ(line_of("1.6", "2.9.0").hold, 40s) << "it can't say";
  EXPECT_EQ(line_of("1.5", "1.15.1").hold, 10s);
}

TEST(SdkLine, EdgeLeadsBackToTheHostThatWasAskedFor) {
  EXPECT_EQ(edge_leading_to("voice.example.com:8443"), "x@voice.example.com:8443/signal?");
  EXPECT_EQ(edge_leading_to("[2001:db8::1]"), "x@[2001:db8::1]/signal?");
  for (const std::string bad : {"", "a b", "a/b", "a?b", "a@b", "a#b", "a\\b"})
    EXPECT_EQ(edge_leading_to(bad), "") << bad;
}

}  // namespace
}  // namespace ringback::browser
