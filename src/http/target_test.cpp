#include "http/target.hpp"

#include <gtest/gtest.h>

namespace ringback::http {
namespace {

TEST(Target, IsTakenApart) {
  struct Row {
    std::string target, path, query;
  };
  const Row rows[] = {
      {"/", "/", ""},
      {"/a/b?c=d&e", "/a/b", "c=d&e"},
      {"/a%20b/%e3%81%82?x=%20", "/a b/\xE3\x81\x82", "x=%20"},
      {"/a?b?c", "/a", "b?c"},
      {"/a#fragment", "/a", ""},
      {"http://host:1/p?q", "/p", "q"},
      {"https://host?q", "/", "q"},
      {"https://host", "/", ""},
      {"*", "*", ""},
      {"/%zz", "/%zz", ""},
      {"/a?u=http://other/", "/a", "u=http://other/"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.target);
    const auto target = parse_target(row.target);
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, row.path);
    EXPECT_EQ(target->query, row.query);
  }
}

TEST(Target, OtherFormsAreRefused) {
  for (const std::string target : {"", "host:443", "a/b", "/%00", "/a%0d%0ab", "?q"}) {
    EXPECT_FALSE(parse_target(target)) << target;
  }
}

TEST(Target, APathBelowAFolderKeepsToIt) {
  EXPECT_EQ(path_below("/x/", "/x/"), "");
  EXPECT_EQ(path_below("/x/", "/x/a/b.js"), "a/b.js");
  EXPECT_EQ(path_below("/x/", "/x/a/"), "a/");
  EXPECT_EQ(path_below("/x/", "/x/..a/.b"), "..a/.b");
}

TEST(Target, APathThatLeavesTheFolderIsRefused) {
  for (const std::string path : {"/y/a", "/x", "/x/..", "/x/../a", "/x/a/../../b", "/x//etc/passwd", "/x/./a",
                                 "/x/a//b", "/x/..\\a", "/x/a\\b"}) {
    EXPECT_FALSE(path_below("/x/", path)) << path;
  }
}

TEST(Target, ARedirectStaysOnThisHost) {
  EXPECT_EQ(with_slash(*parse_target("/a%20b?c=d")), "/a%20b/?c=d");
  EXPECT_EQ(with_slash(*parse_target("//evil.example")), "/evil.example/");
  EXPECT_EQ(with_slash(*parse_target("/\\evil.example")), "/evil.example/");
}

}  // namespace
}  // namespace ringback::http
