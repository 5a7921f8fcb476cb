#include <cstdint>
#include <cstdlib>

#include "sip/digest_client.hpp"

// What could be read is written so that it is read as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ringback::sip;
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto credentials = parse_credentials(text)) {
    (void)digest_response(*credentials, "secret", "INVITE");
    (void)parse_credentials(to_string(*credentials));
  }
  if (const auto challenge = parse_challenge(text)) {
    Message response;
    response.status = 401;
    response.add("WWW-Authenticate", text);
    Message request;
    request.method = "REGISTER";
    request.request_uri = "sip:x";
    DigestClient client({"user", "secret"});
    if (!client.take_challenge(request, response)) std::abort();
    client.authorise(request);
    if (!parse_credentials(request.value("Authorization"))) std::abort();
  }
  if (const auto nonce = parse_next_nonce(text); nonce && nonce->empty()) std::abort();
  return 0;
}
