#include "sip/client_transaction.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "sip/timers.hpp"
#include "sip/via.hpp"

namespace ringback::sip {
namespace {

class InviteClient final : public ClientTransaction {
 public:
  explicit InviteClient(Setup setup) : ClientTransaction(std::move(setup)) {}

  void receive(const Message& response) override {
    if (response.status < 200) {
      provisional(response);
    } else if (response.status < 300) {
      success(response);
    } else {
      failure(response);
    }
  }

 private:
  Duration next_interval(Duration interval) const override { return 2 * interval; }

  void provisional(const Message& response) {
    if (state_ != State::calling && state_ != State::proceeding) return;
    if (state_ == State::calling) {
      state_ = State::proceeding;
      retransmission_.reset();
      end_.reset();
    }
    report(response);
  }

  // RFC 6026 section 8.4: each 2xx goes up, for another branch of a fork may answer too.
  void success(const Message& response) {
    if (state_ == State::completed) return;
    if (state_ != State::accepted) {
      state_ = State::accepted;
      retransmission_.reset();
      end_ = after(transaction_timeout, [this] { terminate(); });
    }
    report(response);
  }

  void failure(const Message& response) {
    if (state_ == State::accepted) return;
    if (state_ == State::completed) {
      send(ack_);
      return;
    }
    state_ = State::completed;
    retransmission_.reset();
    ack_ = make_failure_ack(setup_.request, response).serialise();
    send(ack_);
    const auto self = shared_from_this();
    report(response);
    if (state_ == State::completed) terminate_after(timer_d);
  }

  std::string ack_;
};

class NonInviteClient final : public ClientTransaction {
 public:
  explicit NonInviteClient(Setup setup) : ClientTransaction(std::move(setup)) {}

  void receive(const Message& response) override {
    if (state_ == State::completed) return;
    const auto self = shared_from_this();
    const bool final = response.status >= 200;
    state_ = final ? State::completed : State::proceeding;
    if (final) {
      retransmission_.reset();
      end_.reset();
    }
    report(response);
    if (state_ == State::completed) terminate_after(t4);
  }

 private:
  Duration next_interval(Duration interval) const override {
    return state_ == State::proceeding ? Duration(t2) : std::min<Duration>(2 * interval, t2);
  }
};

}  // namespace

std::shared_ptr<ClientTransaction> ClientTransaction::start(Setup setup) {
  std::shared_ptr<ClientTransaction> transaction;
  if (setup.request.method == "INVITE") {
    transaction = std::make_shared<InviteClient>(std::move(setup));
  } else {
    transaction = std::make_shared<NonInviteClient>(std::move(setup));
  }
  transaction->begin();
  return transaction;
}

void ClientTransaction::begin() {
  // First, for a transport that fails at once reports to a transaction that is ready.
  end_ = after(transaction_timeout, [this] { time_out(); });
  if (!reliable()) arm(t1);
  send(bytes_);
}

void ClientTransaction::arm(Duration interval) {
  retransmission_ = after(interval, [this, interval] {
    send(bytes_);
    arm(next_interval(interval));
  });
}

void ClientTransaction::terminate_after(Duration delay) {
  if (reliable()) return terminate();
  end_ = after(delay, [this] { terminate(); });
}

void ClientTransaction::unreachable() {
  if (state_ != State::calling) return;
  const auto self = shared_from_this();
  if (std::exchange(setup_.may_fall_back, false)) {
    setup_.to.transport = Protocol::udp;
    set_via_protocol(setup_.request, Protocol::udp);
    bytes_ = setup_.request.serialise();
    return begin();
  }
  report(make_response(setup_.request, 503));
  terminate();
}

void ClientTransaction::report(const Message& response) {
  // Copied: the callback may terminate this transaction, and with it the original.
  if (const auto on_response = setup_.on_response) on_response(response);
}

void ClientTransaction::time_out() {
  const auto self = shared_from_this();
  retransmission_.reset();
  report(make_response(setup_.request, 408));
  terminate();
}

void ClientTransaction::terminate() {
  if (state_ == State::terminated) return;
  state_ = State::terminated;
  retransmission_.reset();
  end_.reset();
  setup_.on_response = nullptr;
  if (const auto on_terminated = std::exchange(setup_.on_terminated, nullptr)) on_terminated();
}

Deadlines::Timer ClientTransaction::after(Duration delay, std::function<void()> action) {
  return setup_.deadlines.after(delay, [weak = weak_from_this(), action = std::move(action)] {
    if (const auto self = weak.lock()) action();
  });
}

Message make_failure_ack(const Message& invite, const Message& response) {
  Message ack;
  ack.method = "ACK";
  ack.request_uri = invite.request_uri;
  ack.add("Via", invite.value("Via"));
  ack.add("Max-Forwards", "70");
  ack.add("From", invite.value("From"));
  ack.add("To", response.value("To"));
  ack.add("Call-ID", invite.value("Call-ID"));
  const auto sequence = cseq(invite);
  ack.add("CSeq", std::to_string(sequence ? sequence->number : 0) + " ACK");
  for (const Header& header : invite.headers) {
    if (iequals(header.name, "Route")) ack.headers.push_back(header);
  }
  return ack;
}

}  // namespace ringback::sip
