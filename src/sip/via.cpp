#include "sip/via.hpp"

#include "base/sid.hpp"
#include "base/text.hpp"
#include "sip/grammar.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {
namespace {

constexpr std::uint16_t default_port = 5060;

// `SIP / 2.0 / UDP host` has blanks anywhere, and what is of another version must be answered too; takes the three
// parts off and leaves the rest.
std::optional<std::string> take_protocol(std::string_view& text) {
  const auto first = text.find('/');
  if (first == std::string_view::npos || !iequals(trim(text.substr(0, first)), "SIP")) return std::nullopt;
  text.remove_prefix(first + 1);
  const auto second = text.find('/');
  if (second == std::string_view::npos || !is_token(trim(text.substr(0, second)))) return std::nullopt;
  text = trim(text.substr(second + 1));
  const auto blank = text.find_first_of(" \t");
  if (blank == std::string_view::npos || !is_token(text.substr(0, blank))) return std::nullopt;
  std::string transport(text.substr(0, blank));
  text = trim(text.substr(blank));
  return transport;
}

}  // namespace

std::optional<Via> parse_via(std::string_view text) {
  auto transport = take_protocol(text);
  if (!transport) return std::nullopt;
  const auto end = text.find(';');
  std::string sent_by(trim(text.substr(0, end)));
  std::erase_if(sent_by, [](char c) { return c == ' ' || c == '\t'; });
  // Host and port have a URI's grammar.
  const auto address = parse_uri("sip:" + sent_by);
  if (!address || !address->user.empty()) return std::nullopt;
  Via via;
  via.transport = *std::move(transport);
  via.host = address->host;
  via.port = address->port;
  if (end == std::string_view::npos) return via;
  for (auto& [name, value] : parse_parameters(text.substr(end))) {
    if (name == "branch") via.branch = std::move(value);
    if (name == "rport") via.rport = true;
  }
  return via;
}

std::optional<Via> top_via(const Message& message) {
  const std::string* header = message.find("Via");
  if (!header) return std::nullopt;
  return parse_via(std::string_view(*header).substr(0, find_outside(*header, ',')));
}

void stamp_source(Message& request, const Peer& source) {
  for (Header& header : request.headers) {
    if (!iequals(header.name, "Via")) continue;
    const auto end = std::min(find_outside(header.value, ','), header.value.size());
    const auto top = std::string_view(header.value).substr(0, end);
    std::string stamped;
    for (const auto part : split_outside(top, ';')) {
      const auto name = trim(part.substr(0, part.find('=')));
      if (iequals(name, "received") || iequals(name, "rport")) continue;
      if (!stamped.empty()) stamped += ';';
      stamped += part;
    }
    stamped += ";received=" + source.address;
    if (const auto via = parse_via(top); via && via->rport) stamped += ";rport=" + std::to_string(source.port);
    header.value = stamped + header.value.substr(end);
    return;
  }
}

Peer response_target(const Via& via, const Peer& source) {
  return via.rport || source.transport == Protocol::tcp ? source : response_fallback(via, source);
}

Peer response_fallback(const Via& via, const Peer& source) {
  return {source.address, via.port != 0 ? via.port : default_port, source.transport};
}

std::string make_via(const Peer& local) {
  return "SIP/2.0/" + std::string(to_string(local.transport)) + " " + to_string(local) +
         ";rport;branch=" + std::string(magic_cookie) + random_hex(12);
}

void set_via_protocol(Message& request, Protocol protocol) {
  std::string via(request.value("Via"));
  const auto start = std::string_view("SIP/2.0/").size();
  via.replace(start, via.find(' ') - start, to_string(protocol));
  request.set("Via", via);
}

}  // namespace ringback::sip
