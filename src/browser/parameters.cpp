#include "browser/parameters.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace ringback::browser {
namespace {

// The JSON parser checks UTF-8 by RFC 3629; every text of ours ends up in JSON anyhow.
bool valid_utf8(std::string_view text) {
  boost::system::error_code failure;
  boost::json::parse(boost::json::serialize(boost::json::string(text)), failure);
  return !failure;
}

}  // namespace

Parameters decode_page_parameters(std::string_view text) {
  Parameters out;
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    const auto value = equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
    out.emplace_back(percent_decode(pair.substr(0, equals)), percent_decode(value));
  }
  return out;
}

std::string encode_client_parameters(const Parameters& parameters) {
  std::string out;
  for (const auto& [name, value] : parameters) {
    if (name.empty() || name.find_first_of("&=") != std::string::npos) continue;
    if (!out.empty()) out += '&';
    out += utf8_or_ascii(name) + '=' + percent_encode(utf8_or_ascii(value));
  }
  return out;
}

std::string utf8_or_ascii(std::string_view text) {
  std::string out(text);
  if (valid_utf8(text)) return out;
  for (char& c : out) {
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  }
  return out;
}

}  // namespace ringback::browser
