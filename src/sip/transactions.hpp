#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "sip/client_transaction.hpp"
#include "sip/server_transaction.hpp"

namespace ringback::sip {

// The transactions that are under way, found by RFC 3261 sections 17.1.3 and 17.2.3.
class Transactions {
 public:
  Transactions(Transport& transport, Deadlines& deadlines) : transport_(transport), deadlines_(deadlines) {}
  Transactions(const Transactions&) = delete;
  Transactions& operator=(const Transactions&) = delete;

  // Puts our Via on top of the request and sends it.
  std::shared_ptr<ClientTransaction> send(Message request, const Peer& to, ClientTransaction::OnResponse on_response);
  // Sends the CANCEL of an INVITE, with a Reason (RFC 3326) if there is one.
  std::shared_ptr<ClientTransaction> cancel(const ClientTransaction& invite, std::string_view reason);
  // False if no transaction waits for this response.
  bool receive_response(const Message& response);

  // What was sent to that peer has not arrived.
  void unreachable(const Peer& peer);

  // Takes a new request. INVITE or not, its responses go to `source` as its Via asks.
  std::shared_ptr<ServerTransaction> accept(const Message& request, const Peer& source);
  // The transaction that a retransmission or an ACK belongs to, or that a CANCEL is for.
  std::shared_ptr<ServerTransaction> find_server(const Message& request) const;

  // Whether a request of ours has had no final response yet.
  bool waiting() const;
  std::size_t size() const { return clients_.size() + servers_.size(); }
  // Requests of others that we have not given a final response: all, and those from one network.
  std::size_t half_open() const { return half_open_; }
  std::size_t half_open_of(const Peer& source) const;

 private:
  template <class Transaction>
  using Table = std::unordered_map<std::string, std::shared_ptr<Transaction>>;

  struct Way {
    Peer to;
    bool may_fall_back = false;
  };
  std::shared_ptr<ClientTransaction> start(Message request, const Way& way, ClientTransaction::OnResponse on_response);
  void forget_half_open(const std::string& network);

  Transport& transport_;
  Deadlines& deadlines_;
  Table<ClientTransaction> clients_;
  Table<ServerTransaction> servers_;
  std::size_t half_open_ = 0;
  std::unordered_map<std::string, std::size_t> half_open_by_source_;
  // A transaction's last report may release the last owner of this table. Declared last: gone before the tables.
  std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace ringback::sip
