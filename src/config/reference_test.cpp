#include "config/reference.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

namespace ringback::config {
namespace {

constexpr std::string_view begin = "<!-- from src/config/keys: begin -->\n";
constexpr std::string_view end = "<!-- from src/config/keys: end -->\n";

std::string read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Reference, TheManualsTableIsWhatTheServerReads) {
  const std::string path = RINGBACK_SOURCE_DIR "/docs/configuration.md";
  const std::string page = read(path);
  const auto first = page.find(begin);
  const auto last = page.find(end);
  ASSERT_NE(first, std::string::npos);
  ASSERT_NE(last, std::string::npos);
  const std::string wanted = page.substr(0, first + begin.size()) + reference(schema()) + page.substr(last);
  if (std::getenv("RINGBACK_UPDATE_DOCS")) {  // NOLINT(concurrency-mt-unsafe)
    std::ofstream(path) << wanted;
    return;
  }
  EXPECT_EQ(page, wanted) << "RINGBACK_UPDATE_DOCS=1 config_test writes it anew";
}

TEST(Reference, NoTwoKeysShareAVariableOrAFlag) {
  std::set<std::string> variables;
  std::set<std::string> flags;
  for (const Key& key : schema().keys) {
    EXPECT_TRUE(variables.insert(variable(key)).second) << variable(key);
    EXPECT_TRUE(flags.insert(flag(key)).second) << flag(key);
  }
}

TEST(Reference, EveryKeySaysWhatItIsFor) {
  std::vector<Key> keys = schema().keys;
  for (const Rows& rows : schema().rows) keys.insert(keys.end(), rows.keys.begin(), rows.keys.end());
  for (const Key& key : keys) EXPECT_FALSE(key.help.empty() || key.allowed.empty()) << key.path;
}

}  // namespace
}  // namespace ringback::config
