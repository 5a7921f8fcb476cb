#include "call/progress.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ringback::call {
namespace {

constexpr std::array<std::pair<std::string_view, Progress>, 4> names = {{
    {"initiated", initiated},
    {"ringing", ringing},
    {"answered", answered},
    {"completed", completed},
}};

}  // namespace

unsigned parse_progress(std::string_view text, std::vector<std::string>& unknown) {
  constexpr std::string_view gaps = " ,\t\r\n";
  unsigned out = 0;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(gaps), text.size()));
    if (text.empty()) break;
    const std::string_view word = text.substr(0, text.find_first_of(gaps));
    text.remove_prefix(word.size());
    const auto known = std::find_if(names.begin(), names.end(), [&](const auto& entry) { return entry.first == word; });
    if (known != names.end()) {
      out |= known->second;
    } else {
      unknown.emplace_back(word.substr(0, 100));
    }
  }
  return out == 0 ? completed : out;
}

}  // namespace ringback::call
