#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

namespace ringback::cli {

// What a shell offers behind some words of the command line.
struct Place {
  struct Word {
    std::string text;  // a subcommand, or a flag with its dashes
    std::string help;
  };
  // A flag that wants a value.
  struct Value {
    std::string flag;
    std::vector<std::string> choices;
    bool is_file = false;
  };
  std::string path;  // a blank before each of the words so far: ` call list`
  std::vector<Word> words;
  std::vector<Value> values;
};

// Of all commands, the program's own place first.
std::vector<Place> places(const CLI::App& app);

// The script that makes the shell complete `ringback`; empty for a shell that is none of bash, zsh and fish.
std::string completion_script(const std::vector<Place>& places, const std::string& shell);

// Adds `ringback completion <shell>`, which writes the script; all other commands must be there when it runs.
void add_completion_command(CLI::App& app, std::function<int()>& run);

}  // namespace ringback::cli
