#include "cli/rest/command.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "cli/rest_command.hpp"

namespace ringback::cli::rest {
namespace {

std::string arguments_of(const Command& command) {
  std::string out;
  for (const auto name : arguments(command.path)) {
    out += name == "account" ? " [" + std::string(name) + ']' : ' ' + std::string(name);
  }
  return out;
}

// A row a command; what is made of it is in docs/command-line.md.
std::string table() {
  std::string out = "| command | flags of its own | what it does |\n| --- | --- | --- |\n";
  for (const Command& command : commands()) {
    out.append("| `").append(command.noun).append(" ").append(command.verb).append(arguments_of(command)).append("` |");
    for (const Flag& flag : command.flags) out.append(" `--").append(flag.name).append(flag.required ? "`\\*" : "`");
    out.append(" | ").append(command.help).append(" |\n");
  }
  return out;
}

TEST(RestCommands, TheManualHasAllOfThem) {
  const std::string path = RINGBACK_SOURCE_DIR "/docs/command-line.md";
  std::ifstream in(path);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  const std::string mark = "| command |";
  const auto begin = page.find(mark);
  ASSERT_NE(begin, page.npos);
  const auto end = std::min(page.find("\n\n", begin), page.size() - 1) + 1;
  const std::string wanted = page.substr(0, begin) + table() + page.substr(end);
  if (std::getenv("RINGBACK_UPDATE_DOCS")) {  // NOLINT(concurrency-mt-unsafe)
    std::ofstream(path) << wanted;
    return;
  }
  EXPECT_EQ(page, wanted) << "RINGBACK_UPDATE_DOCS=1 cli_test writes it anew";
}

TEST(RestCommands, EachHasANounWithHelpAndAVerbOfItsOwn) {
  std::set<std::string> seen;
  for (const Command& command : commands()) {
    const auto known = std::ranges::count(nouns(), command.noun, &Noun::name);
    EXPECT_EQ(known, 1) << command.noun;
    EXPECT_TRUE(seen.insert(std::string(command.noun) + ' ' + std::string(command.verb)).second);
    EXPECT_EQ(command.answer == Answer::list, !command.list_key.empty()) << command.noun << command.verb;
    EXPECT_EQ(command.answer == Answer::list, !command.columns.empty()) << command.noun << command.verb;
  }
}

TEST(RestCommands, TheCommandLineTakesThem) {
  CLI::App app;
  std::function<int()> run;
  add_rest_commands(app, run);
  app.parse("call hangup CA1 --server https://voice.example.com");
  EXPECT_TRUE(run);
  EXPECT_THROW(app.parse("call hangup"), CLI::ParseError);
  EXPECT_THROW(app.parse("call create --to +15551234567"), CLI::ParseError);
}

TEST(RestCommands, ArgumentsAreThoseOfThePath) {
  EXPECT_EQ(arguments("/A/{a}/B/{bee}"), (std::vector<std::string_view>{"a", "bee"}));
  EXPECT_TRUE(arguments("/A").empty());
}

}  // namespace
}  // namespace ringback::cli::rest
