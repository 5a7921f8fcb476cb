#include "sip/uri.hpp"

#include <algorithm>

#include "sip/grammar.hpp"

namespace ringback::sip {
namespace {

bool host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

// IPv6 in brackets, with a zone or without.
bool ipv6_character(char c) {
  return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || (c >= '0' && c <= '9') || c == ':' || c == '.';
}

bool user_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte != 0x7f && std::string_view("<>\"").find(c) == std::string_view::npos;
}

bool parse_host(std::string_view text, Uri& uri) {
  std::string_view after;
  if (text.starts_with('[')) {
    const auto close = text.find(']');
    if (close == std::string_view::npos) return false;
    uri.host = text.substr(1, close - 1);
    after = text.substr(close + 1);
    if (!std::all_of(uri.host.begin(), uri.host.end(), ipv6_character)) return false;
  } else {
    const auto colon = text.find(':');
    uri.host = text.substr(0, colon);
    after = colon == std::string_view::npos ? std::string_view{} : text.substr(colon);
    if (!std::all_of(uri.host.begin(), uri.host.end(), host_character)) return false;
  }
  if (uri.host.empty()) return false;
  if (after.empty()) return true;
  const auto port = parse_number<std::uint16_t>(after.substr(1));
  if (after.front() != ':' || !port || *port == 0) return false;
  uri.port = *port;
  return true;
}

std::optional<Uri> parse_tel(std::string_view text, Uri uri) {
  const auto end = text.find(';');
  uri.user = trim(text.substr(0, end));
  if (end != std::string_view::npos) uri.parameters = parse_parameters(text.substr(end));
  if (uri.user.empty() || !std::all_of(uri.user.begin(), uri.user.end(), user_character)) return std::nullopt;
  return uri;
}

std::optional<Uri> parse_sip(std::string_view text, Uri uri) {
  if (const auto at = text.find('@'); at != std::string_view::npos) {
    const auto user = text.substr(0, at);
    uri.user = user.substr(0, user.find(':'));  // a password is of no use to us
    text.remove_prefix(at + 1);
    if (uri.user.empty() || !std::all_of(uri.user.begin(), uri.user.end(), user_character)) return std::nullopt;
  }
  uri.has_headers = text.find('?') != std::string_view::npos;
  text = text.substr(0, text.find('?'));
  const auto end = text.find(';');
  if (end != std::string_view::npos) uri.parameters = parse_parameters(text.substr(end));
  if (!parse_host(trim(text.substr(0, end)), uri)) return std::nullopt;
  return uri;
}

}  // namespace

std::optional<Uri> parse_uri(std::string_view text) {
  text = trim(text);
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  Uri uri;
  uri.scheme = lower(text.substr(0, colon));
  text.remove_prefix(colon + 1);
  if (uri.scheme == "tel") return parse_tel(text, std::move(uri));
  if (uri.scheme == "sip" || uri.scheme == "sips") return parse_sip(text, std::move(uri));
  return std::nullopt;
}

std::string to_string(const Uri& uri) {
  std::string out = uri.scheme + ":" + uri.user;
  if (!uri.host.empty()) {
    if (!uri.user.empty()) out += '@';
    const bool ipv6 = uri.host.find(':') != std::string::npos;
    out += ipv6 ? "[" + uri.host + "]" : uri.host;
    if (uri.port != 0) out += ":" + std::to_string(uri.port);
  }
  for (const auto& [name, value] : uri.parameters) {
    out += ";" + name;
    if (!value.empty()) out += "=" + value;
  }
  return out;
}

std::string_view subscriber(const Uri& uri) {
  return std::string_view(uri.user).substr(0, uri.user.find(';'));
}

std::string escape_user(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto plus = text.find('+');
    out += percent_encode(text.substr(0, plus));
    if (plus == std::string_view::npos) break;
    out += '+';
    text.remove_prefix(plus + 1);
  }
  return out;
}

std::optional<NameAddress> parse_name_address(std::string_view text) {
  text = trim(text);
  NameAddress out;
  std::string_view uri_text;
  std::string_view parameters;
  if (const auto open = find_outside(text, '<'); open != std::string_view::npos) {
    const auto close = text.find('>', open);
    if (close == std::string_view::npos) return std::nullopt;
    out.display_name = unquote(text.substr(0, open));
    uri_text = text.substr(open + 1, close - open - 1);
    parameters = text.substr(close + 1);
  } else {
    // Without brackets all parameters are the header's.
    const auto end = text.find(';');
    uri_text = text.substr(0, end);
    if (end != std::string_view::npos) parameters = text.substr(end);
  }
  auto uri = parse_uri(uri_text);
  if (!uri) return std::nullopt;
  out.uri = *std::move(uri);
  out.uri_text = trim(uri_text);
  out.parameters = parse_parameters(parameters);
  return out;
}

}  // namespace ringback::sip
