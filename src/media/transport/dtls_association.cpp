#include "media/transport/dtls_association.hpp"

#include <openssl/err.h>

#include <algorithm>

namespace ringback::media {
namespace {

// Fits every path that carries IPv6, with room for tunnels (RFC 8261 and WebRTC stacks use the same).
constexpr long mtu = 1200;

}  // namespace

// OpenSSL 3.0 has no memory BIO that keeps datagrams apart, hence this one: at most one datagram waits to be read.
struct DtlsAssociation::Bio {
  std::span<const std::uint8_t> incoming;
  Datagrams outgoing;

  static Bio& of(BIO* bio) { return *static_cast<Bio*>(BIO_get_data(bio)); }

  static int write(BIO* bio, const char* data, int size) {
    of(bio).outgoing.emplace_back(data, data + size);
    return size;
  }

  static int read(BIO* bio, char* data, int size) {
    BIO_clear_retry_flags(bio);
    auto& incoming = of(bio).incoming;
    if (incoming.empty()) {
      BIO_set_retry_read(bio);
      return -1;
    }
    const auto taken = std::min(incoming.size(), static_cast<std::size_t>(size));
    std::copy_n(incoming.begin(), taken, data);
    incoming = {};  // what a datagram has too much is lost, as with a socket
    return static_cast<int>(taken);
  }

  static long control(BIO*, int command, long, void*) {
    switch (command) {
      case BIO_CTRL_FLUSH:
        return 1;
      case BIO_CTRL_DGRAM_QUERY_MTU:
      case BIO_CTRL_DGRAM_GET_FALLBACK_MTU:
        return mtu;
      default:
        return 0;
    }
  }

  static int create(BIO* bio) {
    BIO_set_init(bio, 1);
    return 1;
  }

  static const BIO_METHOD* method() {
    static const BIO_METHOD* const made = [] {
      BIO_METHOD* method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "datagrams");
      BIO_meth_set_write(method, write);
      BIO_meth_set_read(method, read);
      BIO_meth_set_ctrl(method, control);
      BIO_meth_set_create(method, create);
      return method;
    }();
    return made;
  }
};

DtlsAssociation::DtlsAssociation(const DtlsIdentity& identity, Fingerprint peer, Role role)
    : peer_(std::move(peer)), bio_(std::make_unique<Bio>()), ssl_(SSL_new(identity.context())) {
  BIO* bio = BIO_new(Bio::method());
  if (!ssl_ || !bio) {
    BIO_free(bio);
    state_ = State::closed;
    return;
  }
  BIO_set_data(bio, bio_.get());
  SSL_set_bio(ssl_.get(), bio, bio);
  SSL_set_mtu(ssl_.get(), mtu);
  role == Role::server ? SSL_set_accept_state(ssl_.get()) : SSL_set_connect_state(ssl_.get());
}

DtlsAssociation::~DtlsAssociation() = default;

void DtlsAssociation::receive(std::span<const std::uint8_t> datagram) {
  if (state_ == State::closed) return;
  bio_->incoming = datagram;
  proceed();
  bio_->incoming = {};
}

void DtlsAssociation::proceed() {
  ERR_clear_error();
  int result = state_ == State::handshaking ? SSL_do_handshake(ssl_.get()) : 1;
  if (result == 1 && state_ == State::handshaking) {
    state_ = peer_is_expected() && export_keys() ? State::connected : State::closed;
  }
  // No data is expected inside DTLS; reading finds the peer's goodbye and answers its repeated last flight.
  std::array<char, 256> unused{};
  while (result > 0 && state_ == State::connected) result = SSL_read(ssl_.get(), unused.data(), unused.size());
  if (result > 0) return;
  const int error = SSL_get_error(ssl_.get(), result);
  if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) state_ = State::closed;
}

void DtlsAssociation::on_timer() {
  if (state_ != State::handshaking) return;
  ERR_clear_error();
  if (DTLSv1_handle_timeout(ssl_.get()) < 0) state_ = State::closed;
}

void DtlsAssociation::close() {
  if (state_ != State::connected) return;
  ERR_clear_error();
  SSL_shutdown(ssl_.get());
  state_ = State::closed;
}

DtlsAssociation::Datagrams DtlsAssociation::take_outgoing() {
  return std::exchange(bio_->outgoing, {});
}

bool DtlsAssociation::peer_is_expected() const {
  const auto digest = certificate_digest(SSL_get0_peer_certificate(ssl_.get()), peer_.algorithm);
  return !digest.empty() && digest == peer_.digest;
}

// RFC 5764 section 4.2: both keys, then both salts, the client's first.
std::optional<SrtpKeys> DtlsAssociation::export_keys() const {
  constexpr std::string_view label = "EXTRACTOR-dtls_srtp";
  constexpr auto key = SrtpKeys::key_size;
  constexpr auto salt = SrtpKeys::salt_size;
  std::array<std::uint8_t, 2 * (key + salt)> material{};
  if (!SSL_get_selected_srtp_profile(ssl_.get())) return std::nullopt;
  if (SSL_export_keying_material(ssl_.get(), material.data(), material.size(), label.data(), label.size(), nullptr, 0,
                                 0) != 1) {
    return std::nullopt;
  }
  SrtpKeys keys;
  std::copy_n(&material[0], key, keys.client.begin());
  std::copy_n(&material[key], key, keys.server.begin());
  std::copy_n(&material[2 * key], salt, keys.client.begin() + key);
  std::copy_n(&material[2 * key + salt], salt, keys.server.begin() + key);
  return keys;
}

}  // namespace ringback::media
