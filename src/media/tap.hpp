#pragma once

#include <array>
#include <cstdint>

#include "media/codec.hpp"

namespace ringback::media {

// 20 ms of a session's sound, whatever its codecs: linear, one channel a side, 8 kHz. Block follows block by the clock,
// so that both sides keep their time through loss, hold and changes of the source; silence stands where nothing was.
struct TapBlock {
  static constexpr unsigned rate = 8000;  // samples a second
  static constexpr std::size_t samples = rate / frames_per_second;

  std::array<std::int16_t, samples> heard;  // what the peer says
  std::array<std::int16_t, samples> sent;   // what it is sent: the bridged session, or sound that is made here
  bool came;                                // packets of the peer's: its silence was heard; else there was none
  std::uint32_t lost;                       // blocks that are missing before this one, as the reader was too slow
};

// Takes a session's sound: recorders, speech recognition. Called on the taps' thread, which serves all taps: writing to
// a file is all right, work that takes longer belongs to a thread of its own (there is room for 5 s of sound).
class TapSink {
 public:
  virtual ~TapSink() = default;
  virtual void on_sound(const TapBlock& block) = 0;
  // The last call: the Tap was destroyed, or the session was.
  virtual void on_end() = 0;
};

// Sound flows to the sink from construction (Session::tap) until destruction, and a moment longer: what was heard until
// then still comes. Ends by itself when the session is destroyed. Control thread.
class Tap {
 public:
  virtual ~Tap() = default;
};

}  // namespace ringback::media
