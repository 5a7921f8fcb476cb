#include "cli/rest/print.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace ringback::cli::rest {
namespace {

std::string table(const boost::json::array& rows, std::string_view columns) {
  std::ostringstream out;
  print_table(out, rows, columns);
  return out.str();
}

TEST(Print, ColumnsStandUnderTheirNames) {
  const boost::json::array rows = {{{"sid", "Q1"}, {"current_size", 12}}, {{"sid", "Q22"}, {"current_size", nullptr}}};
  EXPECT_EQ(table(rows, "sid,current_size"), "SID  CURRENT SIZE\nQ1   12\nQ22  -\n");
}

TEST(Print, AListWithoutRowsHasItsHead) {
  EXPECT_EQ(table({}, "sid"), "SID\n");
}

TEST(Print, MembersOfMembersAreFound) {
  EXPECT_EQ(table({{{"request", {{"url", "http://app"}}}}, {{"request", 1}}}, "request.url"), "URL\nhttp://app\n-\n");
}

TEST(Print, CharactersCountAndNotBytes) {
  EXPECT_EQ(table({{{"name", "Grüße"}, {"n", 1}}}, "name,n"), "NAME   N\nGrüße  1\n");
}

TEST(Print, NoNameMovesTheCursor) {
  EXPECT_EQ(table({{{"name", "a\x1b[2Jb\n\xc2\x9b"}}}, "name"), "NAME\na?[2Jb??\n");
}

TEST(Print, AResourceIsALineAMemberAndHidesTheAuthToken) {
  std::ostringstream out;
  print_resource(out, {{"sid", "AC1"}, {"auth_token", "secret"}, {"uri", "/x"}, {"capabilities", {{"voice", true}}}});
  EXPECT_EQ(out.str(), "sid           AC1\nauth_token    (hidden: --json shows it)\ncapabilities  {\"voice\":true}\n");
}

}  // namespace
}  // namespace ringback::cli::rest
