#include "api/resource/voice_urls.hpp"

#include <array>

namespace ringback::api::resource {
namespace {

struct Field {
  std::string_view name;
  Result<void> (*read)(Form&, std::string_view, std::string&);
  std::string store::VoiceUrls::* member;
};

constexpr std::array<Field, 6> fields = {{
    {"VoiceUrl", read_url, &store::VoiceUrls::voice_url},
    {"VoiceMethod", read_method, &store::VoiceUrls::voice_method},
    {"VoiceFallbackUrl", read_url, &store::VoiceUrls::voice_fallback_url},
    {"VoiceFallbackMethod", read_method, &store::VoiceUrls::voice_fallback_method},
    {"StatusCallback", read_url, &store::VoiceUrls::status_callback},
    {"StatusCallbackMethod", read_method, &store::VoiceUrls::status_callback_method},
}};

}  // namespace

Result<void> read_voice_urls(Form& form, store::VoiceUrls& urls) {
  for (const Field& field : fields) {
    if (auto read = field.read(form, field.name, urls.*field.member); !read) return read;
  }
  return {};
}

}  // namespace ringback::api::resource
