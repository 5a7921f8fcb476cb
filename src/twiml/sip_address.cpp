#include "twiml/sip_address.hpp"

#include <algorithm>
#include <array>

namespace ringback::twiml {
namespace {

using Problem = SipAddress::Problem;

constexpr std::size_t max_uri = 254;
constexpr std::size_t max_headers_text = 1023;
constexpr std::size_t max_headers = 32;
constexpr std::array<std::string_view, 4> others = {"User-to-User", "Remote-Party-ID", "P-Preferred-Identity",
                                                    "P-Called-Party-ID"};

// RFC 3261 section 25.1: token.
bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return alphanumeric || std::string_view("-.!%*_+`'~").find(c) != std::string_view::npos;
  });
}

bool may_pass(std::string_view name) {
  if (!is_token(name)) return false;
  if (name.size() > 2 && iequals(name.substr(0, 2), "X-")) return !iequals(name.substr(0, 9), "X-Twilio-");
  return std::any_of(others.begin(), others.end(), [&](std::string_view other) { return iequals(other, name); });
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; });
}

void read_headers(std::string_view text, SipAddress& out) {
  if (text.size() > max_headers_text) {
    out.problems.emplace_back(Problem::headers_too_long, "the headers have more than 1023 characters");
    return;
  }
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const auto item = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (item.empty()) continue;
    const auto equals = std::min(item.find('='), item.size());
    const auto value = equals < item.size() ? item.substr(equals + 1) : std::string_view();
    out.add_header(percent_decode(item.substr(0, equals)), percent_decode(value));
  }
}

std::string with_scheme(std::string_view text) {
  if (iequals(text.substr(0, 4), "sip:")) return "sip:" + std::string(text.substr(4));
  if (iequals(text.substr(0, 5), "sips:")) return std::string(text);
  return "sip:" + std::string(text);
}

}  // namespace

void SipAddress::add_header(std::string_view name, std::string_view value) {
  if (headers.size() >= max_headers) {
    if (std::none_of(problems.begin(), problems.end(),
                     [](const auto& problem) { return problem.first == Problem::headers_too_many; })) {
      problems.emplace_back(Problem::headers_too_many, "more than 32 headers");
    }
  } else if (!may_pass(name)) {
    problems.emplace_back(Problem::header_name, "a header can't be called " + std::string(name.substr(0, 100)));
  } else if (has_control(value)) {
    problems.emplace_back(Problem::header_value,
                          "a header's value breaks the line: " + std::string(name.substr(0, 100)));
  } else if (name.size() + value.size() > max_headers_text) {
    problems.emplace_back(Problem::headers_too_long, "a header has more than 1023 characters");
  } else {
    headers.emplace_back(name, value);
  }
}

SipAddress parse_sip_address(std::string_view text) {
  SipAddress out;
  text = trim(text);
  const auto question = std::min(text.find('?'), text.size());
  const auto address = text.substr(0, question);
  const bool fit = !address.empty() && address.size() <= max_uri && !has_control(address) &&
                   address.find_first_of(" <>\"") == std::string_view::npos;
  if (!fit) {
    out.problems.emplace_back(Problem::uri, "not a SIP URI: " + std::string(address.substr(0, 100)));
    return out;
  }
  out.uri = with_scheme(address);
  if (question < text.size()) read_headers(text.substr(question + 1), out);
  return out;
}

}  // namespace ringback::twiml
