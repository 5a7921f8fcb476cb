#include "api/elsewhere.hpp"

#include "api/fixture_test.hpp"

namespace ringback::api {
namespace {

TEST_F(ApiTest, WhatTheProductHasElsewhereIsNotFoundAndSaysWhy) {
  for (const auto* path : {"/Messages.json", "/Addresses.json", "/SMS/ShortCodes.json", "/ConnectApps.json",
                           "/AuthorizedConnectApps.json", "/Usage/Triggers.json", "/Messages/SM1/Media.json"}) {
    for (const auto* method : {"GET", "POST", "DELETE"}) {
      const auto response = send(request(method, path));
      EXPECT_EQ(outcome(response), "404 20404") << path;
      EXPECT_NE(text(json(response), "message").find(" was not found: "), std::string::npos) << path;
    }
  }
}

TEST_F(ApiTest, PathsOfNobodyAreNotFoundWithoutMoreWords) {
  EXPECT_EQ(text(json(get("/Faxes.json")), "message"),
            "The requested resource /2010-04-01/Accounts/" + account.sid + "/Faxes.json was not found");
}

TEST_F(ApiTest, ThePredecessorOfTheVersionIsNotFound) {
  EXPECT_EQ(outcome(get("/2010-04-01/../2008-08-01/Accounts.json")), "404 20404");
}

}  // namespace
}  // namespace ringback::api
