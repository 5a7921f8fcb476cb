#include <cstdint>
#include <cstdlib>

#include "sip/message.hpp"
#include "sip/uri.hpp"
#include "sip/via.hpp"

// A message that could be read can be written, and is then read as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ringback::sip;
  const auto message = parse_message({reinterpret_cast<const char*>(data), size});
  if (!message) return 0;
  for (const auto* name : {"Via", "Contact", "Route", "Diversion"}) {
    for (const auto element : message->list(name)) {
      if (const auto address = parse_name_address(element)) (void)to_string(address->uri);
      (void)parse_via(element);
    }
  }
  if (defect(*message)) return 0;
  // Long names for compact ones and a Content-Length of our own may take a message over the limits of what is read.
  const auto written = message->serialise();
  if (written.size() > Limits{}.message_bytes || message->headers.size() >= Limits{}.headers) return 0;
  const auto again = parse_message(written);
  if (!again || again->body != message->body || again->value("Call-ID") != message->value("Call-ID")) std::abort();
  Message stamped = *message;
  stamp_source(stamped, {"192.0.2.1", 5060});
  if (!top_via(stamped)) std::abort();
  return 0;
}
