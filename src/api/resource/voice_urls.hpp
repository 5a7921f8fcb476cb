#pragma once

#include "api/form.hpp"
#include "store/voice_urls.hpp"

namespace ringback::api::resource {

// The parameters VoiceUrl … StatusCallbackMethod, as numbers and applications have them.
Result<void> read_voice_urls(Form& form, store::VoiceUrls& urls);

}  // namespace ringback::api::resource
