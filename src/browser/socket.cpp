#include "browser/socket.hpp"

#include <algorithm>
#include <chrono>

#include "base/log.hpp"
#include "browser/frame.hpp"
#include "browser/leg.hpp"
#include "browser/message.hpp"
#include "browser/received.hpp"
#include "browser/services.hpp"

namespace ringback::browser {
namespace {

using std::chrono::seconds;

// The browser closes a socket on which it heard nothing for 15 s, and echoes each beat at once.
constexpr seconds heartbeat_period{5};
constexpr seconds silence_limit{20};
constexpr seconds listen_limit{10};

// WebSocket close codes (RFC 6455 section 7.4.1).
constexpr std::uint16_t going_away = 1001;
constexpr std::uint16_t policy_violation = 1008;

}  // namespace

Socket::Socket(std::shared_ptr<Services> services, std::shared_ptr<http::WebSocket> web_socket, std::string host)
    : services_(std::move(services)),
      web_socket_(std::move(web_socket)),
      host_(std::move(host)),
      last_frame_(services_->parts.deadlines.now()),
      registration_(*services_, *this) {
  services_->directory.opened(*this);
  beat_ = services_->parts.deadlines.after(heartbeat_period, [this] { beat(); });
  expect_token_within(listen_limit);
}

Socket::~Socket() {
  services_->directory.closed(*this);
  for (Leg* leg : legs_) leg->forget_socket();
}

std::shared_ptr<Socket> accept_socket(const std::shared_ptr<Services>& services,
                                      std::shared_ptr<http::WebSocket> web_socket, std::string host) {
  auto socket = std::make_shared<Socket>(services, std::move(web_socket), std::move(host));
  if (services->closing) socket->close(service_restart, "server stops");
  return socket;
}

void Socket::beat() {
  auto& deadlines = services_->parts.deadlines;
  if (deadlines.now() - last_frame_ >= silence_limit) return close(going_away, "no heartbeat");
  beat_ = deadlines.after(heartbeat_period, [this] { beat(); });
  send(std::string(frame::heartbeat));
}

void Socket::expect_token_within(Duration time) {
  token_deadline_ = services_->parts.deadlines.after(time, [this] {
    if (registration_.grant() == nullptr) close(policy_violation, "no token");
  });
}

void Socket::on_text(std::string text) {
  if (!open()) return;
  last_frame_ = services_->parts.deadlines.now();
  if (text == frame::heartbeat) return;
  if (!paused_) return take(text);
  if (waiting_.size() >= services_->options.max_queued_frames) return close(policy_violation, "too many frames");
  waiting_.push_back(std::move(text));
}

void Socket::proceed() {
  paused_ = false;
  while (open() && !paused_ && !waiting_.empty()) {
    const std::string text = std::move(waiting_.front());
    waiting_.pop_front();
    take(text);
  }
}

void Socket::take(std::string_view text) {
  const auto message = parse_message(text);
  if (message && dispatch(*this, *message)) return;
  log::warn("malformed frame of a browser",
            {{"type", message ? message->type.substr(0, 32) : ""}, {"bytes", text.size()}});
  if (++malformed_ > services_->options.max_malformed_frames) close(policy_violation, "malformed frames");
}

void Socket::send(std::string frame) {
  if (open()) web_socket_->send_text(std::move(frame));
}

void Socket::close(std::uint16_t code, std::string reason) {
  if (!open()) return;
  web_socket_->close(code, std::move(reason));
  lost();
}

void Socket::on_close() {
  if (open()) lost();
}

void Socket::lost() {
  const auto self = shared_from_this();
  web_socket_.reset();
  beat_.reset();
  token_deadline_.reset();
  waiting_.clear();
  kept_answers_.clear();
  registration_.leave();
  while (!legs_.empty()) {
    Leg* leg = legs_.back();
    legs_.pop_back();
    leg->on_socket_lost();
  }
}

void Socket::disown(Leg& leg) {
  std::erase(legs_, &leg);
  std::erase_if(kept_answers_, [&](const auto& kept) { return kept.first == &leg; });
  release_answers();
}

Leg* Socket::find(std::string_view sid) {
  const auto named = [&](const Leg* leg) { return leg->named(sid); };
  const auto own = std::find_if(legs_.begin(), legs_.end(), named);
  if (own != legs_.end()) return *own;
  if (registration_.grant() == nullptr) return nullptr;
  const auto held = services_->directory.held(registration_.grant()->client);
  const auto found = std::find_if(held.begin(), held.end(), named);
  if (found == held.end()) return nullptr;
  (*found)->bind(*this);
  return *found;
}

bool Socket::rings() const {
  return std::any_of(legs_.begin(), legs_.end(), [](const Leg* leg) { return leg->rings(); });
}

Leg* Socket::dialling() const {
  const auto found = std::find_if(legs_.begin(), legs_.end(), [](const Leg* leg) { return leg->dials(); });
  return found == legs_.end() ? nullptr : *found;
}

void Socket::send_answer(const Leg& leg, std::string frame) {
  const Leg* waiting = dialling();
  if (waiting == nullptr || waiting == &leg) return send(std::move(frame));
  std::erase_if(kept_answers_, [&](const auto& kept) { return kept.first == &leg; });
  kept_answers_.emplace_back(&leg, std::move(frame));
}

void Socket::release_answers() {
  if (dialling() != nullptr) return;
  for (auto& [leg, frame] : std::exchange(kept_answers_, {})) send(std::move(frame));
}

}  // namespace ringback::browser
