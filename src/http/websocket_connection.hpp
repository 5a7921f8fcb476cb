#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "base/deadlines.hpp"
#include "http/core.hpp"

namespace ringback::http {

// What a WebSocket needs whatever stream it runs on: the queue of frames to send, and the way to its listener on the
// control thread. One message at a time is given to the control thread, so a peer that floods fills its own TCP window
// and nothing of ours. Lives on the HTTP thread; two coroutines, reader and writer, own it.
class WebSocketConnection : public Connection, public std::enable_shared_from_this<WebSocketConnection> {
 public:
  using Connection::Connection;

  void send(std::string text);
  void close(std::uint16_t code, std::string reason);
  void finish() override;
  void abort() override;

 protected:
  struct Frame {
    std::string text;                   // or the reason of the close
    std::optional<std::uint16_t> code;  // of a close frame
  };

  // The next frame to send, or nothing once the connection is over.
  Task<std::optional<Frame>> next_frame();
  void sent(const Frame& frame);

  // These return when the control thread is done with the request or message.
  Task<void> open(Request request, const WebSocketHandler& handler);
  Task<void> deliver(std::string text);
  // No frame is sent or delivered any more.
  void over();

  // Closes the socket; pending operations end.
  virtual void cut() = 0;

 private:
  class Handle;
  // Touched on the control thread alone.
  struct Audience {
    std::shared_ptr<WebSocket::Listener> listener;
  };

  template <class Action>
  void post_to_control(Action action);
  Task<void> handled();
  static std::size_t cost(const Frame& frame);

  std::shared_ptr<Audience> audience_ = std::make_shared<Audience>();
  std::deque<Frame> queue_;
  std::size_t queued_bytes_ = 0;
  bool closing_ = false;
  bool over_ = false;
  Wakeup queue_changed_;
  Wakeup handled_;
};

}  // namespace ringback::http
