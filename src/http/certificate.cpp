#include "http/certificate.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <memory>
#include <system_error>

#include "base/text.hpp"

namespace ringback::http {
namespace {

// Browsers refuse more than 825 days.
constexpr long validity_seconds = 820L * 24 * 3600;
constexpr long renewal_seconds = 30L * 24 * 3600;

template <auto Free>
struct Freeing {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freeing<X509_free>>;
using Bio = std::unique_ptr<BIO, Freeing<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freeing<X509_EXTENSION_free>>;

bool is_address(const std::string& name) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return ::inet_pton(AF_INET, name.c_str(), bytes.data()) == 1 ||
         ::inet_pton(AF_INET6, name.c_str(), bytes.data()) == 1;
}

Certificate read_certificate(const std::string& file) {
  const Bio bio(BIO_new_file(file.c_str(), "r"));
  return Certificate(bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr);
}

Key read_key(const std::string& file) {
  const Bio bio(BIO_new_file(file.c_str(), "r"));
  return Key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr) : nullptr);
}

bool names(X509* certificate, const std::string& name) {
  if (is_address(name)) return X509_check_ip_asc(certificate, name.c_str(), 0) == 1;
  return X509_check_host(certificate, name.c_str(), name.size(), 0, nullptr) == 1;
}

bool still_good(const std::string& certificate_file, const std::string& key_file,
                const std::vector<std::string>& wanted) {
  const Certificate certificate = read_certificate(certificate_file);
  const Key key = read_key(key_file);
  ERR_clear_error();  // of files that aren't there: the next user of OpenSSL on this thread would take it for its own
  if (!certificate || !key || X509_check_private_key(certificate.get(), key.get()) != 1) return false;
  int days = 0;
  int seconds = 0;
  ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate.get()));
  return days * 24L * 3600 + seconds > renewal_seconds &&
         std::all_of(wanted.begin(), wanted.end(), [&](const auto& name) { return names(certificate.get(), name); });
}

// `DNS:localhost,IP:127.0.0.1`, the syntax of OpenSSL's configuration; a name with a comma would add another.
std::string alternative_names(const std::vector<std::string>& wanted) {
  std::string out;
  for (const std::string& name : wanted) {
    if (name.empty() || name.find_first_of(",;\"\r\n") != std::string::npos) continue;
    if (!out.empty()) out += ',';
    out += (is_address(name) ? "IP:" : "DNS:") + name;
  }
  return out;
}

bool add_extension(X509* certificate, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool set_serial(X509* certificate) {
  std::array<unsigned char, 16> bytes{};
  if (RAND_bytes(bytes.data(), bytes.size()) != 1) return false;
  bytes[0] &= 0x7F;  // positive (RFC 5280 section 4.1.2.2)
  BIGNUM* number = BN_bin2bn(bytes.data(), bytes.size(), nullptr);
  const bool done = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
  BN_free(number);
  return done;
}

Certificate make_certificate(EVP_PKEY* key, const std::vector<std::string>& wanted) {
  Certificate made(X509_new());
  X509* certificate = made.get();
  X509_NAME* subject = X509_get_subject_name(certificate);
  const auto* common_name = reinterpret_cast<const unsigned char*>("Ringback");
  const bool done = X509_set_version(certificate, X509_VERSION_3) == 1 && set_serial(certificate) &&
                    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600) &&
                    X509_gmtime_adj(X509_getm_notAfter(certificate), validity_seconds) &&
                    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, common_name, -1, -1, 0) == 1 &&
                    X509_set_issuer_name(certificate, subject) == 1 && X509_set_pubkey(certificate, key) == 1 &&
                    add_extension(certificate, NID_subject_alt_name, alternative_names(wanted)) &&
                    add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
                    add_extension(certificate, NID_key_usage, "critical,digitalSignature") &&
                    add_extension(certificate, NID_ext_key_usage, "serverAuth") &&
                    X509_sign(certificate, key, EVP_sha256()) > 0;
  if (!done) made.reset();
  return made;
}

