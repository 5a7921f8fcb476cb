#include "twiml/script_run.hpp"

#include <utility>

namespace ringback::twiml {

ScriptRun::ScriptRun(Services& services, call::Call& call, Script::Start start)
    : services_(services), call_(call), next_(std::move(start)) {
  call_.set_observer(this);
}

ScriptRun::~ScriptRun() {
  if (call_.observer() == this) call_.set_observer(nullptr);
}

Task<void> ScriptRun::run() {
  while (next_ && !cancelled_ && !call_.over()) {
    auto start = *std::exchange(next_, std::nullopt);
    co_await run_script(std::move(start));
    if (!next_ || call_.over()) break;
    // What the document that gives way has started must not go on beside the new one.
    if (call_.leg()) call_.leg()->session().play(media::Tone::silence);
    co_await call_.say_goodbyes();
  }
}

Task<void> ScriptRun::run_script(Script::Start start) {
  Script script(services_, call_, std::move(start));
  script_ = &script;
  running_.emplace();
  co_await running_->run(script.run());
  running_.reset();
  script_ = nullptr;
}

void ScriptRun::interrupt() {
  if (running_) running_->interrupt();
}

void ScriptRun::cancel() {
  cancelled_ = true;
  interrupt();
}

bool ScriptRun::on_redirect(const call::Instructions& instructions) {
  if (instructions.url.empty() && instructions.twiml.empty()) {
    if (script_) script_->set_fallback(instructions.fallback_url, instructions.fallback_method);
    return true;
  }
  next_ = start_of(instructions);
  interrupt();
  return true;
}

Script::Start start_of(const call::Instructions& instructions) {
  return {.request = {.url = instructions.url, .method = instructions.method, .parameters = instructions.parameters},
          .twiml = instructions.twiml,
          .fallback_url = instructions.fallback_url,
          .fallback_method = instructions.fallback_method};
}

}  // namespace ringback::twiml
