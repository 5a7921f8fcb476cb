#include "api/path.hpp"

#include <gtest/gtest.h>

namespace ringback::api {
namespace {

const std::string hex = "0123456789abcdef0123456789ABCDEF";
const std::string lower_hex = "0123456789abcdef0123456789abcdef";

TEST(Path, ItsExtensionDecidesTheFormat) {
  EXPECT_EQ(parse_path("/2010-04-01/Accounts.json")->format, Format::json);
  EXPECT_EQ(parse_path("/2010-04-01/Accounts.csv")->format, Format::csv);
  EXPECT_EQ(parse_path("/2010-04-01/Accounts.xml")->format, Format::xml);
  EXPECT_EQ(parse_path("/2010-04-01/Accounts")->format, Format::xml);
  EXPECT_EQ(parse_path("/2010-04-01/Accounts.json/")->format, Format::json);
  EXPECT_EQ(parse_path("/2010-04-01/Accounts.json")->segments, std::vector<std::string>{"Accounts"});
}

TEST(Path, OfAnotherVersionIsNone) {
  for (const auto* text : {"", "/", "/2010-04-012", "/2008-08-01/Accounts.json", "2010-04-01/Accounts"}) {
    EXPECT_FALSE(parse_path(text)) << text;
  }
}

TEST(Path, MayBeTheVersionAlone) {
  for (const auto* text : {"/2010-04-01", "/2010-04-01/", "/2010-04-01.json"}) {
    const auto path = parse_path(text);
    ASSERT_TRUE(path) << text;
    EXPECT_TRUE(path->segments.empty()) << text;
  }
  EXPECT_EQ(parse_path("/2010-04-01.json")->format, Format::json);
}

TEST(Path, HowResourcesAreCalledInIt) {
  EXPECT_EQ(parse_path("/2010-04-01/A.json")->extension(), ".json");
  EXPECT_EQ(parse_path("/2010-04-01/A.csv")->extension(), ".csv");
  EXPECT_EQ(parse_path("/2010-04-01/A.xml")->extension(), "");
}

TEST(PathMatch, FindsSidsAndWritesThemInLowerCase) {
  const auto path = parse_path("/2010-04-01/Accounts/AC" + hex + "/Calls/CA" + hex + ".json");
  const auto sids = match("Accounts/{AC}/Calls/{CA}", *path);
  ASSERT_TRUE(sids);
  EXPECT_EQ(*sids, (std::vector<std::string>{"AC" + lower_hex, "CA" + lower_hex}));
}

TEST(PathMatch, ALongerWordInBracesStandsForAnyText) {
  const auto found = match("Pool/{country}/Local", *parse_path("/2010-04-01/Pool/JP/Local.json"));
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, std::vector<std::string>{"JP"});
  EXPECT_FALSE(match("Pool/{country}/Local", *parse_path("/2010-04-01/Pool//Local.json")));
}

TEST(PathMatch, MayBeOfABeginningAlone) {
  const auto path = *parse_path("/2010-04-01/Accounts/AC" + hex + "/Messages/SM" + hex + "/Media");
  EXPECT_TRUE(begins("Accounts/{AC}/Messages", path));
  EXPECT_FALSE(begins("Accounts/{AC}/Calls", path));
}

TEST(PathMatch, RefusesOtherShapes) {
  const std::string account = "/2010-04-01/Accounts/AC" + hex;
  const std::vector<std::string> paths = {
      account,
      account + "/calls/CA" + hex,
      account + "/Calls",
      account + "/Calls/CA" + hex + "/Recordings",
      account + "/Calls/PN" + hex,
      account + "/Calls/CA123",
      account + "//Calls/CA" + hex,
      "/2010-04-01/Accounts/null/Calls/CA" + hex,
  };
  for (const auto& path : paths) EXPECT_FALSE(match("Accounts/{AC}/Calls/{CA}", *parse_path(path))) << path;
}

TEST(PathMatch, AnEndlessPathEndsSomewhere) {
  std::string path = "/2010-04-01/";
  for (int i = 0; i < 100'000; ++i) path += "a/";
  EXPECT_LE(parse_path(path)->segments.size(), 16U);
}

}  // namespace
}  // namespace ringback::api
