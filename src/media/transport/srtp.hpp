#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "media/transport/rtp_packet.hpp"

struct srtp_ctx_t_;

namespace ringback::media {

// Master keys of AES128_CM_SHA1_80, each followed by its salt.
struct SrtpKeys {
  static constexpr std::size_t key_size = 16;
  static constexpr std::size_t salt_size = 14;
  using Master = std::array<std::uint8_t, key_size + salt_size>;
  Master client{};
  Master server{};
};

// SRTP and SRTCP (RFC 3711) of one peer, both directions. The one place that knows libsrtp2.
class Srtp {
 public:
  // What `sends` and `receives` protect; nothing if the library refuses.
  static std::optional<Srtp> create(const SrtpKeys::Master& sends, const SrtpKeys::Master& receives);

  // Protects the first `size` bytes of `buffer` in place; it needs `overhead` more. The new size, or 0.
  static constexpr std::size_t overhead = 16;
  std::size_t protect(PacketKind kind, std::span<std::uint8_t> buffer, std::size_t size);
  // Checks and decrypts in place. Empty if the packet is forged, replayed or cut.
  std::span<std::uint8_t> unprotect(PacketKind kind, std::span<std::uint8_t> packet);

 private:
  struct Delete {
    void operator()(srtp_ctx_t_* context) const;
  };
  using Context = std::unique_ptr<srtp_ctx_t_, Delete>;
  static Context make(const SrtpKeys::Master& key, bool inbound);

  Context outbound_;
  Context inbound_;
};

}  // namespace ringback::media
