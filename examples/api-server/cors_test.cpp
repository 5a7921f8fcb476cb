#include "cors.hpp"

#include <gtest/gtest.h>

namespace api_server {
namespace {

namespace http = ringback::http;

http::Response ask(const std::string& method, const std::string& origin, AllowedOrigins origins = AllowedOrigins()) {
  const auto handler = with_cors(std::move(origins), [](const http::Request&, const http::Respond& respond) {
    respond({200, {{"Content-Type", "application/json"}}, "{}"});
  });
  http::Request request;
  request.method = method;
  request.headers = {{"Host", "phone.example:8444"}};
  if (!origin.empty()) request.headers.emplace_back("Origin", origin);
  http::Response answer;
  handler(request, [&](http::Response response) { answer = std::move(response); });
  return answer;
}

TEST(Cors, APageOfTheSameHostMayReadTheAnswer) {
  const auto answer = ask("POST", "https://phone.example:8443");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "{}");
  EXPECT_EQ(http::header(answer.headers, "Access-Control-Allow-Origin"), "https://phone.example:8443");
  EXPECT_EQ(http::header(answer.headers, "Vary"), "Origin");
}

TEST(Cors, APageOfAForeignHostIsRefused) {
  const auto answer = ask("POST", "https://evil.example:8443");
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(http::header(answer.headers, "Access-Control-Allow-Origin"), "");
}

TEST(Cors, PreflightNamesMethodAndHeader) {
  const auto answer = ask("OPTIONS", "https://phone.example:8443");
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(http::header(answer.headers, "Access-Control-Allow-Methods"), "POST, OPTIONS");
  EXPECT_EQ(http::header(answer.headers, "Access-Control-Allow-Headers"), "Content-Type");
  EXPECT_EQ(ask("OPTIONS", "https://evil.example").status, 403);
}

TEST(Cors, WhatIsNoPagePasses) {
  const auto answer = ask("POST", "");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(http::header(answer.headers, "Access-Control-Allow-Origin"), "");
}

TEST(Cors, ListedOriginsAreAllowed) {
  EXPECT_EQ(ask("POST", "https://app.example", AllowedOrigins({"https://app.example"})).status, 200);
  EXPECT_EQ(ask("POST", "https://app.example:1", AllowedOrigins({"https://app.example"})).status, 403);
  EXPECT_EQ(ask("POST", "https://anything.example", AllowedOrigins({"*"})).status, 200);
}

TEST(Cors, TheHostIsComparedWhateverItsPort) {
  const struct {
    const char* origin;
    const char* host;
    bool allowed;
  } rows[] = {
      {"https://Phone.example", "phone.EXAMPLE:8444", true},
      {"https://[::1]:8443", "[::1]:8444", true},
      {"https://[::1]:8443", "[::2]:8444", false},
      {"https://127.0.0.1:8443", "localhost:8444", false},
      {"http://phone.example", "phone.example:8444", false},
      {"null", "null", false},
      {"https://", "", false},
  };
  for (const auto& row : rows) EXPECT_EQ(AllowedOrigins().allow(row.origin, row.host), row.allowed) << row.origin;
}

}  // namespace
}  // namespace api_server
