#include <cstdint>
#include <string_view>

#include "ringback/capability_token.hpp"

// The first thing that a stranger's browser sends. The key is that of the seeds, so that claims are reached too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view token(reinterpret_cast<const char*>(data), size);
  ringback::kit::claimed_account(token);
  ringback::kit::verify_capability_token(token, "0123456789abcdef0123456789abcdef", 1'700'000'000);
  return 0;
}
