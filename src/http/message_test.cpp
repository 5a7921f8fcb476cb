#include "http/message.hpp"

#include <gtest/gtest.h>

namespace ringback::http {
namespace {

Request form(std::string type, std::string body) {
  Request request;
  request.query = "a=1&b=%E3%81%82+x";
  request.headers = {{"content-type", std::move(type)}};
  request.body = std::move(body);
  return request;
}

TEST(Message, HeadersAreFoundWhateverTheirCase) {
  const Headers headers = {{"X-One", "1"}, {"x-one", "2"}};
  EXPECT_EQ(header(headers, "x-ONE"), "1");
  EXPECT_EQ(header(headers, "other"), "");
}

TEST(Message, ParametersAreTheQuerysThenTheForms) {
  const auto request = form("application/x-www-form-urlencoded; charset=utf-8", "a=2&c=");
  EXPECT_EQ(request.parameters(), (Parameters{{"a", "1"}, {"b", "\xE3\x81\x82 x"}, {"a", "2"}, {"c", ""}}));
}

TEST(Message, ABodyOfAnotherTypeHasNoParameters) {
  for (const std::string type : {"application/json", "", "text/application/x-www-form-urlencoded"}) {
    EXPECT_EQ(form(type, "a=2").parameters().size(), 2U) << type;
  }
}

TEST(Message, ATextResponseSaysItsType) {
  const Response response = text_response(404, "no");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(header(response.headers, "Content-Type"), "text/plain; charset=utf-8");
}

}  // namespace
}  // namespace ringback::http
