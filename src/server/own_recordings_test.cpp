#include "server/own_recordings.hpp"

#include <gtest/gtest.h>

namespace ringback::server {
namespace {

const std::string us = "https://pbx.example.com:8443";
const std::string account = "/2010-04-01/Accounts/AC" + std::string(32, 'a');
const std::string sid = "RE" + std::string(32, 'b');

TEST(OwnRecordings, AreToldByTheirUrls) {
  for (const auto* extension : {"", ".wav", ".mp3"}) {
    EXPECT_EQ(recording_named(us + account + "/Recordings/" + sid + extension, us), sid) << extension;
  }
}

TEST(OwnRecordings, OthersUrlsAreFetched) {
  for (const std::string& url :
       {"https://app.example.com" + account + "/Recordings/" + sid, us + account + "/Recordings/" + sid + ".json",
        us + account + "/Recordings", us + account + "/Recordings/../" + sid,
        us + account + "/Recordings/" + sid + "/x", us + "/sounds/a.wav", std::string()}) {
    EXPECT_FALSE(recording_named(url, us)) << url;
  }
}

}  // namespace
}  // namespace ringback::server
