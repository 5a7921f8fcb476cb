#pragma once

#include <string>

namespace ringback::store {

// A URL that answers and how it is asked. Shared by numbers and applications.
struct VoiceUrls {
  std::string voice_url;
  std::string voice_method = "POST";
  std::string voice_fallback_url;
  std::string voice_fallback_method = "POST";
  std::string status_callback;
  std::string status_callback_method = "POST";
};

}  // namespace ringback::store
