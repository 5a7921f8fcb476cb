#include "config/type.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/ip/address.hpp>
#include <boost/json.hpp>
#include <boost/url/parse.hpp>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/phone_number.hpp"

namespace ringback::config {
namespace {

bool is_host_name(std::string_view text) {
  const auto allowed = [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '-' || c == '_'; };
  return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

// A name or an IP address (IPv6 in brackets), with a port or without.
bool is_host_and_port(std::string_view text) {
  const auto authority = boost::urls::parse_authority(text);
  if (!authority || authority->has_userinfo()) return false;
  if (authority->has_port() && authority->port_number() == 0) return false;
  const auto kind = authority->host_type();
  if (kind == boost::urls::host_type::name) return is_host_name(authority->encoded_host());
  return kind == boost::urls::host_type::ipv4 || kind == boost::urls::host_type::ipv6;
}

bool is_url(std::string_view text) {
  const auto url = boost::urls::parse_uri(text);
  return url && (url->scheme() == "http" || url->scheme() == "https") && !url->encoded_host().empty();
}

bool is_country(std::string_view text) {
  const auto upper = [](unsigned char c) { return std::isupper(c) != 0; };
  return text.size() == 2 && std::all_of(text.begin(), text.end(), upper);
}

// As people write it: 0.85, not 8.5E-1.
std::string decimal(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

// A text that is brought into its one spelling, or nothing.
using Spell = std::function<std::optional<std::string>(const std::string&)>;

Type<std::string> spelled(std::string allowed, Spell spell) {
  return {{Form::Item::text},
          std::move(allowed),
          [spell = std::move(spell)](const Node& node, std::string& out) -> const Node* {
            const auto* given = std::get_if<std::string>(&node.value);
            auto spelling = given ? spell(*given) : std::nullopt;
            if (!spelling) return &node;
            out = std::move(*spelling);
            return nullptr;
          },
          [](const std::string& value) { return value.empty() ? std::string() : quoted(value); }};
}

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
};
constexpr std::array units = {Unit{"h", 3'600'000}, Unit{"m", 60'000}, Unit{"s", 1000}, Unit{"ms", 1}};

std::optional<Milliseconds> parse_duration(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(end, text.data() + text.size() - end);
  const auto* found = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == unit; });
  const bool whole = error == std::errc() && found != units.end() && number >= 0 && number <= 1'000'000'000;
  return whole ? std::optional(Milliseconds(number * found->milliseconds)) : std::nullopt;
}

}  // namespace

std::string quoted(std::string_view text) {
  return boost::json::serialize(boost::json::string(text));
}

Type<std::string> text(std::string allowed, Accept accept) {
  return spelled(std::move(allowed), [accept = std::move(accept)](const std::string& given) {
    return !accept || accept(given) ? std::optional(given) : std::nullopt;
  });
}

Type<std::string> one_of(std::vector<std::string> choices) {
  const auto words = "one of " + join(choices);
  return text(words, [choices = std::move(choices)](const std::string& given) {
    return std::find(choices.begin(), choices.end(), given) != choices.end();
  });
}

Type<std::string> ip_address() {
  return spelled("an IP address", [](const std::string& given) -> std::optional<std::string> {
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(given, error);
    return error ? std::nullopt : std::optional(address.to_string());
  });
}

Type<std::string> host_and_port() {
  return text("a host with or without a port, like \"sip.example.com:5060\"", is_host_and_port);
}

Type<std::string> host_name() {
  return text("a host name or an IP address", is_host_name);
}

Type<std::string> url() {
  return text("an http or https URL", is_url);
}

Type<std::string> phone_number() {
  return spelled("a phone number with its country code, like \"+815031234567\"",
                 [](const std::string& given) -> std::optional<std::string> {
                   const auto e164 = given.starts_with('+') ? to_e164(given, "ZZ") : Result<std::string>(Error{});
                   return e164 ? std::optional(*e164) : std::nullopt;
                 });
}

Type<std::string> country() {
  return text("a country of ISO 3166, like \"JP\"", is_country);
}

Type<std::uint16_t> port() {
  auto type = whole<std::uint16_t>(0, 65535);
  type.allowed = "a port from 0 to 65535";
  return type;
}

Type<double> real(double minimum, double maximum) {
  return {{Form::Item::real},
          "a number from " + decimal(minimum) + " to " + decimal(maximum),
          [=](const Node& node, double& out) -> const Node* {
            const auto* real = std::get_if<double>(&node.value);
            const auto* whole = std::get_if<std::int64_t>(&node.value);
            const double value = real ? *real : whole ? static_cast<double>(*whole) : std::nan("");
            if (!(value >= minimum && value <= maximum)) return &node;
            out = value;
            return nullptr;
          },
          decimal};
}

Type<bool> boolean() {
  return {{Form::Item::boolean},
          "true or false",
          [](const Node& node, bool& out) -> const Node* {
            const auto* value = std::get_if<bool>(&node.value);
            if (!value) return &node;
            out = *value;
            return nullptr;
          },
          [](const bool& value) { return std::string(value ? "true" : "false"); }};
}

const Node* read_whole(const Node& node, std::int64_t minimum, std::int64_t maximum, std::int64_t& out) {
  const auto* value = std::get_if<std::int64_t>(&node.value);
  if (!value || *value < minimum || *value > maximum) return &node;
  out = *value;
  return nullptr;
}

std::string whole_words(std::int64_t minimum, std::int64_t maximum) {
  return "a whole number from " + std::to_string(minimum) + " to " + std::to_string(maximum);
}

const Node* read_duration(const Node& node, Milliseconds minimum, Milliseconds maximum, Milliseconds& out) {
  const auto* given = std::get_if<std::string>(&node.value);
  const auto value = given ? parse_duration(*given) : std::nullopt;
  if (!value || *value < minimum || *value > maximum) return &node;
  out = *value;
  return nullptr;
}

std::string write_duration(Milliseconds value) {
  for (const Unit& unit : units) {
    if (value.count() != 0 && value.count() % unit.milliseconds == 0) {
      return std::to_string(value.count() / unit.milliseconds) + std::string(unit.name);
    }
  }
  return "0s";
}

std::string duration_words(Milliseconds minimum, Milliseconds maximum) {
  return "a duration from \"" + write_duration(minimum) + "\" to \"" + write_duration(maximum) + '"';
}

const Node* read_port_range(const Node& node, PortRange& out) {
  std::vector<std::uint16_t> ports;
  if (const Node* wrong = read_list(node, port(), ports)) return wrong;
  if (ports.size() != 2 || ports[0] >= ports[1]) return &node;
  out = {ports[0], ports[1]};
  return nullptr;
}

}  // namespace ringback::config
