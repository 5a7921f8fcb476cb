#include <cstdint>
#include <cstdlib>

#include "kit/capability_scope.hpp"

// What a right says must survive being written again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ringback::kit;
  const auto read = decode_scope(std::string_view(reinterpret_cast<const char*>(data), size));
  const auto again = decode_scope(encode_scope(read));
  if (again.identity() != read.identity() || again.outgoing_application_sid != read.outgoing_application_sid ||
      again.application_parameters != read.application_parameters) {
    std::abort();
  }
  return 0;
}
