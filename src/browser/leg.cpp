#include "browser/leg.hpp"

#include <chrono>

#include "base/log.hpp"
#include "base/sid.hpp"
#include "browser/frame.hpp"
#include "browser/hangup_error.hpp"
#include "browser/services.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {
namespace {

using std::chrono::seconds;

// The SDK asks for an ICE restart within 8 s of a loss and gives up about 30 s later. Beyond that nothing will come:
// 1.6 and 1.7 of the old SDK would keep the call open for ever, and 1.7.7 asks for a restart every 3 s meanwhile.
constexpr seconds restart_limit{15};

// Whether the description belongs to the ICE session of that user fragment (RFC 8839 section 5.4): SDP stays opaque
// here, so the line is looked for and nothing is parsed.
bool same_connection(std::string_view sdp, const std::string& ufrag) {
  const std::string line = "a=ice-ufrag:" + ufrag;
  const auto at = sdp.find(line);
  if (ufrag.empty() || at == std::string_view::npos) return false;
  const auto end = at + line.size();
  return end == sdp.size() || sdp[end] == '\r' || sdp[end] == '\n';
}

}  // namespace

Leg::Leg(Parts parts, Socket& socket)
    : services_(std::move(parts.services)),
      client_(std::move(parts.client)),
      call_sid_(std::move(parts.call_sid)),
      reconnect_token_(random_hex(16)),
      session_(std::move(parts.session)),
      digits_(services_->parts.deadlines, [this](char digit) { hear(digit); }) {
  session_->set_listener(this);
  bind(socket);
}

Leg::~Leg() {
  finish();
}

void Leg::set_listener(call::Leg::Listener* listener) {
  listener_ = listener;
  if (listener_ == nullptr || !gone_) return;
  turn_ = services_->parts.deadlines.after({}, [this] { listener_->on_gone(*this, *gone_, 0); });
}

void Leg::hangup(call::Cause cause) {
  if (state_ == State::over) return;
  say_goodbye(cause);
  finish();
}

bool Leg::resumes_with(std::string_view token) const {
  return equal_constant_time(token, reconnect_token_);
}

void Leg::on_browser_hangup(std::string_view reason) {
  if (!reason.empty()) log::info("browser hung up", {{"call_sid", call_sid_}, {"reason", reason.substr(0, 200)}});
  end(rings() ? call::Cause::busy : dials() ? call::Cause::cancelled : call::Cause::hangup);
}

void Leg::on_browser_reinvite(std::string_view sdp) {
  if (state_ != State::up) return;
  const auto answer = session_->answer(sdp);
  if (!answer) {
    log::warn("ICE restart failed", {{"call_sid", call_sid_}, {"error", answer.error().message}});
    return;
  }
  send_answer(*answer);
}

void Leg::on_browser_resume(Socket& socket, std::string_view sdp) {
  if (same_connection(sdp, session_->remote_ufrag())) {
    bind(socket);
    return send_answer({});
  }
  const auto answer = session_->answer(sdp);
  if (!answer) return socket.send(frame::hangup(call_sid_, {31400, answer.error().message}));
  log::info("call taken over by another connection", {{"call_sid", call_sid_}});
  if (socket_ != nullptr && socket_ != &socket) socket_->send(frame::cancel(call_sid_));
  media_limit_.reset();
  bind(socket);
  const bool was_ringing = state_ == State::ringing;
  state_ = State::up;
  send_answer(*answer);
  if (was_ringing && listener_ != nullptr) listener_->on_answered(*this);
}

void Leg::bind(Socket& socket) {
  if (socket_ == &socket) return;
  if (socket_ != nullptr) socket_->disown(*this);
  services_->directory.release(client_, *this);
  hold_.reset();
  socket_ = &socket;
  resumes_ = socket.sdk().resumes;
  hold_time_ = socket.sdk().hold;
  socket.own(*this);
}

void Leg::on_socket_lost() {
  socket_ = nullptr;
  if (state_ == State::ringing) return on_socket_lost_unanswered();
  if (media_limit_.pending()) return end(call::Cause::media_lost);
  services_->directory.hold(client_, *this);
  hold();
}

void Leg::hold() {
  if (hold_.pending()) return;
  hold_ = services_->parts.deadlines.after(
      hold_time_, [this] { end(state_ == State::up ? call::Cause::media_lost : call::Cause::no_answer); });
}

void Leg::keep() {
  if (state_ == State::up && !resumes_) hold_.reset();
}

bool Leg::send(const call::UserMessage& message) {
  if (!socket_) return false;
  socket_->send(frame::message(call_sid_, message));
  return true;
}

void Leg::send(const std::string& frame) {
  if (socket_ != nullptr) return socket_->send(frame);
  for (Socket* socket : services_->directory.sockets(client_)) socket->send(frame);
}

// The SDKs don't filter `answer` by CallSid: only the browser that has the call may get it.
void Leg::send_answer(std::string_view sdp) {
  if (socket_ != nullptr) socket_->send_answer(*this, frame::answer({call_sid_, sdp, reconnect_token_}));
}

void Leg::later(std::function<void()> action) {
  turn_ = services_->parts.deadlines.after({}, std::move(action));
}

void Leg::end(call::Cause cause) {
  if (state_ == State::over) return;
  finish();
  if (listener_ != nullptr) return listener_->on_gone(*this, cause, 0);
  gone_ = cause;
}

void Leg::finish() {
  if (state_ == State::over) return;
  state_ = State::over;
  session_->set_listener(nullptr);
  digits_.clear();
  turn_.reset();
  hold_.reset();
  media_limit_.reset();
  services_->directory.release(client_, *this);
  if (socket_ != nullptr) std::exchange(socket_, nullptr)->disown(*this);
}

// Of a `dtmf` message: nothing of it has gone through RTP.
void Leg::hear(char digit) {
  if (state_ == State::up) session_->pass_digit(digit);
  on_digit(digit);
}

void Leg::on_digit(char digit) {
  if (state_ == State::up && listener_ != nullptr) listener_->on_digit(*this, digit);
}

// Without signalling nobody can tell more: this is how a hang-up shows that was made while the socket was down.
void Leg::on_peer_lost() {
  if (socket_ == nullptr) return end(call::Cause::media_lost);
  media_limit_ = services_->parts.deadlines.after(restart_limit, [this] {
    send(frame::hangup(call_sid_));
    end(call::Cause::media_lost);
  });
}

}  // namespace ringback::browser
