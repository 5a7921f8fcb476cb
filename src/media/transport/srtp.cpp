#include "media/transport/srtp.hpp"

#include <srtp2/srtp.h>

namespace ringback::media {
namespace {

bool library_ready() {
  static const bool ready = srtp_init() == srtp_err_status_ok;
  return ready;
}

}  // namespace

void Srtp::Delete::operator()(srtp_ctx_t_* context) const {
  srtp_dealloc(context);
}

Srtp::Context Srtp::make(const SrtpKeys::Master& key, bool inbound) {
  auto master = key;
  srtp_policy_t policy{};
  srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(&policy.rtp);
  srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(&policy.rtcp);
  policy.ssrc.type = inbound ? ssrc_any_inbound : ssrc_any_outbound;
  policy.key = master.data();
  policy.window_size = 128;
  srtp_t made = nullptr;
  return srtp_create(&made, &policy) == srtp_err_status_ok ? Context(made) : nullptr;
}

std::optional<Srtp> Srtp::create(const SrtpKeys::Master& sends, const SrtpKeys::Master& receives) {
  if (!library_ready()) return std::nullopt;
  Srtp srtp;
  srtp.outbound_ = make(sends, false);
  srtp.inbound_ = make(receives, true);
  if (!srtp.outbound_ || !srtp.inbound_) return std::nullopt;
  return srtp;
}

std::size_t Srtp::protect(PacketKind kind, std::span<std::uint8_t> buffer, std::size_t size) {
  if (size + overhead > buffer.size()) return 0;
  int length = static_cast<int>(size);
  const auto status = kind == PacketKind::rtcp ? srtp_protect_rtcp(outbound_.get(), buffer.data(), &length)
                                               : srtp_protect(outbound_.get(), buffer.data(), &length);
  return status == srtp_err_status_ok ? static_cast<std::size_t>(length) : 0;
}

std::span<std::uint8_t> Srtp::unprotect(PacketKind kind, std::span<std::uint8_t> packet) {
  int length = static_cast<int>(packet.size());
  const auto status = kind == PacketKind::rtcp ? srtp_unprotect_rtcp(inbound_.get(), packet.data(), &length)
                                               : srtp_unprotect(inbound_.get(), packet.data(), &length);
  return status == srtp_err_status_ok ? packet.first(static_cast<std::size_t>(length)) : std::span<std::uint8_t>();
}

}  // namespace ringback::media
