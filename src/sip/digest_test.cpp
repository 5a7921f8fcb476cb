#include "sip/digest.hpp"

#include <gtest/gtest.h>

namespace ringback::sip {
namespace {

// RFC 2617 section 3.5.
DigestCredentials mufasa() {
  DigestCredentials out;
  out.username = "Mufasa";
  out.realm = "testrealm@host.com";
  out.nonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093";
  out.uri = "/dir/index.html";
  out.qop = "auth";
  out.nonce_count = "00000001";
  out.cnonce = "0a4f113b";
  return out;
}

TEST(Digest, AgreesWithRfc2617) {
  EXPECT_EQ(digest_response(mufasa(), "Circle Of Life", "GET"), "6629fae49393a05397450978507c4ef1");
}

TEST(Digest, AgreesWithRfc7616ForSha256) {
  DigestCredentials credentials;
  credentials.username = "Mufasa";
  credentials.realm = "http-auth@example.org";
  credentials.nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
  credentials.uri = "/dir/index.html";
  credentials.qop = "auth";
  credentials.nonce_count = "00000001";
  credentials.cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
  credentials.algorithm = DigestAlgorithm::sha256;
  EXPECT_EQ(digest_response(credentials, "Circle of Life", "GET"),
            "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
}

TEST(Digest, WithoutQopIsTheOlderFormula) {
  DigestCredentials credentials = mufasa();
  credentials.qop.clear();
  EXPECT_EQ(digest_response(credentials, "Circle Of Life", "GET"), "670fd8c2df070c60b045671b8b24ff02");
}

TEST(Digest, ReadsAChallenge) {
  const auto challenge =
      parse_challenge(R"(digest  realm="a \"b\", c" , nonce=xyz,QOP="auth-int, auth",algorithm=sha-256,stale=TRUE)");
  ASSERT_TRUE(challenge);
  EXPECT_EQ(challenge->realm, "a \"b\", c");
  EXPECT_EQ(challenge->nonce, "xyz");
  EXPECT_EQ(challenge->algorithm, DigestAlgorithm::sha256);
  EXPECT_TRUE(challenge->qop_auth);
  EXPECT_TRUE(challenge->stale);
}

TEST(Digest, RefusesChallengesThatItCannotAnswer) {
  for (const auto* text : {"", "Basic realm=\"x\"", "Digest realm=\"x\"", "Digest nonce=\"1\",algorithm=MD5-sess",
                           "Digest nonce=\"1\",qop=\"auth-int\"", "Digest nonce", "Digest nonce=\"\x01\""}) {
    EXPECT_FALSE(parse_challenge(text)) << text;
  }
}

TEST(Digest, CredentialsAreReadAsTheyWereWritten) {
  DigestCredentials written = mufasa();
  written.response = "00ff";
  written.opaque = "o";
  const auto read = parse_credentials(to_string(written));
  ASSERT_TRUE(read);
  EXPECT_EQ(to_string(*read), to_string(written));
}

TEST(Digest, RefusesIncompleteCredentials) {
  const std::string whole = R"(Digest username="u",realm="r",nonce="n",uri="sip:x",response="0")";
  EXPECT_TRUE(parse_credentials(whole));
  for (const auto* more :
       {",qop=auth", ",qop=auth,nc=1,cnonce=\"c\"", ",qop=auth-int,nc=00000001,cnonce=\"c\"", ",algorithm=AKAv1-MD5"}) {
    EXPECT_FALSE(parse_credentials(whole + more)) << more;
  }
  EXPECT_FALSE(parse_credentials(R"(Digest username="u",realm="r",nonce="n",response="0")"));
}

TEST(Digest, ReadsTheNextNonce) {
  EXPECT_EQ(parse_next_nonce("qop=auth, nextnonce=\"n, 2\""), "n, 2");
  for (const auto* text : {"", "qop=auth", "nextnonce", "nextnonce=\"\"", "nextnonce=\"\x01\""}) {
    EXPECT_FALSE(parse_next_nonce(text)) << text;
  }
}

}  // namespace
}  // namespace ringback::sip
