#pragma once

#include <memory>

#include "base/clip.hpp"
#include "media/tap.hpp"

namespace ringback::media {

// A session's place in a mix, from construction to destruction: it hears all others there, and they hear it. Goes back
// to silence afterwards. What the session plays meanwhile takes it out of the mix. Ends by itself when the session is
// destroyed. Must not outlive its Mix.
class Seat {
 public:
  class Listener {
   public:
    virtual ~Listener() = default;
    // Begins or ceases to speak: ceased is who has been silent for a second. On the control thread, never from inside a
    // call of the Seat.
    virtual void on_speech(bool speaks) = 0;
  };
  virtual ~Seat() = default;
  // Heard by nobody.
  virtual void set_muted(bool muted) = 0;
  // Heard by that one alone, which is in the same mix; none: by all again.
  virtual void coach(const Seat* coached) = 0;
};

// Sound that is played into a mix.
class Announcement {
 public:
  virtual ~Announcement() = default;
};

// What several sessions say, added up: each hears all but itself. Control thread; see docs/conference.md.
class Mix {
 public:
  virtual ~Mix() = default;
  // `listener` outlives the Seat; may be none.
  [[nodiscard]] virtual std::unique_ptr<Seat> seat(class Session& session, bool muted, Seat::Listener* listener) = 0;
  // All hear that, once, beside the speakers.
  virtual void play(SharedClip clip) = 0;
  // The same so many times, to all or to one who sits in the mix: until its end, or its destruction.
  [[nodiscard]] virtual std::unique_ptr<Announcement> announce(SharedClip clip, int times, const Seat* only) = 0;
  // What is said and played to all goes to `sink`, in two channels: what `first` says, and all the rest. Who coaches is
  // in neither.
  [[nodiscard]] virtual std::unique_ptr<Tap> tap(std::shared_ptr<TapSink> sink, const class Session& first) = 0;
};

}  // namespace ringback::media
