#include "sip/user_agent.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/network.hpp"
#include "base/sid.hpp"
#include "sip/invite_dialog.hpp"
#include "sip/keyed_hash.hpp"
#include "sip/response_size.hpp"
#include "sip/uri.hpp"
#include "sip/via.hpp"

namespace ringback::sip {
namespace {

// CRLF CRLF (RFC 5626 section 3.5.1), and the zeros that some phones send.
constexpr std::size_t max_keep_alive = 4;

}  // namespace

UserAgent::UserAgent(Setup setup)
    : setup_(std::move(setup)),
      refusals_(setup_.deadlines),
      source_rate_(setup_.limits.requests_per_second_per_source),
      stranger_rate_(setup_.limits.requests_per_second, 1),
      transactions_(setup_.transport, setup_.deadlines),
      tag_key_(random_hex(32)) {}

void UserAgent::receive(std::string_view bytes, const Peer& from) {
  if (bytes.size() <= max_keep_alive) return;
  if (bytes.size() > setup_.limits.message_bytes) return refusals_.note(&Counters::too_large, from);
  if (!bytes.starts_with("SIP/") && !within_rate(from)) return refusals_.note(&Counters::over_rate, from);
  auto message = parse_message(bytes, setup_.limits);
  // What can't be framed can't be answered either.
  if (!message) return refusals_.count(&Counters::malformed);
  if (message->is_request()) {
    receive_request(*std::move(message), from);
  } else if (!defect(*message)) {
    transactions_.receive_response(*message);
  }
}

// The cheapest test of all comes before anything is read.
bool UserAgent::within_rate(const Peer& source) {
  if (setup_.standing(source) != Standing::stranger) return true;
  const TimePoint now = setup_.deadlines.now();
  return source_rate_.take(network_of(source.address), now) && stranger_rate_.take({}, now);
}

std::optional<Error> UserAgent::defect_of(const Message& request, const Peer& source) const {
  if (auto error = defect(request)) return error;
  if (source.transport == Protocol::udp || request.find("Content-Length")) return std::nullopt;
  return Error{400, "Missing Content-Length"};  // RFC 3261 section 20.14
}

void UserAgent::receive_request(Message request, const Peer& source) {
  if (!top_via(request)) return;
  const bool ack = request.is("ACK");
  const auto error = defect_of(request, source);
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
  if (const auto limit = exceeded(request, source)) return refuse(request, source, limit);
  setup_.on_request(request, source);
}

std::uint64_t Counters::* UserAgent::exceeded(const Message& request, const Peer& source) const {
  const Limits& limits = setup_.limits;
  if (full()) return &Counters::transactions;
  const bool over = transactions_.half_open() >= limits.half_open ||
                    transactions_.half_open_of(source) >= limits.half_open_per_source;
  return over && request.is("INVITE") ? &Counters::half_open : nullptr;
}

void UserAgent::refuse(const Message& request, const Peer& source, std::uint64_t Counters::* limit) {
  refusals_.note(limit, source);
  if (setup_.standing(source) == Standing::stranger) return;
  respond(request, source, make_response(request, 503).add("Retry-After", "5"));
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
    if (!request.is("ACK")) respond(request, source, crosses_ours(request) ? 200 : 481);
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

// Both ends hang up at once: neither should read a failure.
bool UserAgent::crosses_ours(const Message& request) const {
  return request.is("BYE") && parting_.contains({std::string(request.value("Call-ID")), tag(request, "To")});
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
  if (source.transport == Protocol::udp && setup_.standing(source) == Standing::stranger) {
    const std::size_t size = response.serialise().size();
    const std::size_t allowed = request.wire_bytes + request.wire_bytes / 2;
    if (!fit_into(response, allowed)) return refusals_.note(&Counters::withheld, source);
    if (size > allowed) refusals_.count(&Counters::trimmed);
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
  setup_.standing = [](const Peer&) { return Standing::stranger; };
  for (const auto& [key, dialog] : std::exchange(dialogs_, {})) dialog->orphan();
}

}  // namespace ringback::sip
