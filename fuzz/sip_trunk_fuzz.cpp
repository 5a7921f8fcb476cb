#include "sip_conversation.hpp"

// A trunk that we register with, that challenges and is challenged, and one to fail over to.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ringback::sip::Options options;
  options.options_interval = std::chrono::milliseconds(0);
  options.trunks = {{.name = "registered",
                     .addresses = {},
                     .proxy = "192.0.2.2",
                     .user = "us",
                     .password = "secret",
                     .registers = true,
                     .caller_id_in = "P-Asserted-Identity"},
                    {.name = "reserve",
                     .addresses = {"192.0.2.2"},
                     .proxy = "192.0.2.2:5062",
                     .inbound_user = "them",
                     .inbound_password = "theirs",
                     .priority = 2}};
  ringback::sip::converse(options, {reinterpret_cast<const char*>(data), size});
  return 0;
}
