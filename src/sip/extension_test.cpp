#include "sip/extension.hpp"

#include <gtest/gtest.h>

namespace ringback::sip {
namespace {

Message request(std::string_view supported, std::string_view required) {
  Message out;
  out.method = "INVITE";
  if (!supported.empty()) out.add("Supported", supported);
  if (!required.empty()) out.add("Require", required);
  return out;
}

TEST(Extension, IsSupportedByWhoSupportsOrRequiresIt) {
  EXPECT_TRUE(supports(request("replaces, 100REL", ""), "100rel"));
  EXPECT_TRUE(supports(request("", "timer"), "timer"));
  EXPECT_FALSE(supports(request("replaces", "timer"), "100rel"));
  EXPECT_FALSE(supports(request("", ""), "100rel"));
}

struct Row {
  const char* required;
  const char* unknown;
};
class Required : public testing::TestWithParam<Row> {};

TEST_P(Required, IsRefusedByNameIfUnknown) {
  EXPECT_EQ(unknown_extensions(request("", GetParam().required)), GetParam().unknown);
}
INSTANTIATE_TEST_SUITE_P(Rows, Required,
                         testing::Values(Row{"", ""}, Row{"100rel", ""}, Row{"Timer,100rel", ""},
                                         Row{"replaces", "replaces"}, Row{"100rel, gruu,timer , path", "gruu, path"}));

TEST(Extension, RefusalNamesWhatIsKnownToo) {
  const Message response = bad_extension(request("", "path"), "path");
  EXPECT_EQ(response.status, 420);
  EXPECT_EQ(response.value("Unsupported"), "path");
  EXPECT_EQ(response.value("Supported"), "100rel, timer");
}

}  // namespace
}  // namespace ringback::sip
