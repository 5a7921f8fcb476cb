#include "cli/phone_command.hpp"

#include <gtest/gtest.h>

namespace ringback::cli {
namespace {

// The message of the command line's parser; empty if it took the line.
std::string parse(std::vector<std::string> arguments, bool& chosen) {
  CLI::App app;
  std::function<int()> run;
  add_phone_command(app, run);
  std::reverse(arguments.begin(), arguments.end());
  std::string refusal;
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError& error) {
    refusal = error.what();
  }
  chosen = static_cast<bool>(run);
  return refusal;
}

TEST(PhoneCommand, IsChosenWithAUserAlone) {
  bool chosen = false;
  EXPECT_EQ(parse({"phone", "--user", "alice"}, chosen), "");
  EXPECT_TRUE(chosen);
}

TEST(PhoneCommand, TakesAllItsOptions) {
  bool chosen = false;
  EXPECT_EQ(parse({"phone", "--server",   "[::1]:5070", "--user",      "a",    "--password-file", "f", "--port",
                   "5062",  "--rtp-port", "42000",      "--answer",    "Busy", "--call",          "1", "--control",
                   "8081",  "--beep-hz",  "800",        "--listen-hz", "900"},
                  chosen),
            "");
  EXPECT_TRUE(chosen);
}

TEST(PhoneCommand, RefusesWhatItDoesNotKnow) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"phone"},
        {"phone", "--user", "a", "--answer", "sing"},
        {"phone", "--user", "a", "--server", "a b"},
        {"phone", "--user", "a", "--port", "70000"},
        {"phone", "--user", "a", "--password", "x", "--password-file", "f"}}) {
    bool chosen = false;
    EXPECT_NE(parse(arguments, chosen), "") << arguments.back();
  }
}

TEST(PhoneCommand, PasswordFileMustBeReadable) {
  PhoneOptions options;
  options.password_file = "/nonexistent/password";
  EXPECT_EQ(phone_command(options), 1);
}

}  // namespace
}  // namespace ringback::cli
