#include <array>
#include <cstdint>
#include <cstdlib>

#include "media/transport/stun.hpp"

// A check that can be read can be answered, and our answer bears our own integrity.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ringback::media;
  const std::span bytes(data, size);
  (void)authenticated(bytes.first(std::min<std::size_t>(size, 1500)), "password");
  const auto check = parse_check(bytes);
  if (!check) return 0;
  std::array<std::uint8_t, max_stun_response> answer{};
  const auto length = write_success(check->transaction, *Address::parse("2001:db8::1", 9), "password", answer);
  if (!authenticated(std::span(answer).first(length), "password")) std::abort();
  return 0;
}
