#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace ringback::store {

// Encrypts secrets at rest: AES-256-GCM (NIST SP 800-38D), a fresh 96-bit nonce each time. What is sealed for one
// `place` (table, column, key) does not open at another, so rows can't be swapped. Immutable, any thread.
class Cipher {
 public:
  static constexpr std::size_t key_bytes = 32;
  using Key = std::array<unsigned char, key_bytes>;

  explicit Cipher(const Key& key) : key_(key) {}
  ~Cipher();
  Cipher(const Cipher&) = default;
  Cipher& operator=(const Cipher&) = default;

  // Hex text: nonce, ciphertext, tag.
  std::string seal(std::string_view plain, std::string_view place) const;
  // Fails if key or place is another, or if the text was altered.
  Result<std::string> open(std::string_view sealed, std::string_view place) const;

 private:
  Key key_;
};

// Fails with words that name the file.
Result<Cipher> read_key_file(const std::string& path);
// Makes a new random key, mode 0600; fails if the file is there.
Result<Cipher> make_key_file(const std::string& path);

}  // namespace ringback::store
