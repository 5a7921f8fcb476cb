#include "cli/rest/access.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/sid.hpp"

namespace ringback::cli::rest {
namespace {

struct AccessTest : testing::Test {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("ringback-access-" + random_hex(8));
  Environment environment{{"HOME", folder.string()}};

  AccessTest() { std::filesystem::create_directories(folder / "tls"); }
  ~AccessTest() override { std::filesystem::remove_all(folder); }

  std::string write(const std::string& name, const std::string& text) {
    const auto path = folder / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return path.string();
  }
};

TEST_F(AccessTest, CredentialsMayBeVariables) {
  environment["RINGBACK_API_URL"] = "https://voice.example.com/";
  environment["RINGBACK_API_ACCOUNT"] = "AC1";
  environment["RINGBACK_API_TOKEN"] = "t";
  const auto access = find_access({}, environment);
  ASSERT_TRUE(access);
  EXPECT_EQ(access->url, "https://voice.example.com");
  EXPECT_EQ(access->account_sid, "AC1");
  EXPECT_EQ(access->user, "AC1");
  EXPECT_EQ(access->password, "t");
}

TEST_F(AccessTest, AKeyIsUsedInPlaceOfTheToken) {
  environment["RINGBACK_API_ACCOUNT"] = "AC1";
  environment["RINGBACK_API_TOKEN"] = "t";
  environment["RINGBACK_API_KEY"] = "SK1";
  environment["RINGBACK_API_SECRET"] = "s";
  const auto access = find_access({}, environment);
  ASSERT_TRUE(access);
  EXPECT_EQ(access->account_sid, "AC1");
  EXPECT_EQ(access->user, "SK1");
  EXPECT_EQ(access->password, "s");
}

TEST_F(AccessTest, AnAccountBelowIsReachedWithTheParentsToken) {
  environment["RINGBACK_API_ACCOUNT"] = "AC1";
  environment["RINGBACK_API_TOKEN"] = "t";
  const auto access = find_access({.account = "AC2"}, environment);
  ASSERT_TRUE(access);
  EXPECT_EQ(access->account_sid, "AC2");
  EXPECT_EQ(access->user, "AC1");
}

TEST_F(AccessTest, VariablesGoBeforeTheUsualFile) {
  write(".config/ringback/credentials", "# mine\nurl = \"https://file\"\naccount_sid = AC1\n\nauth_token = t\n");
  environment["RINGBACK_API_URL"] = "https://variable";
  const auto access = find_access({}, environment);
  ASSERT_TRUE(access);
  EXPECT_EQ(access->url, "https://variable");
  EXPECT_EQ(access->account_sid, "AC1");
}

TEST_F(AccessTest, AFileThatOthersMayReadIsNotTaken) {
  const auto file = write("mine", "account_sid = AC1\nauth_token = t\n");
  EXPECT_TRUE(find_access({.credentials = file}, environment));
  std::filesystem::permissions(file, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
  EXPECT_FALSE(find_access({.credentials = file}, environment));
}

TEST_F(AccessTest, TheFolderOfAServerHasAllOfIt) {
  write("account_sid", "AC1\n");
  write("auth_token", "t\n");
  const auto certificate = write("tls/cert.pem", "x");
  const auto access = find_access({.data_dir = folder.string()}, environment);
  ASSERT_TRUE(access);
  EXPECT_EQ(access->url, "https://localhost:8443");
  EXPECT_EQ(access->password, "t");
  EXPECT_EQ(access->ca_file, certificate);
}

TEST_F(AccessTest, WhatIsMissingIsSaid) {
  const auto nobody = find_access({}, environment);
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().message.substr(0, 14), "no credentials");
  EXPECT_FALSE(find_access({.credentials = (folder / "none").string()}, environment));
  const auto wrong = find_access({.credentials = write("mine", "account_sid = AC1\npassword = t\n")}, environment);
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().message.find("line 2"), std::string::npos);
}

}  // namespace
}  // namespace ringback::cli::rest
