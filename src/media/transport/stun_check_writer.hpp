#pragma once

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// A browser's connectivity checks, for tests.
namespace ringback::media {

struct CheckToWrite {
  std::string username;
  std::string password;
  bool use_candidate = false;
  bool controlled = false;
};

class StunCheckWriter {
 public:
  using Bytes = std::vector<std::uint8_t>;

  static Bytes write(const CheckToWrite& check) {
    StunCheckWriter writer;
    writer.bytes_ = {0, 1, 0, 0, 0x21, 0x12, 0xA4, 0x42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    writer.add(0x0006, Bytes(check.username.begin(), check.username.end()));
    writer.add(0xC057, {0, 1, 0, 10});  // Chromium's network info
    writer.add(check.controlled ? 0x8029 : 0x802A, Bytes(8, 7));
    if (check.use_candidate) writer.add(0x0025, {});
    writer.add(0x0024, {0x6E, 0, 1, 0xFF});
    writer.add_integrity(check.password);
    writer.add_fingerprint();
    return writer.bytes_;
  }

 private:
  void add(unsigned type, const Bytes& value) {
    for (const unsigned half : {type, static_cast<unsigned>(value.size())}) {
      bytes_.push_back(static_cast<std::uint8_t>(half >> 8));
      bytes_.push_back(static_cast<std::uint8_t>(half));
    }
    bytes_.insert(bytes_.end(), value.begin(), value.end());
    while (bytes_.size() % 4 != 0) bytes_.push_back(0);
    set_length(bytes_.size() - 20);
  }
  void set_length(std::size_t length) {
    bytes_[2] = static_cast<std::uint8_t>(length >> 8);
    bytes_[3] = static_cast<std::uint8_t>(length);
  }
  void add_integrity(const std::string& password) {
    const auto size = bytes_.size();
    set_length(size + 24 - 20);
    Bytes mac(20);
    HMAC(EVP_sha1(), password.data(), static_cast<int>(password.size()), bytes_.data(), size, mac.data(), nullptr);
    add(0x0008, mac);
  }
  void add_fingerprint() {
    set_length(bytes_.size() + 8 - 20);
    std::uint32_t crc = 0xFFFFFFFF;
    for (const auto byte : bytes_) {
      crc ^= byte;
      for (int i = 0; i < 8; ++i) crc = crc & 1U ? (crc >> 1) ^ 0xEDB88320U : crc >> 1;
    }
    crc = ~crc ^ 0x5354554EU;
    Bytes value;
    for (const int shift : {24, 16, 8, 0}) value.push_back(static_cast<std::uint8_t>(crc >> shift));
    add(0x8028, value);
  }

  Bytes bytes_;
};

}  // namespace ringback::media
