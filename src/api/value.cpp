#include "api/value.hpp"

#include <array>
#include <ctime>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace ringback::api {

boost::json::value date_value(store::Millis time) {
  if (time == 0) return nullptr;
  return boost::json::string(rfc2822(time / 1000));
}

boost::json::value iso_date_value(store::Millis time) {
  if (time == 0) return nullptr;
  const std::time_t seconds = time / 1000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  return boost::json::string({text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)});
}

boost::json::value text_value(std::string_view text) {
  return boost::json::string(repair_utf8(text));
}

boost::json::value text_or_null(std::string_view text) {
  if (text.empty()) return nullptr;
  return text_value(text);
}

std::string formatted_number(std::string_view e164) {
  if (e164.size() != 12 || !e164.starts_with("+1")) return std::string(e164);
  std::string out = "(";
  out.append(e164.substr(2, 3)).append(") ").append(e164.substr(5, 3)).append("-").append(e164.substr(8));
  return out;
}

}  // namespace ringback::api
