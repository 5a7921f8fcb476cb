#pragma once

#include "store/voice_urls.hpp"

namespace ringback::store::table {

// The columns that numbers and applications share.
template <class Visit>
void voice_url_columns(VoiceUrls& urls, Visit& visit) {
  visit("voice_url", urls.voice_url);
  visit("voice_method", urls.voice_method);
  visit("voice_fallback_url", urls.voice_fallback_url);
  visit("voice_fallback_method", urls.voice_fallback_method);
  visit("status_callback", urls.status_callback);
  visit("status_callback_method", urls.status_callback_method);
}

}  // namespace ringback::store::table
