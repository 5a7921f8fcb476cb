#include "sip_conversation.hpp"

// A trunk that is known by its address.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ringback::sip::Options options;
  options.options_interval = std::chrono::milliseconds(0);
  options.trunks = {{"carrier", {"192.0.2.2"}, ""}};
  options.phones = {{"alice", "secret", "+815031234567"}};
  ringback::sip::converse(options, {reinterpret_cast<const char*>(data), size});
  return 0;
}
