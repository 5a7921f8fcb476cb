#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "api/authentication.hpp"
#include "base/text.hpp"

// Credentials that are read are read again from what they encode to.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ringback;
  const auto read = api::parse_basic({reinterpret_cast<const char*>(data), size});
  if (!read) return 0;
  const auto again = api::parse_basic("Basic " + base64_encode(read->user + ':' + read->password));
  if (!again || again->user != read->user || again->password != read->password) std::abort();
  return 0;
}
