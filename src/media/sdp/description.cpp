#include "media/sdp/description.hpp"

#include <algorithm>
#include <charconv>

namespace ringback::media::sdp {
namespace {

constexpr std::size_t max_size = 65536;
constexpr std::size_t max_sections = 32;

Error malformed(std::string_view what) {
  return Error{0, "SDP: malformed " + std::string(what) + " line"};
}

// <nettype> <addrtype> <connection-address>; a multicast TTL after `/` is cut.
Result<std::string> parse_connection(std::string_view value) {
  if (take_until(value, ' ') != "IN") return malformed("c=");
  const auto type = take_until(value, ' ');
  const auto address = take_until(value, '/');
  if ((type != "IP4" && type != "IP6") || address.empty()) return malformed("c=");
  return std::string(address);
}

Result<MediaSection> parse_media(std::string_view value) {
  MediaSection section;
  section.type = take_until(value, ' ');
  auto ports = take_until(value, ' ');
  section.protocol = take_until(value, ' ');
  std::uint32_t port = 0;
  if (!parse_number(take_until(ports, '/'), 65535, port) || section.protocol.empty()) return malformed("m=");
  section.port = static_cast<std::uint16_t>(port);
  while (!value.empty()) {
    if (const auto format = take_until(value, ' '); !format.empty()) section.formats.emplace_back(format);
  }
  return section;
}

Result<void> parse_line(char type, std::string_view value, Description& into) {
  auto* section = into.media.empty() ? nullptr : &into.media.back();
  if (type == 'm') {
    auto parsed = parse_media(value);
    if (!parsed) return parsed.error();
    if (into.media.size() == max_sections) return Error{0, "SDP: too many m= lines"};
    into.media.push_back(std::move(*parsed));
  } else if (type == 'c') {
    auto parsed = parse_connection(value);
    if (!parsed) return parsed.error();
    (section ? section->connection : into.connection) = std::move(*parsed);
  } else if (type == 'a') {
    const auto name = take_until(value, ':');
    (section ? section->attributes : into.attributes).push_back({std::string(name), std::string(value)});
  }
  return {};
}

}  // namespace

const std::string* find(const Attributes& attributes, std::string_view name) {
  const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.name == name; });
  return found == attributes.end() ? nullptr : &found->value;
}

std::string_view take_until(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  const auto part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

bool parse_number(std::string_view text, std::uint32_t most, std::uint32_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number <= most;
}

Result<Description> parse(std::string_view text) {
  if (text.size() > max_size) return Error{0, "SDP: too long"};
  Description description;
  bool first = true;
  while (!text.empty()) {
    auto line = take_until(text, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    if (first && line != "v=0") return Error{0, "SDP: no v=0 line"};
    first = false;
    if (line.size() < 2 || line[1] != '=') return Error{0, "SDP: a line without a type"};
    if (auto parsed = parse_line(line[0], line.substr(2), description); !parsed) return parsed.error();
  }
  if (first) return Error{0, "SDP: empty"};
  return description;
}

}  // namespace ringback::media::sdp
