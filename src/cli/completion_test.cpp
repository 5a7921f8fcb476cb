#include "cli/completion.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ringback::cli {
namespace {

struct Completion : testing::Test {
  CLI::App app{"it"};
  std::string text;
  bool json = false;

  Completion() {
    auto* list = app.add_subcommand("call", "Calls")->add_subcommand("list", "Somebody's");
    list->add_option("--status", text, "Of it")
        ->check(CLI::IsMember({"busy", "failed"}).description(""))
        ->type_name("{busy,failed}");
    list->add_option("--output", text, "Where")->type_name("FILE");
    list->add_flag("--json", json, "As JSON");
  }
  bool script_has(const std::string& shell, const std::string& line) const {
    return completion_script(places(app), shell).find(line) != std::string::npos;
  }
};

TEST_F(Completion, KnowsEachPlaceAndWhatMayFollow) {
  const auto all = places(app);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[2].path, " call list");
  EXPECT_EQ(std::ranges::count(all[2].words, "--json", &Place::Word::text), 1);
  ASSERT_EQ(all[2].values.size(), 2U);
  EXPECT_EQ(all[2].values[0].choices, (std::vector<std::string>{"busy", "failed"}));
  EXPECT_TRUE(all[2].values[1].is_file);
}

TEST_F(Completion, BashOffersWordsChoicesAndFiles) {
  EXPECT_TRUE(script_has("bash", "' call') _ringback_offer list --help ;;"));
  EXPECT_TRUE(script_has("bash", "' call list --status') _ringback_offer busy failed; return ;;"));
  EXPECT_TRUE(script_has("bash", "' call list --output') _ringback_files; return ;;"));
}

TEST_F(Completion, ZshAndFishSayWhatTheyOffer) {
  EXPECT_TRUE(script_has("zsh", R"('list:Somebody'\''s')"));
  EXPECT_TRUE(script_has("fish", R"(' call list\'' -l status -x -a 'busy failed' -d 'Of it')"));
}

TEST_F(Completion, OtherShellsHaveNone) {
  EXPECT_EQ(completion_script(places(app), "tcsh"), "");
}

}  // namespace
}  // namespace ringback::cli
