#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "base/deadlines.hpp"
#include "base/rate_limit.hpp"
#include "sip/refusals.hpp"
#include "sip/session_timer.hpp"
#include "sip/transactions.hpp"

namespace ringback::sip {

class InviteDialog;

// What a server and a phone have in common: takes datagrams apart, finds their transaction or dialog, and answers what
// belongs to neither. Owned together by its Endpoint or PhoneAgent and the legs. Control thread.
class UserAgent {
 public:
  // Takes sound requests that are outside of every dialog, but ACK and CANCEL.
  using OnRequest = std::function<void(const Message& request, const Peer& source)>;

  struct Setup {
    Transport& transport;
    Deadlines& deadlines;
    std::string product;  // User-Agent and Server
    OnRequest on_request;
    Limits limits{};
    // Without it nobody is a stranger.
    std::function<Standing(const Peer&)> standing = [](const Peer&) { return Standing::trunk; };
    SessionTimerOptions session_timer = {};
  };

  explicit UserAgent(Setup setup);
  UserAgent(const UserAgent&) = delete;
  UserAgent& operator=(const UserAgent&) = delete;

  void receive(std::string_view bytes, const Peer& from);

  // Requests. `product` and the Via are added here.
  std::shared_ptr<ClientTransaction> send(Message request, const Peer& to, ClientTransaction::OnResponse on_response);
  std::shared_ptr<ClientTransaction> cancel(const ClientTransaction& invite, std::string_view reason);
  // An ACK has no transaction. Returns its bytes, for the case that the 2xx comes again.
  std::string send_ack(Message ack, const Peer& to);
  void send_bytes(std::string_view bytes, const Peer& to) { setup_.transport.send(bytes, to); }

  bool connected(const Peer& peer) const { return setup_.transport.connected(peer); }
  // What was sent to that peer has not arrived.
  void unreachable(const Peer& peer) { transactions_.unreachable(peer); }

  // Responses.
  std::shared_ptr<ServerTransaction> accept(const Message& request, const Peer& source);
  // Without any state: the same answer to each copy of the request (RFC 3261 section 8.2.7). To a stranger over UDP it
  // is at most half as large again as the request, or is not sent: its address may be somebody else's.
  void respond(const Message& request, const Peer& source, Message response);
  void respond(const Message& request, const Peer& source, int status);

  // `<sip:user@our address>`, as that peer reaches us.
  std::string contact(std::string_view user, const Peer& peer) const;

  // INVITE dialogs get what is sent inside them. They are kept until they remove themselves.
  void add(std::shared_ptr<InviteDialog> dialog);
  void remove(const InviteDialog& dialog);
  std::size_t dialogs() const { return dialogs_.size(); }
  // Of a dialog that has sent its BYE: one of the peer's that crosses it is answered 200.
  using DialogKey = std::pair<std::string, std::string>;  // Call-ID and our tag
  void expect_crossing_bye(const DialogKey& dialog) { parting_.insert(dialog); }
  void forget_crossing_bye(const DialogKey& dialog) { parting_.erase(dialog); }
  // Ends them all, each in its way.
  void hang_up_all();
  // Forgets all dialogs without a word and takes no more requests. Legs keep the agent alive; its owner calls this.
  void close();

  // No dialog is left and every request of ours has been answered or given up.
  bool idle() const { return dialogs_.empty() && !transactions_.waiting(); }
  std::size_t transactions() const { return transactions_.size(); }
  std::size_t half_open() const { return transactions_.half_open(); }
  // No further request of ours should begin.
  bool full() const { return transactions_.size() >= setup_.limits.transactions; }
  Refusals& refusals() { return refusals_; }
  Deadlines& deadlines() const { return setup_.deadlines; }
  const SessionTimerOptions& session_timer() const { return setup_.session_timer; }

 private:
  bool within_rate(const Peer& source);
  std::optional<Error> defect_of(const Message& request, const Peer& source) const;
  void receive_request(Message request, const Peer& source);
  // The limit that this new request is over, or nullptr.
  std::uint64_t Counters::* exceeded(const Message& request, const Peer& source) const;
  void refuse(const Message& request, const Peer& source, std::uint64_t Counters::* limit);
  void receive_cancel(const Message& request, const Peer& source);
  void receive_in_dialog(const Message& request, const Peer& source);
  bool is_merged(const Message& request) const;
  InviteDialog* find_dialog(const Message& request) const;
  bool crosses_ours(const Message& request) const;

  Setup setup_;
  Refusals refusals_;
  RateLimit source_rate_;
  RateLimit stranger_rate_;  // of all strangers
  Transactions transactions_;
  std::map<DialogKey, std::shared_ptr<InviteDialog>> dialogs_;
  std::set<DialogKey> parting_;
  std::string tag_key_;  // makes tags of stateless answers
};

}  // namespace ringback::sip
