#include "sip/dialog.hpp"

#include <algorithm>

#include "sip/ip_address.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {
namespace {

Message make_request(const Dialog& dialog, std::string_view method, std::uint32_t sequence) {
  Message request;
  request.method = method;
  request.request_uri = dialog.remote_target;
  request.add("Max-Forwards", "70");
  request.add("From", dialog.local);
  request.add("To", dialog.remote);
  request.add("Call-ID", dialog.call_id);
  request.add("CSeq", std::to_string(sequence) + " " + std::string(method));
  for (const std::string& route : dialog.route_set) request.add("Route", route);
  return request;
}

std::vector<std::string> recorded_route(const Message& message) {
  const auto routes = message.list("Record-Route");
  return {routes.begin(), routes.end()};
}

}  // namespace

Message Dialog::request(std::string_view method) {
  return make_request(*this, method, ++local_sequence);
}

Message Dialog::ack(std::uint32_t invite_sequence) const {
  return make_request(*this, "ACK", invite_sequence);
}

bool Dialog::take_sequence(const Message& request) {
  const auto sequence = cseq(request);
  if (!sequence || (remote_sequence && sequence->number < *remote_sequence)) return false;
  remote_sequence = sequence->number;
  return true;
}

void Dialog::refresh_target(const Message& message) {
  const auto contacts = message.list("Contact");
  if (contacts.empty()) return;
  if (const auto contact = parse_name_address(contacts.front())) remote_target = contact->uri_text;
}

void Dialog::learn(const Message& response) {
  remote = response.value("To");
  // Another branch of a fork counts for itself.
  const std::string peer = tag(response, "To");
  if (peer != remote_tag) remote_sequence.reset();
  remote_tag = peer;
  route_set = recorded_route(response);
  std::reverse(route_set.begin(), route_set.end());
  refresh_target(response);
}

Dialog dialog_of(const Message& invite, std::string_view local_tag) {
  Dialog dialog;
  dialog.call_id = invite.value("Call-ID");
  dialog.local_tag = local_tag;
  dialog.local = std::string(invite.value("To")) + ";tag=" + dialog.local_tag;
  dialog.remote = invite.value("From");
  dialog.remote_tag = tag(invite, "From");
  dialog.route_set = recorded_route(invite);
  if (const auto from = parse_name_address(dialog.remote)) dialog.remote_target = from->uri_text;
  dialog.refresh_target(invite);
  dialog.take_sequence(invite);
  return dialog;
}

Dialog dialog_of(const Message& invite) {
  Dialog dialog;
  dialog.call_id = invite.value("Call-ID");
  dialog.local = invite.value("From");
  dialog.local_tag = tag(invite, "From");
  dialog.remote = invite.value("To");
  dialog.remote_target = invite.request_uri;
  if (const auto sequence = cseq(invite)) dialog.local_sequence = sequence->number;
  return dialog;
}

std::optional<Peer> next_hop(const Dialog& dialog) {
  if (!dialog.route_set.empty()) {
    const auto route = parse_name_address(dialog.route_set.front());
    return route ? literal_peer(route->uri) : std::nullopt;
  }
  const auto target = parse_uri(dialog.remote_target);
  return target ? literal_peer(*target) : std::nullopt;
}

}  // namespace ringback::sip
