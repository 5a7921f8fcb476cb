#include <cstddef>
#include <cstdint>
#include <string_view>

#include "twiml/document.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)ringback::twiml::parse_document({reinterpret_cast<const char*>(data), size}, "text/xml");
  return 0;
}
