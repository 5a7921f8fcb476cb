#pragma once

#include <openssl/ssl.h>

#include <memory>

#include "base/result.hpp"
#include "media/sdp/agreement.hpp"

namespace ringback::media {

struct SslDelete {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

// The certificate by which browsers know this process: ECDSA P-256, self-signed, made at its start. SDP carries its
// fingerprint, so nobody need sign it. Shared by all threads, read-only.
class DtlsIdentity {
 public:
  static Result<DtlsIdentity> create();
  SSL_CTX* context() const { return context_.get(); }
  const Fingerprint& fingerprint() const { return fingerprint_; }

 private:
  std::unique_ptr<SSL_CTX, SslDelete> context_;
  Fingerprint fingerprint_;
};

// The digest of a certificate by the hash that a fingerprint names; empty if that hash is unknown or forbidden
// (RFC 8122 section 5.1).
std::string certificate_digest(const X509* certificate, const std::string& algorithm);

}  // namespace ringback::media
