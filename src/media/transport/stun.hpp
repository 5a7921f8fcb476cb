#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "media/transport/address.hpp"

// STUN (RFC 8489) as far as ICE's connectivity checks use it.
namespace ringback::media {

using StunTransaction = std::array<std::uint8_t, 12>;

// A Binding request. Views point into the datagram.
struct StunCheck {
  StunTransaction transaction{};
  std::string_view username;  // `<our ufrag>:<the peer's>`
  bool use_candidate = false;

  std::string_view local_ufrag() const { return username.substr(0, username.find(':')); }
};

// Nothing if it isn't a well-formed Binding request with USERNAME, MESSAGE-INTEGRITY and a good FINGERPRINT.
std::optional<StunCheck> parse_check(std::span<const std::uint8_t> datagram);

// Whether the MESSAGE-INTEGRITY of a parsed request was made with `password`.
bool authenticated(std::span<const std::uint8_t> datagram, std::string_view password);

inline constexpr std::size_t max_stun_response = 128;
// A success response that tells the peer its own address. Returns the size.
std::size_t write_success(const StunTransaction& transaction, const Address& peer, std::string_view password,
                          std::span<std::uint8_t> to);

}  // namespace ringback::media
