#include "browser/received.hpp"

#include <array>
#include <string_view>

#include "browser/message.hpp"

namespace ringback::browser {
namespace {

struct Row {
  std::string_view type;
  bool (*take)(Socket&, const Message&);
};

constexpr std::array rows = {
    Row{"listen", received::listen},
    Row{"register", received::register_device},
    Row{"invite", received::invite},
    Row{"answer", received::answer},
    Row{"reject", received::reject},
    Row{"hangup", received::hangup},
    Row{"dtmf", received::dtmf},
    Row{"reinvite", received::reinvite},
    Row{"message", received::user_message},
};

}  // namespace

bool dispatch(Socket& socket, const Message& message) {
  for (const Row& row : rows) {
    if (row.type == message.type) return row.take(socket, message);
  }
  return true;
}

}  // namespace ringback::browser
