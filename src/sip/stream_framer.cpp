#include "sip/stream_framer.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "sip/grammar.hpp"

namespace ringback::sip {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_content_length(std::string_view name) {
  return iequals(name, "Content-Length") || iequals(name, "l");
}

// The one Content-Length of the headers, which must be there (RFC 3261 section 20.14). A folded one is read too.
std::optional<std::size_t> content_length(std::string_view head) {
  std::optional<std::string> value;
  bool folds = false;
  while (!head.empty()) {
    const auto end = std::min(head.find('\n'), head.size() - 1);
    const auto line = head.substr(0, end);
    head.remove_prefix(end + 1);
    if (!line.empty() && (line.front() == ' ' || line.front() == '\t')) {
      if (folds) *value += trim(line);
      continue;
    }
    const auto colon = line.find(':');
    folds = colon != npos && is_content_length(trim(line.substr(0, colon)));
    if (!folds) continue;
    if (value) return std::nullopt;
    value = trim(line.substr(colon + 1));
  }
  return value ? parse_number<std::size_t>(*value) : std::nullopt;
}

}  // namespace

void StreamFramer::feed(std::string_view bytes) {
  buffer_.erase(0, consumed_);
  searched_ -= std::min(searched_, consumed_);
  consumed_ = 0;
  buffer_ += bytes;
}

StreamFramer::Frame StreamFramer::next() {
  if (take_line_ends()) return {Kind::ping, {}};
  const std::size_t available = buffer_.size() - consumed_;
  const std::size_t head = head_size();
  if (head == npos) return {available > max_message_bytes_ ? Kind::broken : Kind::incomplete, {}};
  const auto length = content_length(std::string_view(buffer_).substr(consumed_, head));
  if (!length || head > max_message_bytes_ || *length > max_message_bytes_ - head) return take(Kind::broken, head);
  if (available < head + *length) return {};
  return take(Kind::message, head + *length);
}

StreamFramer::Frame StreamFramer::take(Kind kind, std::size_t size) {
  const auto bytes = std::string_view(buffer_).substr(consumed_, size);
  consumed_ += size;
  searched_ = consumed_;
  return {kind, bytes};
}

std::size_t StreamFramer::head_size() {
  const std::string_view text = buffer_;
  for (auto at = text.find('\n', std::max(searched_, consumed_)); at != npos; at = text.find('\n', at + 1)) {
    searched_ = at;
    const auto after = text.substr(at + 1);
    if (after.starts_with("\n")) return at + 2 - consumed_;
    if (after.starts_with("\r\n")) return at + 3 - consumed_;
  }
  return npos;
}

bool StreamFramer::take_line_ends() {
  for (;;) {
    const auto rest = std::string_view(buffer_).substr(consumed_);
    if (rest.starts_with("\r\n\r\n")) {
      consumed_ += 4;
      return true;
    }
    // Of half a ping the rest may be on its way.
    if (rest.empty() || rest == "\r" || rest == "\r\n" || rest == "\r\n\r") return false;
    if (rest.front() != '\r' && rest.front() != '\n') return false;
    consumed_ += 1;
  }
}

}  // namespace ringback::sip
