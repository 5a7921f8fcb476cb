#include "api/router.hpp"

#include <gtest/gtest.h>

#include "api/resource/applications.hpp"
#include "base/sid.hpp"

namespace ringback::api {
namespace {

const std::string account = "/2010-04-01/Accounts/" + make_sid("AC");

Match route_of(const std::string& path) {
  return find_route(*parse_path(path));
}

TEST(Router, KnowsEachResource) {
  struct Case {
    std::string path;
    std::string allowed;
    std::size_t sids;
  };
  const std::vector<Case> cases = {
      {"/2010-04-01.json", "GET, HEAD, OPTIONS", 0},
      {"/2010-04-01/Accounts.json", "GET, HEAD, POST, OPTIONS", 0},
      {account + ".json", "GET, HEAD, POST, OPTIONS", 1},
      {account + "/IncomingPhoneNumbers", "GET, HEAD, POST, OPTIONS", 1},
      {account + "/IncomingPhoneNumbers/" + make_sid("PN") + ".xml", "GET, HEAD, POST, DELETE, OPTIONS", 2},
      {account + "/IncomingPhoneNumbers/Local", "GET, HEAD, POST, OPTIONS", 1},
      {account + "/AvailablePhoneNumbers/US/TollFree", "GET, HEAD, OPTIONS", 2},
      {account + "/Applications.csv", "GET, HEAD, POST, OPTIONS", 1},
      {account + "/Applications/" + make_sid("AP"), "GET, HEAD, POST, DELETE, OPTIONS", 2},
      {account + "/Calls", "GET, HEAD, POST, OPTIONS", 1},
      {account + "/Calls/" + make_sid("CA"), "GET, HEAD, POST, DELETE, OPTIONS", 2},
      {account + "/Calls/" + make_sid("CA") + "/Notifications", "GET, HEAD, OPTIONS", 2},
      {account + "/Calls/" + make_sid("CA") + "/Notifications/" + make_sid("NO"), "GET, HEAD, OPTIONS", 3},
      {account + "/Recordings", "GET, HEAD, OPTIONS", 1},
      {account + "/Recordings/" + make_sid("RE") + ".mp3", "GET, HEAD, DELETE, OPTIONS", 2},
      {account + "/Calls/" + make_sid("CA") + "/Recordings/" + make_sid("RE"), "GET, HEAD, POST, DELETE, OPTIONS", 3},
      {account + "/Calls/" + make_sid("CA") + "/Recordings/Twilio.CURRENT.json", "POST, OPTIONS", 2},
  };
  for (const auto& [path, allowed, sids] : cases) {
    const Match match = route_of(path);
    ASSERT_TRUE(match.route) << path;
    EXPECT_EQ(match.route->allowed(), allowed) << path;
    EXPECT_EQ(match.sids.size(), sids) << path;
  }
}

TEST(Router, KnowsNothingElse) {
  for (const std::string& path :
       {account + "/Recordings.wav", account + "/Calls/" + make_sid("CA") + "/Recording",
        account + "/Applications/" + make_sid("AP") + "/x", std::string("/2010-04-01/accounts")}) {
    EXPECT_FALSE(route_of(path).route) << path;
  }
}

TEST(Router, ChoosesTheOperationByTheMethod) {
  using namespace resource;
  const Match match = route_of(account + "/Applications");
  for (const auto* method : {"GET", "HEAD"}) EXPECT_EQ(match.route->operation(method), &applications::list) << method;
  for (const auto* method : {"POST", "PUT"}) EXPECT_EQ(match.route->operation(method), &applications::create) << method;
  for (const auto* method : {"DELETE", "PATCH", "get", ""})
    EXPECT_EQ(match.route->operation(method), nullptr) << method;
}

}  // namespace
}  // namespace ringback::api
