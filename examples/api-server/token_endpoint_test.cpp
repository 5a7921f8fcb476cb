#include "token_endpoint.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "ringback/capability_token.hpp"

namespace api_server {
namespace {

namespace http = ringback::http;
namespace kit = ringback::kit;

constexpr std::int64_t now = 1'700'000'000;
const Account account{"AC00000000000000000000000000000001", "0123456789abcdef0123456789abcdef",
                      "AP00000000000000000000000000000003"};

http::Response post(const std::string& body, const std::string& method = "POST") {
  auto directory = *ClientDirectory::open(":memory:", "JP");
  EXPECT_TRUE(directory.assign("+815031234567", "DeviceId_0001"));
  http::Request request;
  request.method = method;
  request.path = "/token";
  request.body = body;
  return issue_token(request, directory, account, now);
}

boost::json::object json(const http::Response& response) {
  return boost::json::parse(response.body).as_object();
}

TEST(TokenEndpoint, HandsOutATokenWithBothRights) {
  const auto response = post(R"({"twilioPhoneNumber": "+81-50-3123-4567"})");
  ASSERT_EQ(response.status, 200);
  EXPECT_EQ(http::header(response.headers, "content-type"), "application/json");
  const auto body = json(response);
  EXPECT_TRUE(body.at("success").as_bool());
  const auto verified =
      kit::verify_capability_token(std::string_view(body.at("capabilityToken").as_string()), account.auth_token, now);
  const auto* token = std::get_if<kit::VerifiedToken>(&verified);
  ASSERT_TRUE(token);
  EXPECT_EQ(token->account_sid, account.sid);
  EXPECT_EQ(token->expires_at, now + 3600);
  EXPECT_EQ(token->capabilities.incoming_client_name, "DeviceId_0001");
  EXPECT_EQ(token->capabilities.outgoing_application_sid, account.application_sid);
  EXPECT_EQ(token->capabilities.identity(), "DeviceId_0001");
}

TEST(TokenEndpoint, TakesNationalNumbers) {
  EXPECT_EQ(post(R"({"twilioPhoneNumber": "050 3123 4567"})").status, 200);
}

TEST(TokenEndpoint, NeverNamesTheClientOutsideTheToken) {
  EXPECT_EQ(post(R"({"twilioPhoneNumber": "+815031234567"})").body.find("DeviceId_0001"), std::string::npos);
}

TEST(TokenEndpoint, RefusesInWords) {
  const struct {
    std::string body;
    int status;
    std::string words;
  } rows[] = {
      {R"({"twilioPhoneNumber": "+815099999999"})", 404, "no client"},
      {R"({"twilioPhoneNumber": "DeviceId_0001"})", 400, "not a phone number"},
      {R"({"twilioPhoneNumber": ""})", 400, "not a phone number"},
      {R"({"twilioPhoneNumber": 815031234567})", 400, "twilioPhoneNumber"},
      {R"({"phoneNumber": "+815031234567"})", 400, "twilioPhoneNumber"},
      {R"(["+815031234567"])", 400, "JSON object"},
      {"twilioPhoneNumber=%2B815031234567", 400, "JSON object"},
      {"", 400, "JSON object"},
      {std::string(10'000, '['), 400, "JSON object"},
  };
  for (const auto& row : rows) {
    const auto response = post(row.body);
    EXPECT_EQ(response.status, row.status) << row.body;
    const auto body = json(response);
    EXPECT_FALSE(body.at("success").as_bool());
    EXPECT_NE(body.at("error").as_string().find(row.words), std::string::npos) << response.body;
    EXPECT_FALSE(body.contains("capabilityToken"));
  }
}

TEST(TokenEndpoint, GreetsThePersonWhoOpensIt) {
  const auto page = post("", "GET");
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("Go back to the softphone"), std::string::npos);
  EXPECT_EQ(post("", "DELETE").status, 405);
}

}  // namespace
}  // namespace api_server
