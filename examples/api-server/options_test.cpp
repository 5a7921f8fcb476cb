#include "options.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace api_server {
namespace {

class OptionsTest : public testing::Test {
 protected:
  OptionsTest() { write_secret("0123456789abcdef0123456789abcdef\n", std::filesystem::perms::owner_read); }
  void TearDown() override { std::filesystem::remove(secret_file_); }

  void write_secret(const std::string& text, std::filesystem::perms perms) {
    std::filesystem::remove(secret_file_);
    std::ofstream(secret_file_) << text;
    std::filesystem::permissions(secret_file_, perms);
  }

  ringback::Result<Options> parse(const std::vector<std::string>& more = {},
                                  std::vector<std::string> needed = {}) const {
    if (needed.empty()) {
      needed = {"--account-sid",
                "AC00000000000000000000000000000001",
                "--application-sid",
                "AP00000000000000000000000000000003",
                "--auth-token-file",
                secret_file_,
                "--certificate",
                "c.pem",
                "--key",
                "k.pem"};
    }
    std::vector<const char*> argv{"ringback-api-server"};
    for (const auto& text : needed) argv.push_back(text.c_str());
    for (const auto& text : more) argv.push_back(text.c_str());
    return parse_options(static_cast<int>(argv.size()), argv.data());
  }

  std::string words(const ringback::Result<Options>& result) const { return result ? "" : result.error().message; }

  std::string secret_file_ =
      (std::filesystem::temp_directory_path() / ("auth_token_" + std::to_string(::getpid()))).string();
};

TEST_F(OptionsTest, HasDefaultsForThePortsAndUrls) {
  const auto options = parse();
  ASSERT_TRUE(options) << words(options);
  EXPECT_EQ(options->account.auth_token, "0123456789abcdef0123456789abcdef");
  EXPECT_EQ(options->token_port, 8444);
  EXPECT_EQ(options->webhook_port, 8080);
  EXPECT_EQ(options->public_url, "http://127.0.0.1:8080");
  EXPECT_EQ(options->phone_control, "http://127.0.0.1:8081");
}

TEST_F(OptionsTest, ThePublicUrlFollowsThePortUnlessGiven) {
  EXPECT_EQ(parse({"--webhook-port", "9000"})->public_url, "http://127.0.0.1:9000");
  EXPECT_EQ(parse({"--public-url", "https://app.example/"})->public_url, "https://app.example");
}

TEST_F(OptionsTest, TakesSeveralMappings) {
  const auto options = parse({"--map", "+81-50-3123-4567=DeviceId_0001", "--map", "05031234568=a=b"});
  ASSERT_TRUE(options) << words(options);
  EXPECT_EQ(options->client_names, (std::vector<std::pair<std::string, std::string>>{
                                       {"+81-50-3123-4567", "DeviceId_0001"}, {"05031234568", "a=b"}}));
}

TEST_F(OptionsTest, SaysWhatIsWrong) {
  EXPECT_NE(words(parse({"--map", "+815031234567"})).find("number=client"), std::string::npos);
  EXPECT_NE(words(parse({"--token-port", "https"})).find("--token-port"), std::string::npos);
  EXPECT_NE(words(parse({"--colour", "red"})).find("--colour"), std::string::npos);
  EXPECT_NE(words(parse({}, {"--certificate", "c.pem"})).find("required"), std::string::npos);
}

TEST_F(OptionsTest, SidsAreChecked) {
  const auto options = parse({}, {"--account-sid", "AC1", "--application-sid", "AP00000000000000000000000000000003",
                                  "--auth-token-file", secret_file_, "--certificate", "c", "--key", "k"});
  EXPECT_NE(words(options).find("--account-sid"), std::string::npos);
}

TEST_F(OptionsTest, RefusesASecretThatOthersMayRead) {
  write_secret("0123456789abcdef", std::filesystem::perms::owner_read | std::filesystem::perms::group_read);
  EXPECT_NE(words(parse()).find("chmod 600"), std::string::npos);
  EXPECT_EQ(words(parse()).find("0123456789abcdef"), std::string::npos);
}

TEST_F(OptionsTest, RefusesAnEmptyOrMissingSecret) {
  write_secret(" \n", std::filesystem::perms::owner_read);
  EXPECT_NE(words(parse()).find("empty"), std::string::npos);
  std::filesystem::remove(secret_file_);
  EXPECT_NE(words(parse()).find("no file"), std::string::npos);
}

TEST_F(OptionsTest, HelpIsNoError) {
  testing::internal::CaptureStdout();
  EXPECT_EQ(words(parse({"--help"})), "");
  EXPECT_NE(testing::internal::GetCapturedStdout().find("--auth-token-file"), std::string::npos);
}

}  // namespace
}  // namespace api_server
