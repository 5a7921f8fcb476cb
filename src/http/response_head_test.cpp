#include "http/response_head.hpp"

#include <gtest/gtest.h>

namespace ringback::http {
namespace {

TEST(ResponseHead, HasStatusFieldsDateAndLength) {
  EXPECT_EQ(response_head(200, {{"X-A", "b"}}, {5, true, 0}),
            "HTTP/1.1 200 OK\r\nX-A: b\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nContent-Length: 5\r\n"
            "Connection: keep-alive\r\n\r\n");
}

TEST(ResponseHead, AnUnknownStatusHasNoPhrase) {
  EXPECT_TRUE(response_head(299, {}, {}).starts_with("HTTP/1.1 299 \r\n"));
}

TEST(ResponseHead, WithoutABodyThereIsNoLength) {
  for (const int status : {204, 304}) {
    EXPECT_EQ(response_head(status, {}, {}).find("Content-Length"), std::string::npos) << status;
  }
}

TEST(ResponseHead, FramingIsOursAlone) {
  const auto head = response_head(200, {{"content-length", "9"}, {"Transfer-Encoding", "chunked"}}, {1, false, 0});
  EXPECT_EQ(head.find('9'), head.find("1970") + 1);
  EXPECT_EQ(head.find("chunked"), std::string::npos);
  EXPECT_NE(head.find("Connection: close\r\n"), std::string::npos);
}

TEST(ResponseHead, ALineBreakForgesNothing) {
  const auto head = response_head(302, {{"Location", "/\r\nSet-Cookie: a=b"}, {"A\nB", "c"}, {"Kept", "d"}}, {});
  EXPECT_EQ(head.find("Set-Cookie"), std::string::npos);
  EXPECT_EQ(head.find("A\nB"), std::string::npos);
  EXPECT_NE(head.find("Kept: d\r\n"), std::string::npos);
}

}  // namespace
}  // namespace ringback::http
