#include "api/error.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ringback::api {
namespace {

TEST(HttpStatus, BelongsToTheCode) {
  const std::vector<std::pair<int, int>> cases = {
      {20003, 401}, {20005, 401}, {20006, 403}, {20008, 403}, {20403, 403}, {20404, 404}, {20004, 405},
      {20009, 409}, {20409, 409}, {20413, 413}, {20429, 429}, {20500, 500}, {20503, 503}, {20007, 400},
      {20422, 400}, {21402, 400}, {21421, 400}, {21422, 400}, {21481, 400}, {0, 400},
  };
  for (const auto& [code, status] : cases) EXPECT_EQ(http_status(code), status) << code;
}

TEST(Errors, SayWhatTheyAreAbout) {
  EXPECT_EQ(not_found("/a/b.json").message, "The requested resource /a/b.json was not found");
  const Error invalid = invalid_parameter("Page", "too deep");
  EXPECT_EQ(invalid.code, 20422);
  EXPECT_EQ(invalid.message, "Invalid parameter Page: too deep");
}

TEST(Errors, PointToTwiliosDocumentation) {
  EXPECT_EQ(more_info(21422), "https://www.twilio.com/docs/errors/21422");
  EXPECT_EQ(error_body({21422, "x"}).at("more_info").as_string(), more_info(21422));
  EXPECT_EQ(error_body({21422, "x"}).at("status"), 400);
}

}  // namespace
}  // namespace ringback::api
