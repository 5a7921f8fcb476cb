#include "ringback/capability_token.hpp"

#include <gtest/gtest.h>
#include <jwt.h>

#include <cstdlib>

namespace ringback::kit {
namespace {

constexpr std::int64_t now = 1'700'000'000;
const std::string account = "AC00000000000000000000000000000001";
const std::string auth_token = "0123456789abcdef0123456789abcdef";

// What Twilio's Node library makes of the same rights, at now with 600 s to live.
const std::string node_token =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    "eyJzY29wZSI6InNjb3BlOmNsaWVudDppbmNvbWluZz9jbGllbnROYW1lPWFsaWNlIHNjb3BlOmNsaWVudDpvdXRnb2luZz9hcHBTaWQ9QVAwMDAw"
    "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMyZjbGllbnROYW1lPWFsaWNlJmFwcFBhcmFtcz10ZWFtJTNEcmVkJTI1MjAlMjUyNiUyNTIwYmx1"
    "ZSIsImlzcyI6IkFDMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDEiLCJleHAiOjE3MDAwMDA2MDAsImlhdCI6MTcwMDAwMDAwMH0."
    "-Tu6OEECAOD25Ha1m_KJhZz7c2McWFfZfUjYGyboZC8";

const Capabilities alice{.incoming_client_name = "alice",
                         .outgoing_application_sid = "AP00000000000000000000000000000003",
                         .outgoing_client_name = "alice",
                         .application_parameters = {{"team", "red & blue"}}};

void expect_alice(const std::variant<VerifiedToken, TokenFault>& result, std::int64_t expires_at) {
  const auto* token = std::get_if<VerifiedToken>(&result);
  ASSERT_TRUE(token);
  EXPECT_EQ(token->account_sid, account);
  EXPECT_EQ(token->expires_at, expires_at);
  EXPECT_EQ(token->capabilities.incoming_client_name, alice.incoming_client_name);
  EXPECT_EQ(token->capabilities.outgoing_application_sid, alice.outgoing_application_sid);
  EXPECT_EQ(token->capabilities.outgoing_client_name, alice.outgoing_client_name);
  EXPECT_EQ(token->capabilities.application_parameters, alice.application_parameters);
}

std::optional<TokenFault> fault(std::string_view jwt, std::int64_t at = now, std::string_view key = auth_token) {
  const auto result = verify_capability_token(jwt, key, at);
  const auto* found = std::get_if<TokenFault>(&result);
  return found ? std::optional(*found) : std::nullopt;
}

// A correctly signed token with any claims.
std::string signed_token(const char* claims) {
  jwt_t* jwt = nullptr;
  EXPECT_EQ(jwt_new(&jwt), 0);
  EXPECT_EQ(jwt_add_grants_json(jwt, claims), 0);
  const auto* key = reinterpret_cast<const unsigned char*>(auth_token.data());
  EXPECT_EQ(jwt_set_alg(jwt, JWT_ALG_HS256, key, static_cast<int>(auth_token.size())), 0);
  char* encoded = jwt_encode_str(jwt);
  std::string token = encoded;
  std::free(encoded);
  jwt_free(jwt);
  return token;
}

TEST(CapabilityToken, TakesTheTokenOfTwiliosOwnLibrary) {
  expect_alice(verify_capability_token(node_token, auth_token, now), now + 600);
}

TEST(CapabilityToken, TakesItsOwnTokens) {
  const auto token = make_capability_token(account, auth_token, alice, now, 600);
  expect_alice(verify_capability_token(token, auth_token, now), now + 600);
  EXPECT_EQ(token.substr(0, token.find('.')), node_token.substr(0, node_token.find('.')));
}

TEST(CapabilityToken, LivesAnHourUnlessToldOtherwise) {
  expect_alice(verify_capability_token(make_capability_token(account, auth_token, alice, now), auth_token, now),
               now + 3600);
}

TEST(CapabilityToken, CarriesEitherRightAlone) {
  const auto incoming = make_capability_token(account, auth_token, {.incoming_client_name = "alice"}, now);
  const auto outgoing = make_capability_token(account, auth_token, {.outgoing_application_sid = "AP1"}, now);
  const auto listener = std::get<VerifiedToken>(verify_capability_token(incoming, auth_token, now)).capabilities;
  const auto caller = std::get<VerifiedToken>(verify_capability_token(outgoing, auth_token, now)).capabilities;
  EXPECT_EQ(listener.incoming_client_name, "alice");
  EXPECT_FALSE(listener.outgoing_application_sid);
  EXPECT_FALSE(caller.incoming_client_name);
  EXPECT_EQ(caller.outgoing_application_sid, "AP1");
}

TEST(CapabilityToken, NeedsAnAccountAndAKey) {
  EXPECT_EQ(make_capability_token("", auth_token, alice, now), "");
  EXPECT_EQ(make_capability_token(account, "", alice, now), "");
  EXPECT_EQ(fault(node_token, now, ""), TokenFault::bad_signature);
}

TEST(CapabilityToken, EndsOnItsSecond) {
  EXPECT_EQ(fault(node_token, now + 599), std::nullopt);
  EXPECT_EQ(fault(node_token, now + 600), TokenFault::expired);
}

TEST(CapabilityToken, ForgivesAClockThatIsAMinuteSlow) {
  EXPECT_EQ(fault(node_token, now - 60), std::nullopt);
  EXPECT_EQ(fault(node_token, now - 61), TokenFault::not_yet_valid);
}

TEST(CapabilityToken, LivesADayAtMost) {
  EXPECT_EQ(fault(make_capability_token(account, auth_token, alice, now, 86400)), std::nullopt);
  EXPECT_EQ(fault(make_capability_token(account, auth_token, alice, now, 86401)), TokenFault::lifetime_too_long);
}

TEST(CapabilityToken, ClaimsAreChecked) {
  const struct {
    const char* claims = "";
    std::optional<TokenFault> expected;
  } rows[] = {
      {R"({"iss":"AC1","exp":1700000600})", std::nullopt},  // no right at all is a valid token
      {R"({"iss":"AC1","exp":1700086401})", TokenFault::lifetime_too_long},
      {R"({"iss":"AC1","iat":1700000000})", TokenFault::malformed},
      {R"({"iss":"AC1","exp":"1700000600"})", TokenFault::malformed},
      {R"({"iss":"AC1","exp":-1})", TokenFault::malformed},
      {R"({"iss":"AC1","exp":9223372036854775807,"iat":-9223372036854775807})", TokenFault::malformed},
      {R"({"iss":"AC1","exp":9223372036854775807,"iat":1})", TokenFault::lifetime_too_long},
      {R"({"iss":"AC1","exp":1700000600,"nbf":1700000061})", TokenFault::not_yet_valid},
      {R"({"iss":"AC1","exp":1700000600,"nbf":1700000060})", std::nullopt},
      {R"({"iss":"AC1","exp":1700000600,"nbf":"now"})", TokenFault::malformed},
      {R"({"exp":1700000600})", TokenFault::malformed},
      {R"({"iss":7,"exp":1700000600})", TokenFault::malformed},
      {R"({"iss":"AC1","exp":1700000600,"scope":["scope:client:incoming?clientName=a"]})", std::nullopt},
  };
  for (const auto& row : rows) EXPECT_EQ(fault(signed_token(row.claims)), row.expected) << row.claims;
}

TEST(CapabilityToken, AnotherKeyOrAChangedByteIsABadSignature) {
  EXPECT_EQ(fault(node_token, now, "fedcba9876543210fedcba9876543210"), TokenFault::bad_signature);
  auto forged = make_capability_token(account, "not the key", alice, now);
  EXPECT_EQ(fault(forged), TokenFault::bad_signature);
  EXPECT_EQ(fault(node_token.substr(0, node_token.size() - 1)), TokenFault::bad_signature);
  EXPECT_EQ(fault(node_token.substr(0, node_token.rfind('.') + 1)), TokenFault::bad_signature);
}

// Header and MAC of the tokens below belong together where the name says so; the key is right everywhere.
TEST(CapabilityToken, TheTokenDoesNotChooseItsAlgorithm) {
  const std::string claims =
      ".eyJzY29wZSI6InNjb3BlOmNsaWVudDppbmNvbWluZz9jbGllbnROYW1lPWFsaWNlIiwiaXNzIjoiQUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAw"
      "MDAwMDAwMDAwMSIsImV4cCI6MTcwMDAwMDYwMCwiaWF0IjoxNzAwMDAwMDAwfQ.";
  const std::string none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0" + claims;
  const std::string hs384_with_its_mac = "eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9" + claims +
                                         "VeWnxfcvd9od05W8LfdMragmKCOhDAqVtevLUGmDIr5GUutLiXJnMVmxr8MTF1G3";
  const std::string hs384_with_hs256_mac =
      "eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9" + claims + "3DVqqw5AfTFy16KYZUIz2_9_afBsiN-f5C3IcgGma98";
  const std::string rs256_with_hs256_mac =
      "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9" + claims + "pSBUomECXmKeV6T5uGDxmo9x7CfH1eswubk5rBVZFq8";
  for (const auto& token : {none, hs384_with_its_mac, hs384_with_hs256_mac, rs256_with_hs256_mac}) {
    EXPECT_EQ(fault(token), TokenFault::bad_signature) << token;
  }
}

TEST(CapabilityToken, WhatIsNoJwtIsMalformed) {
  const std::string huge = std::string(20'000, 'A').append(".e30.e30");
  for (const std::string& token :
       {std::string(), std::string("not-a-jwt"), std::string(".."), std::string("a.b.c"), node_token + ".x",
        node_token + " ", node_token + "=", '\0' + node_token, huge, std::string("e30.e30.")}) {
    EXPECT_EQ(fault(token), TokenFault::malformed) << token.substr(0, 40);
    EXPECT_EQ(claimed_issuer(token).account_sid, "");
  }
}

TEST(CapabilityToken, NamesTheAccountItClaimsToBeOf) {
  EXPECT_EQ(claimed_issuer(node_token).account_sid, account);
  EXPECT_EQ(claimed_issuer(make_capability_token("AC2", "any key", alice, now)).account_sid, "AC2");
}

}  // namespace
}  // namespace ringback::kit
