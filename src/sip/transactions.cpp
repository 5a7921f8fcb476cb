#include "sip/transactions.hpp"

#include <algorithm>
#include <vector>

#include "base/network.hpp"
#include "sip/via.hpp"

namespace ringback::sip {
namespace {

// RFC 3261 section 18.1.1, where the MTU of the path is not known.
constexpr std::size_t max_udp_request = 1300;

std::string client_key(const Message& message) {
  const auto via = top_via(message);
  const auto sequence = cseq(message);
  if (!via || !sequence) return {};
  return via->branch + " " + sequence->method;
}

bool is_unique(std::string_view branch) {
  return branch.starts_with(magic_cookie) && branch.size() > magic_cookie.size();
}

// ACK and CANCEL are looked up as the INVITE that they belong to. Branches of RFC 2543 are not unique, so more of the
// message takes part (RFC 3261 section 17.2.3).
std::string server_key(const Message& request) {
  const auto via = top_via(request);
  const auto sequence = cseq(request);
  if (!via || !sequence) return {};
  const bool of_invite = request.method == "ACK" || request.method == "CANCEL";
  const std::string method = of_invite ? "INVITE" : request.method;
  const std::string sent_by = via->host + ":" + std::to_string(via->port);
  if (is_unique(via->branch)) return via->branch + " " + sent_by + " " + method;
  return std::string(request.value("Call-ID")) + " " + std::to_string(sequence->number) + " " + tag(request, "From") +
         " " + request.request_uri + " " + sent_by + " " + method;
}

}  // namespace

std::shared_ptr<ClientTransaction> Transactions::send(Message request, const Peer& to,
                                                      ClientTransaction::OnResponse on_response) {
  request.headers.insert(request.headers.begin(), Header{"Via", make_via(transport_.local(to))});
  const bool too_large = to.transport == Protocol::udp && request.serialise().size() > max_udp_request;
  if (!too_large || !transport_.may_use_tcp(to)) return start(std::move(request), {to}, std::move(on_response));
  set_via_protocol(request, Protocol::tcp);
  return start(std::move(request), {{to.address, to.port, Protocol::tcp}, true}, std::move(on_response));
}

// RFC 3261 section 9.1.
std::shared_ptr<ClientTransaction> Transactions::cancel(const ClientTransaction& invite, std::string_view reason) {
  Message request = make_failure_ack(invite.request(), invite.request());
  request.method = "CANCEL";
  const auto sequence = cseq(invite.request());
  request.set("CSeq", std::to_string(sequence ? sequence->number : 0) + " CANCEL");
  if (!reason.empty()) request.add("Reason", reason);
  return start(std::move(request), {invite.peer()}, {});
}

std::shared_ptr<ClientTransaction> Transactions::start(Message request, const Way& way,
                                                       ClientTransaction::OnResponse on_response) {
  const std::string key = client_key(request);
  auto transaction = ClientTransaction::start({.request = std::move(request),
                                               .to = way.to,
                                               .may_fall_back = way.may_fall_back,
                                               .on_response = std::move(on_response),
                                               .on_terminated =
                                                   [this, key, alive = std::weak_ptr(alive_)] {
                                                     if (!alive.expired()) clients_.erase(key);
                                                   },
                                               .transport = transport_,
                                               .deadlines = deadlines_});
  clients_[key] = transaction;
  return transaction;
}

void Transactions::unreachable(const Peer& peer) {
  std::vector<std::shared_ptr<ClientTransaction>> concerned;
  for (const auto& [key, transaction] : clients_) {
    if (transaction->peer() == peer) concerned.push_back(transaction);
  }
  for (const auto& transaction : concerned) transaction->unreachable();
}

bool Transactions::receive_response(const Message& response) {
  const auto found = clients_.find(client_key(response));
  if (found == clients_.end()) return false;
  const auto transaction = found->second;
  transaction->receive(response);
  return true;
}

std::shared_ptr<ServerTransaction> Transactions::accept(const Message& request, const Peer& source) {
  const std::string key = server_key(request);
  const auto via = top_via(request);
  std::string network = network_of(source.address);
  ++half_open_;
  ++half_open_by_source_[network];
  auto transaction = ServerTransaction::start({.request = request,
                                               .source = via ? response_target(*via, source) : source,
                                               .fallback = via ? response_fallback(*via, source) : source,
                                               .on_answered = [this, network] { forget_half_open(network); },
                                               .on_terminated =
                                                   [this, key, alive = std::weak_ptr(alive_)] {
                                                     if (!alive.expired()) servers_.erase(key);
                                                   },
                                               .transport = transport_,
                                               .deadlines = deadlines_});
  servers_[key] = transaction;
  return transaction;
}

void Transactions::forget_half_open(const std::string& network) {
  --half_open_;
  const auto found = half_open_by_source_.find(network);
  if (--found->second == 0) half_open_by_source_.erase(found);
}

std::size_t Transactions::half_open_of(const Peer& source) const {
  const auto found = half_open_by_source_.find(network_of(source.address));
  return found == half_open_by_source_.end() ? 0 : found->second;
}

std::shared_ptr<ServerTransaction> Transactions::find_server(const Message& request) const {
  const auto found = servers_.find(server_key(request));
  return found == servers_.end() ? nullptr : found->second;
}

bool Transactions::waiting() const {
  return std::any_of(clients_.begin(), clients_.end(), [](const auto& entry) { return entry.second->waiting(); });
}

}  // namespace ringback::sip
