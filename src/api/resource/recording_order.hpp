#pragma once

#include "api/form.hpp"
#include "call/recording.hpp"

namespace ringback::api::resource::recordings {

// RecordingChannels, RecordingTrack, Trim, RecordingStatusCallback with its method and events: of a recording that a
// request starts. 20422, 21402, 21403.
Result<call::RecordingOrder> read_recording_order(Form& form, std::string source, std::string_view trim);

}  // namespace ringback::api::resource::recordings
