#pragma once

#include <chrono>
#include <functional>

#include "base/deadlines.hpp"
#include "store/engine.hpp"
#include "store/failure.hpp"

namespace ringback::store {

// One thread's session with the database. Work that finds the database gone waits for it for a while and is then done,
// or fails with words; work that comes later fails at once until the database is back.
class Connection {
 public:
  using Connect = std::function<Result<Session>()>;
  // Waits for so long, or less if the thread is to end: false then.
  using Pause = std::function<bool(std::chrono::milliseconds)>;

  // `patience`: how long work waits for a database that went away.
  Connection(Session session, Connect connect, std::chrono::milliseconds patience);
  ~Connection();
  Connection(Connection&&) noexcept;

  // Does `work`, again if the database went away meanwhile: a commit of which no answer came may be done twice.
  Failure attempt(const std::function<void(soci::session&)>& work, const Pause& pause);

 private:
  bool lost() const;
  bool restore(const Pause& pause);
  bool renew();

  Session session_;
  Connect connect_;
  std::chrono::milliseconds patience_;
  std::string reason_;  // why there is no session
  TimePoint lost_since_{};
  TimePoint next_attempt_{};
};

}  // namespace ringback::store
