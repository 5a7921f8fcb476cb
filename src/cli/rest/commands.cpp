#include "cli/rest/command.hpp"

#include <array>

namespace ringback::cli::rest {
namespace {

constexpr auto all_nouns = std::to_array<Noun>({
    {"call", "Calls: those that were, and those that are up"},
    {"conference", "Conferences"},
    {"participant", "Who is in a conference"},
    {"queue", "Queues and who waits in them"},
    {"recording", "Recordings and their sound"},
    {"transcription", "What recordings say, as text"},
    {"number", "The account's phone numbers, and those to be had"},
    {"caller-id", "Numbers of somebody's own that the account may call from"},
    {"application", "TwiML Apps"},
    {"account", "Accounts"},
    {"key", "API keys, which sign Access Tokens"},
    {"notification", "What went wrong: the debugger"},
    {"usage", "What was used"},
    {"token", "ICE servers with credentials for a while"},
    {"sip-domain", "SIP domains"},
});

std::vector<Command> join() {
  std::vector<Command> out;
  for (const auto part : {call_commands, number_commands, account_commands}) {
    for (Command& command : part()) out.push_back(std::move(command));
  }
  return out;
}

}  // namespace

std::span<const Noun> nouns() {
  return all_nouns;
}

const std::vector<Command>& commands() {
  static const std::vector<Command> all = join();
  return all;
}

std::vector<std::string_view> arguments(std::string_view path) {
  std::vector<std::string_view> out;
  for (auto open = path.find('{'); open != path.npos; open = path.find('{', open + 1)) {
    out.push_back(path.substr(open + 1, path.find('}', open) - open - 1));
  }
  return out;
}

}  // namespace ringback::cli::rest
