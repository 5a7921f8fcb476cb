#include "http/websocket_connection.hpp"

#include <boost/asio/post.hpp>
#include <chrono>
#include <utility>

namespace ringback::http {

using namespace std::chrono_literals;

namespace {

// Close codes of RFC 6455 section 7.4.1.
constexpr std::uint16_t going_away = 1001;
constexpr std::uint16_t policy_violation = 1008;

// A close frame's payload is at most 125 bytes, two of them the code (RFC 6455 section 5.5).
constexpr std::size_t max_reason = 123;

// How long a coroutine waits before it looks again; only a bound on one timer.
constexpr auto long_time = 1h;

}  // namespace

// The control thread's end. It holds no connection: the HTTP thread alone may destroy one.
class WebSocketConnection::Handle final : public WebSocket {
 public:
  Handle(std::shared_ptr<Core> core, std::weak_ptr<WebSocketConnection> connection, std::string remote_address)
      : core_(std::move(core)), connection_(std::move(connection)), remote_address_(std::move(remote_address)) {}

  void send_text(std::string text) override {
    asio::post(core_->io, [connection = connection_, text = std::move(text)]() mutable {
      if (const auto self = connection.lock()) self->send(std::move(text));
    });
  }
  void close(std::uint16_t code, std::string reason) override {
    asio::post(core_->io, [connection = connection_, code, reason = std::move(reason)]() mutable {
      if (const auto self = connection.lock()) self->close(code, std::move(reason));
    });
  }
  const std::string& remote_address() const override { return remote_address_; }

 private:
  std::shared_ptr<Core> core_;
  std::weak_ptr<WebSocketConnection> connection_;
  std::string remote_address_;
};

std::size_t WebSocketConnection::cost(const Frame& frame) {
  return frame.text.size() + sizeof(Frame);
}

void WebSocketConnection::send(std::string text) {
  if (closing_ || over_) return;
  queue_.push_back({std::move(text), {}});
  queued_bytes_ += cost(queue_.back());
  if (queued_bytes_ > core_.options.max_queued_bytes) {
    abort();
  } else {
    queue_changed_.notify();
  }
}

void WebSocketConnection::close(std::uint16_t code, std::string reason) {
  if (closing_ || over_) return;
  closing_ = true;
  reason.resize(std::min(reason.size(), max_reason));
  queue_.push_back({std::move(reason), code});
  queued_bytes_ += cost(queue_.back());
  queue_changed_.notify();
}

void WebSocketConnection::finish() {
  close(going_away, "the server is shutting down");
}

void WebSocketConnection::abort() {
  cut();
  over();
}

Task<std::optional<WebSocketConnection::Frame>> WebSocketConnection::next_frame() {
  while (queue_.empty() && !over_)
    co_await queue_changed_.wait_until(core_.deadlines, core_.deadlines.now() + long_time);
  if (over_) co_return std::nullopt;
  Frame frame = std::move(queue_.front());
  queue_.pop_front();
  co_return frame;
}

void WebSocketConnection::sent(const Frame& frame) {
  queued_bytes_ -= cost(frame);
}

void WebSocketConnection::over() {
  if (std::exchange(over_, true)) return;
  asio::post(core_.control, [audience = audience_] {
    const auto listener = std::exchange(audience->listener, nullptr);
    if (listener) listener->on_close();
  });
  queue_changed_.notify();
  handled_.notify();
}

// Runs `action` on the control thread, then wakes the reader.
template <class Action>
void WebSocketConnection::post_to_control(Action action) {
  asio::post(core_.control,
             [core = core_.shared_from_this(), self = weak_from_this(), action = std::move(action)]() mutable {
               action(*core);
               asio::post(core->io, [self = std::move(self)] {
                 if (const auto connection = self.lock()) connection->handled_.notify();
               });
             });
}

Task<void> WebSocketConnection::handled() {
  bool notified = false;
  while (!notified) notified = co_await handled_.wait_until(core_.deadlines, core_.deadlines.now() + long_time);
}

Task<void> WebSocketConnection::open(Request request, const WebSocketHandler& handler) {
  auto handle = std::make_shared<Handle>(core_.shared_from_this(), weak_from_this(), request.remote_address);
  post_to_control(
      [audience = audience_, &handler, handle = std::move(handle), request = std::move(request)](const Core& core) {
        if (core.stopping) return;
        audience->listener = handler(handle, request);
        if (!audience->listener) handle->close(policy_violation, "");
      });
  co_await handled();
}

Task<void> WebSocketConnection::deliver(std::string text) {
  post_to_control([audience = audience_, text = std::move(text)](const Core&) mutable {
    // A copy: the listener may be let go of by what it does.
    if (const auto listener = audience->listener) listener->on_text(std::move(text));
  });
  co_await handled();
}

}  // namespace ringback::http
