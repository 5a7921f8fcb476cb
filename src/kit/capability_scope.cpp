#include "kit/capability_scope.hpp"

#include "kit/percent_encoding.hpp"

namespace ringback::kit {
namespace {

using Parameters = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view incoming_scope = "scope:client:incoming";
constexpr std::string_view outgoing_scope = "scope:client:outgoing";

// Cuts off and returns what stands before the first `separator`; `rest` is empty after the last piece.
std::string_view next_piece(std::string_view& rest, char separator) {
  const auto end = rest.find(separator);
  const auto piece = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return piece;
}

std::string encode_query(const Parameters& parameters) {
  std::string query;
  for (const auto& [name, value] : parameters) {
    if (!query.empty()) query += '&';
    query += encode_component(name) + '=' + encode_component(value);
  }
  return query;
}

Parameters decode_query(std::string_view query) {
  Parameters parameters;
  while (!query.empty()) {
    auto value = next_piece(query, '&');
    if (value.empty()) continue;
    const auto name = next_piece(value, '=');
    parameters.emplace_back(decode_component(name), decode_component(value));
  }
  return parameters;
}

std::optional<std::string> non_empty(const Parameters& parameters, std::string_view name) {
  for (const auto& [key, value] : parameters) {
    if (key == name && !value.empty()) return value;
  }
  return std::nullopt;
}

void read_outgoing(const Parameters& parameters, Capabilities& capabilities) {
  capabilities.outgoing_application_sid = non_empty(parameters, "appSid");
  if (!capabilities.outgoing_application_sid) return;
  capabilities.outgoing_client_name = non_empty(parameters, "clientName");
  // Its names and values were encoded, then the query as a whole once more.
  capabilities.application_parameters = decode_query(non_empty(parameters, "appParams").value_or(""));
}

}  // namespace

std::string encode_scope(const Capabilities& capabilities) {
  std::string scope;
  if (capabilities.incoming_client_name) {
    scope = std::string(incoming_scope) + '?' + encode_query({{"clientName", *capabilities.incoming_client_name}});
  }
  if (!capabilities.outgoing_application_sid) return scope;

  Parameters outgoing{{"appSid", *capabilities.outgoing_application_sid}};
  if (capabilities.outgoing_client_name) outgoing.emplace_back("clientName", *capabilities.outgoing_client_name);
  if (!capabilities.application_parameters.empty()) {
    outgoing.emplace_back("appParams", encode_query(capabilities.application_parameters));
  }
  if (!scope.empty()) scope += ' ';
  return scope + std::string(outgoing_scope) + '?' + encode_query(outgoing);
}

Capabilities decode_scope(std::string_view scope) {
  Capabilities capabilities;
  while (!scope.empty()) {
    auto query = next_piece(scope, ' ');
    const auto kind = next_piece(query, '?');
    if (kind == incoming_scope && !capabilities.incoming_client_name) {
      capabilities.incoming_client_name = non_empty(decode_query(query), "clientName");
    } else if (kind == outgoing_scope && !capabilities.outgoing_application_sid) {
      read_outgoing(decode_query(query), capabilities);
    }
  }
  return capabilities;
}

}  // namespace ringback::kit
