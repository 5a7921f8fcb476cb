#include "sip/keyed_hash.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "base/text.hpp"

namespace ringback::sip {

std::string keyed_hash(std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
       text.size(), out.data(), &size);
  return to_hex({reinterpret_cast<const char*>(out.data()), size});
}

}  // namespace ringback::sip
