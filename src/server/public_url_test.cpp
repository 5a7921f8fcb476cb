#include "server/public_url.hpp"

#include <gtest/gtest.h>

namespace ringback::server {
namespace {

const std::vector<std::string> names = {"localhost", "box", "127.0.0.1", "192.0.2.1", "2001:db8::1"};

TEST(PublicUrl, IsWhatTheConfigurationSays) {
  config::Config configuration;
  configuration.public_url = "https://voice.example.com/";
  EXPECT_EQ(public_url(configuration, names), "https://voice.example.com");
}

TEST(PublicUrl, IsElseTheHostsNameThenAnAddress) {
  config::Config configuration;
  EXPECT_EQ(public_url(configuration, names), "https://192.0.2.1:8443");
  EXPECT_EQ(public_url(configuration, {"localhost"}), "https://localhost:8443");
  configuration.media.public_addresses = {"2001:db8::2"};
  EXPECT_EQ(public_url(configuration, names), "https://[2001:db8::2]:8443");
  configuration.public_host = "pbx.example.com";
  configuration.http.port = 443;
  EXPECT_EQ(public_url(configuration, names), "https://pbx.example.com");
}

}  // namespace
}  // namespace ringback::server
