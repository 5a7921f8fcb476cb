#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "api/path.hpp"
#include "api/router.hpp"

// Whatever the path, a route that is found has as many SIDs as its pattern asks for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ringback::api;
  const auto path = parse_path({reinterpret_cast<const char*>(data), size});
  if (!path) return 0;
  const Match match = find_route(*path);
  if (!match.route) return 0;
  std::size_t expected = 0;
  for (const char c : match.route->pattern) expected += c == '{' ? 1 : 0;
  if (match.sids.size() != expected) std::abort();
  return 0;
}
