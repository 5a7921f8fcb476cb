#include "base/sid.hpp"

#include <sys/random.h>

#include <array>
#include <cstdlib>

namespace ringback {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

void fill_random(unsigned char* data, std::size_t size) {
  while (size > 0) {
    const auto got = getrandom(data, size, 0);
    // Without randomness no identifier and no key is safe to give out.
    if (got <= 0) std::abort();
    data += got;
    size -= static_cast<std::size_t>(got);
  }
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace

std::string random_hex(std::size_t bytes) {
  std::string raw(bytes, '\0');
  fill_random(reinterpret_cast<unsigned char*>(raw.data()), raw.size());
  std::string out;
  out.reserve(bytes * 2);
  for (const unsigned char c : raw) {
    out += hex_digits[c >> 4];
    out += hex_digits[c & 15];
  }
  return out;
}

std::string make_sid(std::string_view prefix) {
  return std::string(prefix) + random_hex(16);
}

bool is_sid(std::string_view text, std::string_view prefix) {
  if (text.size() != prefix.size() + 32 || !text.starts_with(prefix)) return false;
  for (const char c : text.substr(prefix.size())) {
    if (!is_hex(c)) return false;
  }
  return true;
}

std::string random_uuid() {
  std::string hex = random_hex(16);
  hex[12] = '4';
  hex[16] = hex_digits[8 + (static_cast<unsigned>(hex[16]) & 3U)];
  return hex.substr(0, 8) + '-' + hex.substr(8, 4) + '-' + hex.substr(12, 4) + '-' + hex.substr(16, 4) + '-' +
         hex.substr(20);
}

}  // namespace ringback
