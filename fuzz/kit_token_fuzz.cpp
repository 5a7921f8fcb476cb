#include <cstdint>
#include <string_view>

#include "ringback/access_token.hpp"
#include "ringback/capability_token.hpp"

// The first thing that a stranger's browser sends. The keys are those of the seeds, so that claims are reached too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ringback::kit;
  const std::string_view token(reinterpret_cast<const char*>(data), size);
  static const ApiKey key{"AC00000000000000000000000000000001", "SK00000000000000000000000000000002",
                          "example-api-key-secret"};
  claimed_issuer(token);
  verify_capability_token(token, "0123456789abcdef0123456789abcdef", 1'700'000'000);
  verify_access_token(token, key, 1'700'000'000);
  return 0;
}
