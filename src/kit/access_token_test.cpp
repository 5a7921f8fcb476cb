#include "ringback/access_token.hpp"

#include <gtest/gtest.h>
#include <jwt.h>

#include <array>

#include "kit/jwt.hpp"
#include "ringback/capability_token.hpp"

namespace ringback::kit {
namespace {

constexpr std::int64_t now = 1'700'000'000;
const ApiKey key{"AC00000000000000000000000000000001", "SK00000000000000000000000000000002", "example-api-key-secret"};
const std::string application = "AP00000000000000000000000000000003";

// What Twilio's Node library makes: all of a voice grant, an hour to live.
const std::string node_token =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImN0eSI6InR3aWxpby1mcGE7dj0xIn0.eyJqdGkiOiJTSzAwMDAwMDAwMDAwMDAw"
    "MDAwMDAwMDAwMDAwMDAwMDAyLTE3MDAwMDAwMDAiLCJncmFudHMiOnsiaWRlbnRpdHkiOiJhbGljZUBleGFtcGxlLmNvbSIsInZv"
    "aWNlIjp7ImluY29taW5nIjp7ImFsbG93Ijp0cnVlfSwib3V0Z29pbmciOnsiYXBwbGljYXRpb25fc2lkIjoiQVAwMDAwMDAwMDAw"
    "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMyIsInBhcmFtcyI6eyJ0ZWFtIjoicmVkICYgYmx1ZSJ9fSwicHVzaF9jcmVkZW50aWFsX3Np"
    "ZCI6IkNSMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDQiLCJlbmRwb2ludF9pZCI6ImRlc2stMSJ9fSwibmJmIjoxNzAw"
    "MDAwMDAwLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMzYwMCwiaXNzIjoiU0swMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAw"
    "MDAwMDAwMiIsInN1YiI6IkFDMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDEifQ.m-sgR_1HlpkkUgqGiSPgIQ6zdc7Fi"
    "kMrtUOF7QTnaJc";

// A correctly signed token of any claims and algorithm.
std::string signed_token(const char* claims, jwt_alg_t algorithm = JWT_ALG_HS256) {
  const Jwt jwt = new_jwt();
  EXPECT_EQ(jwt_add_grants_json(jwt.get(), claims), 0);
  EXPECT_EQ(jwt_add_header(jwt.get(), "cty", "twilio-fpa;v=1"), 0);
  const auto* bytes = reinterpret_cast<const unsigned char*>(key.secret.data());
  const bool unsigned_one = algorithm == JWT_ALG_NONE;
  EXPECT_EQ(jwt_set_alg(jwt.get(), algorithm, unsigned_one ? nullptr : bytes,
                        unsigned_one ? 0 : static_cast<int>(key.secret.size())),
            0);
  const std::unique_ptr<char, decltype(&std::free)> encoded(jwt_encode_str(jwt.get()), &std::free);
  return encoded.get();
}

const char* const plain_claims =
    R"({"grants":{"identity":"alice","voice":{}},"iat":1700000000,"exp":1700003600,)"
    R"("iss":"SK00000000000000000000000000000002","sub":"AC00000000000000000000000000000001"})";

std::optional<TokenFault> fault(const std::string& jwt, const ApiKey& with = key, std::int64_t at = now) {
  const auto result = verify_access_token(jwt, with, at);
  const auto* found = std::get_if<TokenFault>(&result);
  return found ? std::optional(*found) : std::nullopt;
}

VerifiedToken good(const std::string& jwt) {
  const auto result = verify_access_token(jwt, key, now);
  const auto* token = std::get_if<VerifiedToken>(&result);
  EXPECT_TRUE(token) << jwt;
  return token ? *token : VerifiedToken{};
}

TEST(AccessToken, TakesTheTokenOfTwiliosOwnLibrary) {
  const auto token = good(node_token);
  EXPECT_EQ(token.account_sid, key.account_sid);
  EXPECT_EQ(token.expires_at, now + 3600);
  EXPECT_EQ(token.capabilities.incoming_client_name, "alice@example.com");
  EXPECT_EQ(token.capabilities.outgoing_client_name, "alice@example.com");
  EXPECT_EQ(token.capabilities.outgoing_application_sid, application);
  EXPECT_EQ(token.capabilities.application_parameters,
            (std::vector<std::pair<std::string, std::string>>{{"team", "red & blue"}}));
}

TEST(AccessToken, WhatIsMadeIsVerified) {
  const AccessToken made{.identity = "J\u00f6 \"x\"",
                         .voice = {.incoming_allow = true,
                                   .outgoing_application_sid = application,
                                   .outgoing_application_params = {{"a", "\u00e9&="}, {"b", "1"}}},
                         .now = now,
                         .ttl_seconds = 600};
  const auto token = good(make_access_token(key, made));
  EXPECT_EQ(token.expires_at, now + 600);
  EXPECT_EQ(token.capabilities.identity(), made.identity);
  EXPECT_EQ(token.capabilities.application_parameters, made.voice.outgoing_application_params);
}

TEST(AccessToken, GivesEachRightOnlyWhenItIsThere) {
  const auto none = good(make_access_token(key, {.identity = "alice", .now = now})).capabilities;
  EXPECT_EQ(none.identity(), "alice");
  EXPECT_FALSE(none.incoming_client_name);
  EXPECT_FALSE(none.outgoing_application_sid);
}

TEST(AccessToken, NumbersAndTruthsAmongItsParametersBecomeText) {
  const auto token = good(signed_token(
      R"({"grants":{"identity":"a","voice":{"outgoing":{"application_sid":"AP1","params":{"n":7,"t":true,"o":{"x":1}}}}},)"
      R"("exp":1700003600,"iss":"SK00000000000000000000000000000002","sub":"AC00000000000000000000000000000001"})"));
  EXPECT_EQ(token.capabilities.application_parameters,
            (std::vector<std::pair<std::string, std::string>>{{"n", "7"}, {"o", R"({"x":1})"}, {"t", "true"}}));
}

TEST(AccessToken, IsNotMadeWithoutKeyOrIdentity) {
  EXPECT_EQ(make_access_token(key, {.now = now}), "");
  EXPECT_EQ(make_access_token({"AC1", "SK1", ""}, {.identity = "a", .now = now}), "");
  EXPECT_EQ(make_access_token({"", "SK1", "s"}, {.identity = "a", .now = now}), "");
}

TEST(AccessToken, TakesTheThreeHmacAlgorithmsAndNoOther) {
  EXPECT_FALSE(fault(signed_token(plain_claims, JWT_ALG_HS384)));
  EXPECT_FALSE(fault(signed_token(plain_claims, JWT_ALG_HS512)));
  EXPECT_EQ(fault(signed_token(plain_claims, JWT_ALG_NONE)), TokenFault::bad_signature);
}

TEST(AccessToken, IsOfItsKeyAndAccountAlone) {
  const auto token = make_access_token(key, {.identity = "a", .now = now});
  EXPECT_EQ(fault(token, {key.account_sid, key.sid, "another"}), TokenFault::bad_signature);
  EXPECT_EQ(fault(token, {"AC2", key.sid, key.secret}), TokenFault::bad_signature);
  EXPECT_EQ(fault(token, {key.account_sid, "SK3", key.secret}), TokenFault::bad_signature);
}

TEST(AccessToken, HasItsTime) {
  EXPECT_EQ(fault(make_access_token(key, {.identity = "a", .now = now - 3600})), TokenFault::expired);
  EXPECT_EQ(fault(make_access_token(key, {.identity = "a", .now = now + 61})), TokenFault::not_yet_valid);
  EXPECT_EQ(fault(make_access_token(key, {.identity = "a", .now = now, .ttl_seconds = 86'401})),
            TokenFault::lifetime_too_long);
}

TEST(AccessToken, WithoutIdentityIsMalformed) {
  for (const char* grants : {R"({})", R"({"identity":""})", R"({"identity":7})", R"([])", R"("x")"}) {
    const std::string claims = R"({"grants":)" + std::string(grants) +
                               R"(,"exp":1700003600,"iss":"SK00000000000000000000000000000002",)"
                               R"("sub":"AC00000000000000000000000000000001"})";
    EXPECT_EQ(fault(signed_token(claims.c_str())), TokenFault::malformed) << grants;
  }
}

TEST(TokenIssuer, IsTheKeyOfAnAccessTokenAndTheAccountOfACapabilityToken) {
  const auto access = claimed_issuer(node_token);
  EXPECT_EQ(access.account_sid, key.account_sid);
  EXPECT_EQ(access.key_sid, key.sid);
  const auto capability = claimed_issuer(make_capability_token("AC1", "token", {}, now));
  EXPECT_EQ(capability.account_sid, "AC1");
  EXPECT_EQ(capability.key_sid, "");
  EXPECT_EQ(claimed_issuer("a.b.c").account_sid, "");
}

}  // namespace
}  // namespace ringback::kit
