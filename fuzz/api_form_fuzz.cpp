#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "api/date_filter.hpp"
#include "api/form.hpp"
#include "api/page_token.hpp"
#include "base/utf8.hpp"

// The first byte chooses a parser of parameters; the rest is what a client sent.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ringback;
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
  switch (data[0] % 4) {
    case 0: {
      http::Request request;
      request.method = "POST";
      request.body = text;
      auto form = api::read_form(request);
      std::string url;
      if (form) static_cast<void>(api::read_url(*form, "VoiceUrl", url));
      break;
    }
    case 1: {
      const auto date = api::parse_date(text);
      if (date && date->until <= date->from) std::abort();
      break;
    }
    case 2:
      // Nobody can sign without the key.
      if (api::read_page_token(text, "key", "list")) std::abort();
      break;
    default: {
      const std::string repaired = repair_utf8(text);
      if (repair_utf8(repaired) != repaired) std::abort();
      break;
    }
  }
  return 0;
}
