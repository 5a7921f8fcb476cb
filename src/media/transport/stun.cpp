#include "media/transport/stun.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>

#include "base/text.hpp"
#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

constexpr std::size_t header_size = 20;
constexpr std::size_t integrity_size = 20;
constexpr std::uint32_t magic_cookie = 0x2112A442;
constexpr std::uint32_t fingerprint_mask = 0x5354554E;

enum Type : std::uint16_t { binding_request = 0x0001, binding_success = 0x0101 };
enum AttributeType : std::uint16_t {
  username = 0x0006,
  message_integrity = 0x0008,
  xor_mapped_address = 0x0020,
  priority = 0x0024,
  use_candidate = 0x0025,
  fingerprint = 0x8028,
};

struct Attribute {
  std::uint16_t type;
  std::size_t at;  // of its header
  std::span<const std::uint8_t> value;
};

// The attribute at `at`, which moves on to the next. Nothing at the end, or if it is cut.
std::optional<Attribute> next_attribute(std::span<const std::uint8_t> message, std::size_t& at) {
  if (message.size() < at + 4) return std::nullopt;
  const std::size_t size = read16(&message[at + 2]);
  const std::size_t padded = (size + 3) & ~std::size_t{3};
  if (message.size() < at + 4 + padded) return std::nullopt;
  const Attribute attribute{read16(&message[at]), at, message.subspan(at + 4, size)};
  at += 4 + padded;
  return attribute;
}

std::optional<Attribute> find(std::span<const std::uint8_t> message, std::uint16_t type) {
  std::size_t at = header_size;
  while (const auto attribute = next_attribute(message, at)) {
    if (attribute->type == type) return attribute;
  }
  return std::nullopt;
}

// CRC-32 of ISO HDLC, bit by bit: checks are few and short.
std::uint32_t crc32(std::span<const std::uint8_t> bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const auto byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1U ? 0xEDB88320U : 0);
  }
  return ~crc;
}

// Of everything before the attribute at `at`, with a header length that ends after it (RFC 8489 section 14.5).
std::array<std::uint8_t, integrity_size> integrity(std::span<const std::uint8_t> message, std::size_t at,
                                                   std::string_view password) {
  std::array<std::uint8_t, 1500> copy{};
  std::copy_n(message.begin(), at, copy.begin());
  write16(&copy[2], static_cast<std::uint16_t>(at + 4 + integrity_size - header_size));
  std::array<std::uint8_t, integrity_size> mac{};
  HMAC(EVP_sha1(), password.data(), static_cast<int>(password.size()), copy.data(), at, mac.data(), nullptr);
  return mac;
}

bool whole(std::span<const std::uint8_t> message) {
  if (message.size() < header_size || message.size() > 1500 || read32(&message[4]) != magic_cookie) return false;
  const std::size_t size = read16(&message[2]);
  return size % 4 == 0 && message.size() == header_size + size;
}

bool fingerprint_is_good(std::span<const std::uint8_t> message) {
  const auto found = find(message, fingerprint);
  if (!found || found->value.size() != 4 || found->at + 8 != message.size()) return false;
  return read32(found->value.data()) == (crc32(message.first(found->at)) ^ fingerprint_mask);
}

// Appends attributes to a message and keeps its length right.
class Writer {
 public:
  Writer(std::span<std::uint8_t> to, const StunTransaction& transaction) : to_(to) {
    write16(&to_[0], binding_success);
    write32(&to_[4], magic_cookie);
    std::copy(transaction.begin(), transaction.end(), to_.begin() + 8);
  }
  std::span<std::uint8_t> add(std::uint16_t type, std::size_t size) {
    write16(&to_[size_], type);
    write16(&to_[size_ + 2], static_cast<std::uint16_t>(size));
    const auto value = to_.subspan(size_ + 4, size);
    size_ += 4 + size;
    write16(&to_[2], static_cast<std::uint16_t>(size_ - header_size));
    return value;
  }
  std::size_t size() const { return size_; }
  std::span<const std::uint8_t> message() const { return to_.first(size_); }

 private:
  std::span<std::uint8_t> to_;
  std::size_t size_ = header_size;
};

// Family, port and address, hidden from meddling NATs by the cookie and the transaction (RFC 8489 section 14.2).
void add_mapped_address(Writer& writer, const StunTransaction& transaction, const Address& peer) {
  const auto ip = peer.ip_bytes();
  const auto value = writer.add(xor_mapped_address, 4 + ip.size());
  std::array<std::uint8_t, 16> mask{};
  write32(mask.data(), magic_cookie);
  std::copy(transaction.begin(), transaction.end(), mask.begin() + 4);
  value[0] = 0;
  value[1] = peer.is_v6() ? 2 : 1;
  write16(&value[2], peer.port() ^ (magic_cookie >> 16));
  for (std::size_t i = 0; i < ip.size(); ++i) value[4 + i] = static_cast<std::uint8_t>(ip[i]) ^ mask[i];
}

}  // namespace

std::optional<StunCheck> parse_check(std::span<const std::uint8_t> datagram) {
  if (!whole(datagram) || read16(datagram.data()) != binding_request || !fingerprint_is_good(datagram)) return {};
  const auto name = find(datagram, username);
  const auto mac = find(datagram, message_integrity);
  // What follows the integrity isn't covered by it, and doesn't count.
  if (!name || !mac || mac->value.size() != integrity_size || name->at > mac->at) return {};
  StunCheck check;
  std::copy_n(datagram.begin() + 8, check.transaction.size(), check.transaction.begin());
  check.username = {reinterpret_cast<const char*>(name->value.data()), name->value.size()};
  const auto nomination = find(datagram, use_candidate);
  check.use_candidate = nomination && nomination->at < mac->at;
  return check;
}

bool authenticated(std::span<const std::uint8_t> datagram, std::string_view password) {
  const auto mac = find(datagram, message_integrity);
  if (!mac || mac->value.size() != integrity_size) return false;
  const auto expected = integrity(datagram, mac->at, password);
  return equal_constant_time({reinterpret_cast<const char*>(expected.data()), expected.size()},
                             {reinterpret_cast<const char*>(mac->value.data()), mac->value.size()});
}

std::size_t write_success(const StunTransaction& transaction, const Address& peer, std::string_view password,
                          std::span<std::uint8_t> to) {
  Writer writer(to, transaction);
  add_mapped_address(writer, transaction, peer);
  const auto mac = integrity(writer.message(), writer.size(), password);
  std::copy(mac.begin(), mac.end(), writer.add(message_integrity, integrity_size).begin());
  const auto at = writer.size();
  const auto value = writer.add(fingerprint, 4);  // the length counts it already
  write32(value.data(), crc32(writer.message().first(at)) ^ fingerprint_mask);
  return writer.size();
}

}  // namespace ringback::media
