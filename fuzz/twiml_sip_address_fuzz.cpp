#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "twiml/sip_address.hpp"

// Whatever a document says, nothing that it names breaks a line of the INVITE.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto address = ringback::twiml::parse_sip_address({reinterpret_cast<const char*>(data), size});
  const auto breaks = [](std::string_view text) { return text.find_first_of("\r\n") != std::string_view::npos; };
  if (breaks(address.uri)) std::abort();
  for (const auto& [name, value] : address.headers) {
    if (breaks(name) || breaks(value)) std::abort();
  }
  return 0;
}
