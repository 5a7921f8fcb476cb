#include "http/certificate.hpp"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <algorithm>
#include <memory>
#include <sstream>

#include "http/temporary_folder.hpp"

namespace ringback::http {
namespace {

struct CertificateTest : testing::Test {
  using X509Pointer = std::unique_ptr<X509, decltype(&X509_free)>;

  void ensure(const std::vector<std::string>& names) {
    const auto made = ensure_certificate(certificate_file, key_file, names);
    ASSERT_TRUE(made) << made.error().message;
  }
  std::string text() const {
    std::stringstream out;
    out << std::ifstream(certificate_file).rdbuf();
    return out.str();
  }
  X509Pointer certificate() const {
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_file(certificate_file.c_str(), "r"), BIO_free);
    return {PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), X509_free};
  }

  TemporaryFolder folder;
  std::string certificate_file = folder.path("cert.pem");
  std::string key_file = folder.path("key.pem");
};

TEST_F(CertificateTest, NamesHostsAndAddresses) {
  ensure({"localhost", "box.example", "127.0.0.1", "::1"});
  const auto made = certificate();
  ASSERT_TRUE(made);
  EXPECT_EQ(X509_check_host(made.get(), "box.example", 0, 0, nullptr), 1);
  EXPECT_EQ(X509_check_ip_asc(made.get(), "127.0.0.1", 0), 1);
  EXPECT_EQ(X509_check_ip_asc(made.get(), "::1", 0), 1);
  EXPECT_EQ(X509_check_host(made.get(), "other.example", 0, 0, nullptr), 0);
  EXPECT_EQ(EVP_PKEY_get_base_id(X509_get0_pubkey(made.get())), EVP_PKEY_EC);
}

TEST_F(CertificateTest, IsValidNowAndNoLongerThanBrowsersTake) {
  ensure({"localhost"});
  const auto made = certificate();
  int days = 0;
  int seconds = 0;
  ASN1_TIME_diff(&days, &seconds, X509_get0_notBefore(made.get()), X509_get0_notAfter(made.get()));
  EXPECT_LE(days, 825);
  EXPECT_EQ(X509_cmp_current_time(X509_get0_notBefore(made.get())), -1);
}

TEST_F(CertificateTest, TheKeyIsItsOwnersAlone) {
  ensure({"localhost"});
  struct stat status{};
  ASSERT_EQ(::stat(key_file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(CertificateTest, IsKeptWhileItNamesAll) {
  ensure({"localhost", "127.0.0.1"});
  const std::string first = text();
  ensure({"127.0.0.1"});
  EXPECT_EQ(text(), first);
}

TEST_F(CertificateTest, IsMadeAnewWhenANameIsMissing) {
  ensure({"localhost"});
  const std::string first = text();
  ensure({"localhost", "10.1.2.3"});
  EXPECT_NE(text(), first);
  EXPECT_EQ(X509_check_ip_asc(certificate().get(), "10.1.2.3", 0), 1);
}

TEST_F(CertificateTest, IsMadeAnewWhenTheKeyIsNotItsOwn) {
  ensure({"localhost"});
  const std::string first = text();
  const auto other = ensure_certificate(folder.path("other.pem"), key_file, {"localhost"});
  ASSERT_TRUE(other);
  ensure({"localhost"});
  EXPECT_NE(text(), first);
}

TEST_F(CertificateTest, RubbishIsReplaced) {
  folder.write("cert.pem", "rubbish");
  folder.write("key.pem", "rubbish");
  ensure({"localhost"});
  EXPECT_TRUE(certificate());
}

TEST_F(CertificateTest, AFolderThatIsNotThereIsNamed) {
  const auto made = ensure_certificate("/nowhere/cert.pem", "/nowhere/key.pem", {"localhost"});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().message, "can't write /nowhere/key.pem: No such file or directory");
}

TEST_F(CertificateTest, CoversWhatThisMachineIsCalled) {
  const auto names = local_names();
  for (const std::string name : {"localhost", "127.0.0.1"}) {
    EXPECT_NE(std::find(names.begin(), names.end(), name), names.end()) << name;
  }
  ensure(names);
  const std::string first = text();
  ensure(names);
  EXPECT_EQ(text(), first);
}

// A certificate that was good from `from` seconds ago for `seconds`, signed by `key_file`'s key.
void write_dated(const TemporaryFolder& folder, const std::string& key_file, long from, long seconds) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> in(BIO_new_file(key_file.c_str(), "r"), BIO_free);
  EVP_PKEY* key = PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr);
  X509* made = X509_new();
  X509_gmtime_adj(X509_getm_notBefore(made), -from);
  X509_gmtime_adj(X509_getm_notAfter(made), seconds - from);
  X509_set_pubkey(made, key);
  X509_sign(made, key, EVP_sha256());
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new_file(folder.path("dated.pem").c_str(), "w"), BIO_free);
  PEM_write_bio_X509(out.get(), made);
  X509_free(made);
  EVP_PKEY_free(key);
}

struct CertificateCheck : CertificateTest {
  CertificateCheck() { ensure({"localhost"}); }
  std::string words(const std::string& certificate, const std::string& key) const {
    const auto checked = check_certificate(folder.path(certificate), folder.path(key));
    return checked ? "" : checked.error().message;
  }
};

TEST_F(CertificateCheck, TellsWhenTheCertificateEnds) {
  const auto checked = check_certificate(certificate_file, key_file);
  ASSERT_TRUE(checked) << checked.error().message;
  std::tm time{};
  ASN1_TIME_to_tm(X509_get0_notAfter(certificate().get()), &time);
  EXPECT_EQ(checked->not_after, ::timegm(&time));
}

TEST_F(CertificateCheck, NamesTheFileThatCannotBeRead) {
  folder.write("rubbish.pem", "rubbish");
  EXPECT_EQ(words("rubbish.pem", "key.pem"), "can't read a PEM certificate from " + folder.path("rubbish.pem"));
  EXPECT_EQ(words("cert.pem", "nowhere.pem"), "can't read a PEM private key from " + folder.path("nowhere.pem"));
}

TEST_F(CertificateCheck, TheKeyMustBeTheCertificates) {
  ASSERT_TRUE(ensure_certificate(folder.path("other.pem"), folder.path("other_key.pem"), {"localhost"}));
  EXPECT_EQ(words("cert.pem", "other_key.pem"),
            "the key in " + folder.path("other_key.pem") + " is not that of the certificate in " + certificate_file);
}

TEST_F(CertificateCheck, ACertificateOfThePastOrTheFutureIsRefused) {
  write_dated(folder, key_file, 7200, 3600);
  EXPECT_NE(words("dated.pem", "key.pem").find("dated.pem expired on "), std::string::npos);
  write_dated(folder, key_file, -3600, 7200);
  EXPECT_NE(words("dated.pem", "key.pem").find("dated.pem is not valid yet"), std::string::npos);
}

}  // namespace
}  // namespace ringback::http
