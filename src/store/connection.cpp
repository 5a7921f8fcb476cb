#include "store/connection.hpp"

#include <soci/soci.h>

#include "base/log.hpp"

namespace ringback::store {
namespace {

using namespace std::chrono_literals;

constexpr auto between_attempts = 100ms;
// Of those that come once the patience is over: a host that drops packets takes seconds to say nothing.
constexpr auto between_late_attempts = 1s;
// Work that ends every session that it is given must not be tried for ever.
constexpr int max_sessions = 3;

// The one place where the engine's exceptions become values.
Failure run(const std::function<void(soci::session&)>& work, soci::session& sql) {
  try {
    work(sql);
    return std::nullopt;
  } catch (const std::exception& exception) {
    return Error{20500, "store: " + words_of(exception)};
  }
}

}  // namespace

Connection::Connection(Session session, Connect connect, std::chrono::milliseconds patience)
    : session_(std::move(session)), connect_(std::move(connect)), patience_(patience) {}
Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;

Failure Connection::attempt(const std::function<void(soci::session&)>& work, const Pause& pause) {
  Failure failure;
  for (int sessions = 0; sessions < max_sessions; ++sessions) {
    if (!session_ && !restore(pause)) return Error{20500, "store: the database is not there: " + reason_};
    failure = run(work, *session_);
    if (!failure || !lost()) return failure;
    log::warn("the connection to the store's database is lost", {{"reason", failure->message}});
    session_.reset();
    lost_since_ = monotonic_now();
    next_attempt_ = lost_since_;
  }
  return failure;
}

// Asks the database, so that a failure which is the statement's own costs a moment, and one of the network no more.
bool Connection::lost() const {
  return !session_->is_connected();
}

bool Connection::restore(const Pause& pause) {
  while (monotonic_now() >= next_attempt_) {
    if (renew()) return true;
    const bool late = monotonic_now() - lost_since_ >= patience_;
    if (late || !pause(between_attempts)) next_attempt_ = monotonic_now() + between_late_attempts;
  }
  return false;
}

bool Connection::renew() {
  auto session = connect_();
  if (!session) {
    reason_ = session.error().message;
    return false;
  }
  session_ = std::move(*session);
  log::info("the store's database is back", {});
  return true;
}

}  // namespace ringback::store
