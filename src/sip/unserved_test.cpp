#include "sip/unserved.hpp"

#include <gtest/gtest.h>

namespace ringback::sip {
namespace {

struct Row {
  const char* method;
  int status;
};
class Unserved : public testing::TestWithParam<Row> {};

TEST_P(Unserved, MethodIsRefusedWithAllow) {
  Message request;
  request.method = GetParam().method;
  const Message response = refuse_method(request);
  EXPECT_EQ(response.status, GetParam().status);
  EXPECT_EQ(response.value("Allow"), allowed_methods);
}
INSTANTIATE_TEST_SUITE_P(Rows, Unserved,
                         testing::Values(Row{"MESSAGE", 405}, Row{"REFER", 405}, Row{"REGISTER", 405},
                                         Row{"SUBSCRIBE", 489}, Row{"NOTIFY", 489}, Row{"PUBLISH", 489},
                                         Row{"DANCE", 501}));

TEST(Capabilities, AreWhatOptionsAsksFor) {
  Message request;
  request.method = "OPTIONS";
  const Message response = describe_capabilities(request);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.value("Accept"), "application/sdp");
  EXPECT_EQ(response.value("Supported"), "100rel, timer");
}

}  // namespace
}  // namespace ringback::sip
