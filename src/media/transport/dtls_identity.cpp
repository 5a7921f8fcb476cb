#include "media/transport/dtls_identity.hpp"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <array>

namespace ringback::media {
namespace {

struct KeyDelete {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct CertificateDelete {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyDelete>;
using Certificate = std::unique_ptr<X509, CertificateDelete>;

constexpr long lifetime_seconds = 10L * 365 * 24 * 3600;
constexpr long day_seconds = 24L * 3600;

Certificate self_signed(EVP_PKEY* key) {
  Certificate certificate(X509_new());
  if (!certificate) return nullptr;
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -day_seconds);  // clocks of peers may be behind
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), lifetime_seconds);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  const auto* common_name = reinterpret_cast<const unsigned char*>("ringback");
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common_name, -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  return X509_sign(certificate.get(), key, EVP_sha256()) > 0 ? std::move(certificate) : nullptr;
}

// The chain is of no interest: the peer's certificate is compared with its SDP's fingerprint after the handshake.
int accept_any(int, X509_STORE_CTX*) {
  return 1;
}

}  // namespace

Result<DtlsIdentity> DtlsIdentity::create() {
  DtlsIdentity identity;
  const Key key(EVP_EC_gen("P-256"));
  const auto certificate = key ? self_signed(key.get()) : nullptr;
  identity.context_.reset(SSL_CTX_new(DTLS_method()));
  auto* context = identity.context_.get();
  const bool made = certificate && context && SSL_CTX_use_certificate(context, certificate.get()) == 1 &&
                    SSL_CTX_use_PrivateKey(context, key.get()) == 1 &&
                    SSL_CTX_set_min_proto_version(context, DTLS1_2_VERSION) == 1 &&
                    SSL_CTX_set_tlsext_use_srtp(context, "SRTP_AES128_CM_SHA1_80") == 0;  // 0 is success here
  if (!made) return Error{0, "DTLS: no certificate could be made"};
  SSL_CTX_set_options(context, SSL_OP_NO_QUERY_MTU | SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, accept_any);
  identity.fingerprint_ = {"sha-256", certificate_digest(certificate.get(), "sha-256")};
  return identity;
}

std::string certificate_digest(const X509* certificate, const std::string& algorithm) {
  const EVP_MD* hash = algorithm == "sha-256"   ? EVP_sha256()
                       : algorithm == "sha-384" ? EVP_sha384()
                       : algorithm == "sha-512" ? EVP_sha512()
                                                : nullptr;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (!certificate || !hash || X509_digest(certificate, hash, digest.data(), &size) != 1) return {};
  return {reinterpret_cast<const char*>(digest.data()), size};
}

}  // namespace ringback::media
