#pragma once

#include <memory>

#include "base/deadlines.hpp"
#include "call/call.hpp"
#include "media/session.hpp"

namespace ringback::call {

// Sound that a call hears, from construction to its end or destruction: a routine that is cancelled while it waits
// stops the sound at once. The call has a leg. Control thread.
class Playback final : private media::Playback::Listener {
 public:
  Playback(Call& call, SharedClip clip, int times);

  // Resumes when the last of it has been sent.
  Task<void> finished(Deadlines& deadlines);

 private:
  void on_played() override { over_.notify(); }

  const Duration longest_;
  Wakeup over_;
  std::unique_ptr<media::Playback> playback_;  // last: it tells this
};

}  // namespace ringback::call
