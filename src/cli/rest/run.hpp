#pragma once

#include <iosfwd>
#include <map>
#include <string>

#include "base/text.hpp"
#include "cli/rest/access.hpp"
#include "cli/rest/command.hpp"

namespace ringback::cli::rest {

// Of commands: what scripts may count on.
enum ExitCode {
  done = 0,
  refused = 1,      // by the server, which said why
  misused = 2,      // nothing was asked
  unreachable = 3,  // no answer came
};

// A command as somebody gave it.
struct Given {
  const Command* command = nullptr;
  std::map<std::string, std::string, std::less<>> arguments{};  // by their names in the path
  Parameters parameters{};
  std::size_t limit = 50;  // of a list's rows; 0: all
  bool json = false;
  std::string file{};  // for sound; empty: by its SID, `-`: to `out`
  std::string format = "wav";
};

// Asks the server and writes what it says. Blocks.
ExitCode run(const Given& given, const Access& access, std::ostream& out, std::ostream& errors);

}  // namespace ringback::cli::rest
