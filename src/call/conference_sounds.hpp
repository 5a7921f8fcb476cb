#pragma once

#include "base/clip.hpp"

namespace ringback::call {

// What a conference hears when somebody enters or leaves: two short tones, rising or falling. Made once.
SharedClip conference_beep(bool entering);

}  // namespace ringback::call
