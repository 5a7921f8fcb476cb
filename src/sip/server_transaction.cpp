#include "sip/server_transaction.hpp"

#include <algorithm>

#include "sip/timers.hpp"

namespace ringback::sip {
namespace {

class InviteServer final : public ServerTransaction {
 public:
  explicit InviteServer(Setup setup) : ServerTransaction(std::move(setup)) {}

  void receive(const Message& request) override {
    if (request.is("ACK")) {
      confirm();
    } else if (!last_.empty() && (state_ == State::proceeding || state_ == State::completed)) {
      send(last_);
    }
  }

  void respond(const Message& response) override {
    if (state_ != State::proceeding) return;
    const std::string bytes = response.serialise();
    send(bytes);
    if (response.status >= 200) report_answered();
    if (response.status < 300 && response.status >= 200) {
      state_ = State::accepted;
      end_ = after(transaction_timeout, [this] { terminate(); });
      return;
    }
    last_ = bytes;
    if (response.status < 200) return;
    state_ = State::completed;
    if (!reliable()) arm(t1);
    end_ = after(transaction_timeout, [this] { terminate(); });
  }

 private:
  void arm(Duration interval) {
    retransmission_ = after(interval, [this, interval] {
      send(last_);
      arm(std::min<Duration>(2 * interval, t2));
    });
  }

  void confirm() {
    if (state_ != State::completed) return;
    state_ = State::confirmed;
    retransmission_.reset();
    terminate_after(t4);
  }
};

class NonInviteServer final : public ServerTransaction {
 public:
  explicit NonInviteServer(Setup setup) : ServerTransaction(std::move(setup)) {}

  void receive(const Message&) override {
    if (!last_.empty()) send(last_);
  }

  void respond(const Message& response) override {
    if (state_ != State::proceeding) return;
    last_ = response.serialise();
    send(last_);
    if (response.status < 200) return;
    report_answered();
    state_ = State::completed;
    terminate_after(transaction_timeout);
  }
};

}  // namespace

std::shared_ptr<ServerTransaction> ServerTransaction::start(Setup setup) {
  if (setup.request.method == "INVITE") return std::make_shared<InviteServer>(std::move(setup));
  return std::make_shared<NonInviteServer>(std::move(setup));
}

void ServerTransaction::report_answered() {
  if (const auto on_answered = std::exchange(setup_.on_answered, nullptr)) on_answered();
}

void ServerTransaction::terminate() {
  if (state_ == State::terminated) return;
  state_ = State::terminated;
  report_answered();
  retransmission_.reset();
  end_.reset();
  if (const auto on_terminated = std::exchange(setup_.on_terminated, nullptr)) on_terminated();
}

void ServerTransaction::terminate_after(Duration delay) {
  if (reliable()) return terminate();
  end_ = after(delay, [this] { terminate(); });
}

Deadlines::Timer ServerTransaction::after(Duration delay, std::function<void()> action) {
  return setup_.deadlines.after(delay, [weak = weak_from_this(), action = std::move(action)] {
    if (const auto self = weak.lock()) action();
  });
}

}  // namespace ringback::sip
