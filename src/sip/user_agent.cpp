#include "sip/user_agent.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/sid.hpp"
#include "sip/invite_dialog.hpp"
#include "sip/keyed_hash.hpp"
#include "sip/uri.hpp"
#include "sip/via.hpp"

namespace ringback::sip {

UserAgent::UserAgent(Setup setup)
    : setup_(std::move(setup)), transactions_(setup_.transport, setup_.deadlines), tag_key_(random_hex(32)) {}

void UserAgent::receive(std::string_view bytes, const Peer& from) {
  auto message = parse_message(bytes);
  // What can't be framed can't be answered either; keep-alives (RFC 5626 section 3.5.1) land here too.
  if (!message) return;
  if (message->is_request()) {
    receive_request(*std::move(message), from);
  } else if (!defect(*message)) {
    transactions_.receive_response(*message);
  }
}

void UserAgent::receive_request(Message request, const Peer& source) {
  if (!top_via(request)) return;
  const bool ack = request.is("ACK");
  const auto error = defect(request);
  if (error && ack) return;
  stamp_source(request, source);
  if (error) {
    Message response = make_response(request, error->code);
    response.reason = error->message;
    respond(request, source, std::move(response));
    return;
  }
  if (request.is("CANCEL")) return receive_cancel(request, source);
  if (const auto transaction = transactions_.find_server(request)) {
    transaction->receive(request);
    // Some phones put the branch of the INVITE on the ACK of its 2xx.
    if (!ack) return;
  }
  if (ack || !tag(request, "To").empty()) return receive_in_dialog(request, source);
  if (request.is("INVITE") && is_merged(request)) return respond(request, source, 482);
  setup_.on_request(request, source);
}

// RFC 3261 section 9.2. Only the INVITE's own sender knows its branch.
void UserAgent::receive_cancel(const Message& request, const Peer& source) {
  const auto invite = transactions_.find_server(request);
  if (!invite || invite->source().address != source.address) return respond(request, source, 481);
  respond(request, source, 200);
  const auto on_cancel = invite->on_cancel;
  if (!invite->answered() && on_cancel) on_cancel();
}

void UserAgent::receive_in_dialog(const Message& request, const Peer& source) {
  InviteDialog* found = find_dialog(request);
  if (!found) {
    if (!request.is("ACK")) respond(request, source, 481);
    return;
  }
  const auto dialog = found->shared_from_this();
  if (request.is("ACK")) {
    dialog->receive_ack(request);
  } else {
    dialog->receive(accept(request, source), source);
  }
}

// RFC 3261 section 8.2.2.2: one INVITE that came on two ways.
bool UserAgent::is_merged(const Message& request) const {
  const std::string call_id(request.value("Call-ID"));
  for (auto at = dialogs_.lower_bound({call_id, {}}); at != dialogs_.end() && at->first.first == call_id; ++at) {
    if (at->second->opened_by(request)) return true;
  }
  return false;
}

InviteDialog* UserAgent::find_dialog(const Message& request) const {
  const auto found = dialogs_.find({std::string(request.value("Call-ID")), tag(request, "To")});
  if (found == dialogs_.end() || !found->second->has_peer_tag(tag(request, "From"))) return nullptr;
  return found->second.get();
}

std::shared_ptr<ClientTransaction> UserAgent::send(Message request, const Peer& to,
                                                   ClientTransaction::OnResponse on_response) {
  request.set("User-Agent", setup_.product);
  return transactions_.send(std::move(request), to, std::move(on_response));
}

std::shared_ptr<ClientTransaction> UserAgent::cancel(const ClientTransaction& invite, std::string_view reason) {
  return transactions_.cancel(invite, reason);
}

std::string UserAgent::send_ack(Message ack, const Peer& to) {
  ack.headers.insert(ack.headers.begin(), Header{"Via", make_via(setup_.transport.local(to))});
  std::string bytes = ack.serialise();
  send_bytes(bytes, to);
  return bytes;
}

std::shared_ptr<ServerTransaction> UserAgent::accept(const Message& request, const Peer& source) {
  return transactions_.accept(request, source);
}

void UserAgent::respond(const Message& request, const Peer& source, Message response) {
  const auto via = top_via(request);
  if (!via) return;
  if (tag(response, "To").empty() && parse_name_address(response.value("To"))) {
    const std::string own = keyed_hash(tag_key_, request.value("Call-ID")).substr(0, 16);
    response.set("To", std::string(response.value("To")) + ";tag=" + own);
  }
  send_bytes(response.serialise(), response_target(*via, source));
}

void UserAgent::respond(const Message& request, const Peer& source, int status) {
  respond(request, source, make_response(request, status));
}

std::string UserAgent::contact(std::string_view user, const Peer& peer) const {
  return "<sip:" + escape_user(user) + "@" + to_string(setup_.transport.local(peer)) +
         (peer.transport == Protocol::tcp ? ";transport=tcp>" : ">");
}

void UserAgent::add(std::shared_ptr<InviteDialog> dialog) {
  dialogs_[dialog->key()] = std::move(dialog);
}

void UserAgent::remove(const InviteDialog& dialog) {
  dialogs_.erase(dialog.key());
}

void UserAgent::hang_up_all() {
  std::vector<std::shared_ptr<InviteDialog>> all;
  all.reserve(dialogs_.size());
  for (const auto& [key, dialog] : dialogs_) all.push_back(dialog);
  for (const auto& dialog : all) dialog->hangup(call::Cause::unavailable);
}

void UserAgent::close() {
  setup_.on_request = [](const Message&, const Peer&) {};
  for (const auto& [key, dialog] : std::exchange(dialogs_, {})) dialog->orphan();
}

}  // namespace ringback::sip