// By way of a new file that is renamed, so that nobody ever reads half of one.
Result<void> write_file(const std::string& path, BIO* content, mode_t mode) {
  const std::string temporary = path + ".new";
  ::unlink(temporary.c_str());
  const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (descriptor < 0) return Error{0, "can't write " + path + ": " + std::generic_category().message(errno)};
  char* data = nullptr;
  const auto size = BIO_get_mem_data(content, &data);
  const bool written = ::write(descriptor, data, static_cast<std::size_t>(size)) == size && ::fsync(descriptor) == 0;
  ::close(descriptor);
  if (!written || std::rename(temporary.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(temporary.c_str());
    return Error{0, "can't write " + path + ": " + std::generic_category().message(error)};
  }
  return {};
}

Validity validity_of(const X509& certificate) {
  std::tm time{};
  ASN1_TIME_to_tm(X509_get0_notAfter(&certificate), &time);
  return {.not_after = ::timegm(&time)};
}

std::string text_of(const sockaddr* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address->sa_family == AF_INET) {
    ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, text.data(), text.size());
  } else if (address->sa_family == AF_INET6) {
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(address);
    // A link-local address needs a zone, which no URL of a browser has.
    if (!IN6_IS_ADDR_LINKLOCAL(&v6->sin6_addr)) ::inet_ntop(AF_INET6, &v6->sin6_addr, text.data(), text.size());
  }
  return text.data();
}

}  // namespace

Result<void> ensure_certificate(const std::string& certificate_file, const std::string& key_file,
                                const std::vector<std::string>& wanted) {
  if (still_good(certificate_file, key_file, wanted)) return {};
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate = key ? make_certificate(key.get(), wanted) : nullptr;
  const Bio key_text(BIO_new(BIO_s_mem()));
  const Bio certificate_text(BIO_new(BIO_s_mem()));
  if (!certificate || PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
      PEM_write_bio_X509(certificate_text.get(), certificate.get()) != 1) {
    return Error{0, "can't make a certificate for " + alternative_names(wanted)};
  }
  auto written = write_file(key_file, key_text.get(), S_IRUSR | S_IWUSR);
  if (!written) return written;
  return write_file(certificate_file, certificate_text.get(), S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
}

Result<Validity> check_certificate(const std::string& certificate_file, const std::string& key_file) {
  const Certificate certificate = read_certificate(certificate_file);
  const Key key = read_key(key_file);
  const bool matches = certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
  ERR_clear_error();
  if (!certificate) return Error{0, "can't read a PEM certificate from " + certificate_file};
  if (!key) return Error{0, "can't read a PEM private key from " + key_file};
  if (!matches) return Error{0, "the key in " + key_file + " is not that of the certificate in " + certificate_file};
  const auto validity = validity_of(*certificate);
  if (X509_cmp_current_time(X509_get0_notBefore(certificate.get())) > 0) {
    return Error{0, "the certificate in " + certificate_file + " is not valid yet"};
  }
  if (X509_cmp_current_time(X509_get0_notAfter(certificate.get())) < 0) {
    return Error{0, "the certificate in " + certificate_file + " expired on " + rfc2822(validity.not_after)};
  }
  return validity;
}

std::vector<std::string> local_names() {
  std::vector<std::string> out = {"localhost"};
  const auto add = [&out](const std::string& name) {
    if (!name.empty() && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  };
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) == 0 && host[0]) {
    const std::string name = host.data();
    add(name);
    add(name.substr(0, name.find('.')));
    add(name.substr(0, name.find('.')) + ".local");  // multicast DNS (RFC 6762)
  }
  ifaddrs* interfaces = nullptr;
  if (::getifaddrs(&interfaces) == 0) {
    for (const ifaddrs* i = interfaces; i; i = i->ifa_next) {
      if (i->ifa_addr) add(text_of(i->ifa_addr));
    }
    ::freeifaddrs(interfaces);
  }
  return out;
}

}  // namespace ringback::http
