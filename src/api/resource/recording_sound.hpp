#pragma once

#include "api/context.hpp"
#include "store/recordings.hpp"

namespace ringback::api::resource::recordings {

// The file of a recording in the form that the path and `RequestedChannels` ask for; made on a worker if it isn't there
// yet. 20404 if it has none, 16113 if both channels are asked for of one.
Task<Result<Answer>> sound_of(Context& context, store::Recording row);

// Its file and all forms of it.
Task<void> remove_sound(Context& context, store::Recording row);

}  // namespace ringback::api::resource::recordings
