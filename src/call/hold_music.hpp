#pragma once

#include "base/clip.hpp"

namespace ringback::call {

// Sixteen quiet seconds of broken chords that lead into each other, to be played over and over to who waits. Made by
// the first call, a few milliseconds of work; the same clip every time.
SharedClip hold_music();

}  // namespace ringback::call
