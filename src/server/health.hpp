#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/deadlines.hpp"
#include "http/server.hpp"

namespace ringback::server {

// Whether this server may be sent calls: what load balancers and orchestrators ask. Control thread; outlives the HTTP
// servers that it is mounted on.
class Health {
 public:
  enum class Phase { starting, serving, draining };
  // Resumes with nothing, or with why the server can't do its work. Given up after `patience`.
  using Check = std::function<Task<std::string>()>;
  static constexpr std::chrono::seconds patience{2};
  // Answers are remembered for so long: however often strangers ask, the store is asked once.
  static constexpr std::chrono::seconds memory{1};

  Health(Deadlines& deadlines, Executor control) : deadlines_(deadlines), control_(std::move(control)) {}

  void set(Phase phase) { phase_ = phase; }
  Phase phase() const { return phase_; }
  // `name` begins the reason if `check` finds one.
  void add(std::string name, Check check) { checks_.push_back({std::move(name), std::move(check)}); }

  // `/healthz`: 200 as long as the process answers. `/readyz`: 200, or 503 with the reason.
  void mount(http::Server& server);
  // Empty if ready.
  Task<std::string> reason();

 private:
  struct Named {
    std::string name;
    Check check;
  };
  Task<void> answer(http::Respond respond);
  Task<std::string> ask(Named named);
  Task<std::string> ask_all();

  Deadlines& deadlines_;
  Executor control_;
  Phase phase_ = Phase::starting;
  std::vector<Named> checks_;
  std::string remembered_;
  TimePoint remembered_until_{};
};

}  // namespace ringback::server
