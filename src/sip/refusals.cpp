#include "sip/refusals.hpp"

#include <array>

#include "base/log.hpp"

namespace ringback::sip {
namespace {

constexpr std::chrono::seconds pause{10};

struct Kind {
  std::uint64_t Counters::* counter;
  std::string_view words;
};
constexpr std::array kinds = {
    Kind{&Counters::malformed, "not SIP"},
    Kind{&Counters::too_large, "message too large"},
    Kind{&Counters::over_rate, "too many requests of a stranger"},
    Kind{&Counters::half_open, "too many unanswered requests"},
    Kind{&Counters::transactions, "too many transactions"},
    Kind{&Counters::calls, "too many calls"},
    Kind{&Counters::withheld, "answer larger than a stranger may get"},
};

std::string_view words_of(std::uint64_t Counters::* counter) {
  for (const Kind& kind : kinds) {
    if (kind.counter == counter) return kind.words;
  }
  return {};
}

}  // namespace

void Refusals::note(std::uint64_t Counters::* kind, const Peer& source) {
  ++(counters_.*kind);
  ++unsaid_;
  if (deadlines_.now() < next_line_) return;
  next_line_ = deadlines_.now() + pause;
  log::warn("SIP messages were refused",
            {{"last_reason", words_of(kind)}, {"last_address", to_string(source)}, {"count", unsaid_}});
  unsaid_ = 0;
}

}  // namespace ringback::sip
