#include "sip/response_size.hpp"

#include <array>

namespace ringback::sip {
namespace {

// The least useful first.
constexpr std::array optional_headers = {"Server", "User-Agent", "Warning",    "Supported",
                                         "Allow",  "Accept",     "Retry-After"};

}  // namespace

bool fit_into(Message& response, std::size_t max_bytes) {
  const auto fits = [&] { return response.serialise().size() <= max_bytes; };
  if (fits()) return true;
  for (const auto* name : optional_headers) {
    if (!response.find(name)) continue;
    response.remove(name);
    if (fits()) return true;
  }
  response.reason.clear();
  return fits();
}

}  // namespace ringback::sip
