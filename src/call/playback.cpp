#include "call/playback.hpp"

#include "call/leg.hpp"

namespace ringback::call {
namespace {

// Beyond the clip's own length, for the sound to begin at all: then the routine goes on, whatever was heard.
constexpr std::chrono::seconds allowance{60};

}  // namespace

Playback::Playback(Call& call, SharedClip clip, int times)
    : longest_(clip->duration() * times + allowance),
      playback_(call.leg()->session().play(std::move(clip), times, *this)) {}

Task<void> Playback::finished(Deadlines& deadlines) {
  co_await over_.wait_until(deadlines, deadlines.now() + longest_);
}

}  // namespace ringback::call
