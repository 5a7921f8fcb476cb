#include "sip/dtmf_info.hpp"

#include "base/text.hpp"

namespace ringback::sip {
namespace {

std::string_view signal_of(std::string_view body) {
  const auto equals = body.find('=');
  if (equals == std::string_view::npos || !iequals(trim(body.substr(0, equals)), "Signal")) return {};
  return trim(body.substr(equals + 1, body.find_first_of("\r\n", equals) - equals - 1));
}

}  // namespace

std::optional<char> dtmf_of(const Message& info) {
  const auto header = info.value("Content-Type");
  const auto type = trim(header.substr(0, header.find(';')));
  std::string_view signal;
  if (iequals(type, "application/dtmf-relay")) signal = signal_of(info.body);
  if (iequals(type, "application/dtmf")) signal = trim(info.body);
  // Some phones number the two signs as their RFC 4733 events.
  if (signal == "10") return '*';
  if (signal == "11") return '#';
  if (signal.size() != 1) return std::nullopt;
  const char digit =
      signal.front() >= 'a' && signal.front() <= 'd' ? static_cast<char>(signal.front() - 'a' + 'A') : signal.front();
  if (std::string_view("0123456789*#ABCD").find(digit) == std::string_view::npos) return std::nullopt;
  return digit;
}

}  // namespace ringback::sip
