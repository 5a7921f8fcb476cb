#pragma once

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "browser/registration.hpp"
#include "browser/sdk_line.hpp"
#include "http/server.hpp"

namespace ringback::browser {

class Leg;
struct Message;

// IANA's registry of close codes: service restart. The SDKs come back without an error event.
inline constexpr std::uint16_t service_restart = 1012;

// One browser's WebSocket: heartbeat, the order of frames, and the legs that are signalled over it. The legs are owned
// by their calls.
class Socket final : public http::WebSocket::Listener, public std::enable_shared_from_this<Socket> {
 public:
  Socket(std::shared_ptr<Services> services, std::shared_ptr<http::WebSocket> web_socket, std::string host);
  ~Socket() override;

  void on_text(std::string text) override;
  void on_close() override;

  bool open() const { return web_socket_ != nullptr; }
  void send(std::string frame);
  void close(std::uint16_t code, std::string reason);
  // Frames that come while paused wait, in order, for `proceed`.
  void pause() { paused_ = true; }
  void proceed();
  // Closes the socket if it has no good token by then.
  void expect_token_within(Duration time);

  Services& services() { return *services_; }
  const std::shared_ptr<Services>& shared_services() const { return services_; }
  Registration& registration() { return registration_; }
  // What the last `listen` said of the SDK.
  void set_sdk(SdkLine sdk) { sdk_ = sdk; }
  const SdkLine& sdk() const { return sdk_; }
  // The Host header under which the browser found us.
  const std::string& host() const { return host_; }

  void own(Leg& leg) { legs_.push_back(&leg); }
  void disown(Leg& leg);
  const std::vector<Leg*>& legs() const { return legs_; }
  // The leg that a browser means by a CallSid or its own temporary id: one of this socket's, else one of this client's
  // that has lost its socket; nullptr if there is none.
  Leg* find(std::string_view sid);
  // An incoming call rings here.
  bool rings() const;
  // The outgoing call that has no answer yet. The SDKs make one at a time.
  Leg* dialling() const;
  // Sends an `answer`, once no other outgoing call of this socket could take it for its own: the SDKs don't look at
  // its CallSid. One that waits gives way to a later one of the same leg.
  void send_answer(const Leg& leg, std::string frame);
  void release_answers();

 private:
  void beat();
  void take(std::string_view text);
  void lost();

  const std::shared_ptr<Services> services_;
  std::shared_ptr<http::WebSocket> web_socket_;
  const std::string host_;
  TimePoint last_frame_;
  Deadlines::Timer beat_;
  Deadlines::Timer token_deadline_;
  bool paused_ = false;
  std::deque<std::string> waiting_;
  std::size_t malformed_ = 0;
  SdkLine sdk_;
  std::vector<Leg*> legs_;
  std::vector<std::pair<const Leg*, std::string>> kept_answers_;
  Registration registration_;
};

std::shared_ptr<Socket> accept_socket(const std::shared_ptr<Services>& services,
                                      std::shared_ptr<http::WebSocket> web_socket, std::string host);

}  // namespace ringback::browser
