#pragma once

#include <memory>
#include <optional>

#include "base/interruptible.hpp"
#include "call/call.hpp"
#include "twiml/script.hpp"

namespace ringback::twiml {

// Scripts on one call, one after the other: the first, then whichever a live update puts in its place. Watches the call
// while it runs: a hang-up ends the running verb, a live update does too. Control thread.
class ScriptRun final : private call::Call::Observer {
 public:
  ScriptRun(Services& services, call::Call& call, Script::Start start);
  ~ScriptRun() override;
  ScriptRun(const ScriptRun&) = delete;
  ScriptRun& operator=(const ScriptRun&) = delete;

  // Resumes when nothing more is to be run; requests that are due then wait with the call (Call::say_goodbyes). Must
  // not be cancelled: see `cancel`.
  Task<void> run();
  // As if the caller had hung up.
  void cancel();

 private:
  void on_over() override { cancel(); }
  bool on_redirect(const call::Instructions& instructions) override;
  Task<void> run_script(Script::Start start);
  void interrupt();

  Services& services_;
  call::Call& call_;
  std::optional<Script::Start> next_;
  Script* script_ = nullptr;              // that runs
  std::optional<Interruptible> running_;  // one a script
  bool cancelled_ = false;
};

// How a script begins that follows these instructions.
Script::Start start_of(const call::Instructions& instructions);

}  // namespace ringback::twiml
