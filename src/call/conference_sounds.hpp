#pragma once

#include "base/clip.hpp"

namespace ringback::call {

// What a conference hears when somebody enters or leaves: two short tones, rising or falling. Made once.
SharedClip conference_beep(bool entering);

// What a caller hears that waits for a conference to start: broken chords, softly, for about a minute. Made once.
SharedClip hold_music();

}  // namespace ringback::call
