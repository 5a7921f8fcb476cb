#pragma once

#include <span>
#include <string_view>
#include <vector>

// The commands that people give to a running server: each is one request of its REST API.
namespace ringback::cli::rest {

// A flag, and the parameter of the API that it sets.
struct Flag {
  std::string_view name;  // `to`, given as `--to`
  std::string_view parameter;
  std::string_view help;
  std::string_view choices{};  // `true,false`; empty: any text
  bool required = false;
  bool is_file = false;  // what is sent is the file's text
};

enum class Answer {
  resource,  // members, a line each
  list,      // rows, as many as are asked for
  nothing,
  sound,  // goes into a file
};

struct Command {
  std::string_view noun;
  std::string_view verb;
  std::string_view help;
  std::string_view method;
  // Below the account with a slash before it, below the version without: `/Calls/{call}`, `Accounts`. Without an
  // extension. What is in braces are arguments; an account that is not given is one's own.
  std::string_view path;
  Answer answer = Answer::resource;
  std::string_view list_key{};  // the member of a list's answer that has the rows
  std::string_view columns{};   // members of a row that people want to see, with commas between
  std::string_view fixed{};     // parameters that are always sent, as a form
  std::vector<Flag> flags{};
};

// What a noun is about, for its help.
struct Noun {
  std::string_view name;
  std::string_view help;
};

// In the order in which help shows them. Commands of a noun stand together.
std::span<const Noun> nouns();
const std::vector<Command>& commands();

// The parts of commands() that a file each has.
std::vector<Command> call_commands();
std::vector<Command> number_commands();
std::vector<Command> account_commands();

// The arguments of a path: `call` of `/Calls/{call}`.
std::vector<std::string_view> arguments(std::string_view path);

}  // namespace ringback::cli::rest
