#include "ringback/access_token.hpp"

#include <jansson.h>

#include <array>
#include <cstdlib>
#include <memory>

#include "kit/jwt.hpp"

namespace ringback::kit {
namespace {

constexpr std::array algorithms = {JWT_ALG_HS256, JWT_ALG_HS384, JWT_ALG_HS512};
constexpr const char* content_type = "twilio-fpa;v=1";

using Json = std::unique_ptr<json_t, decltype(&json_decref)>;
using Text = std::unique_ptr<char, decltype(&std::free)>;

Json json(json_t* owned) {
  return {owned, &json_decref};
}

json_t* text(std::string_view value) {
  return json_stringn(value.data(), value.size());
}

json_t* outgoing(const VoiceGrant& voice) {
  json_t* out = json_pack("{s:o}", "application_sid", text(*voice.outgoing_application_sid));
  if (voice.outgoing_application_params.empty()) return out;
  json_t* parameters = json_object();
  for (const auto& [name, value] : voice.outgoing_application_params) {
    json_object_set_new(parameters, name.c_str(), text(value));
  }
  json_object_set_new(out, "params", parameters);
  return out;
}

std::string claims(const ApiKey& key, const AccessToken& token) {
  json_t* voice = json_object();
  if (token.voice.incoming_allow) json_object_set_new(voice, "incoming", json_pack("{s:b}", "allow", 1));
  if (token.voice.outgoing_application_sid) json_object_set_new(voice, "outgoing", outgoing(token.voice));
  const Json all = json(json_object());
  const std::string id = key.sid + "-" + std::to_string(token.now);
  json_object_set_new(all.get(), "jti", text(id));
  json_object_set_new(all.get(), "grants", json_pack("{s:o, s:o}", "identity", text(token.identity), "voice", voice));
  json_object_set_new(all.get(), "iat", json_integer(token.now));
  json_object_set_new(all.get(), "exp", json_integer(token.now + token.ttl_seconds));
  json_object_set_new(all.get(), "iss", text(key.sid));
  json_object_set_new(all.get(), "sub", text(key.account_sid));
  const Text written(json_dumps(all.get(), JSON_COMPACT), &std::free);
  return written ? written.get() : "";
}

std::string text_of(const json_t* value) {
  if (json_is_string(value)) return {json_string_value(value), json_string_length(value)};
  const Text written(json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY), &std::free);
  return written ? written.get() : "";
}

std::vector<std::pair<std::string, std::string>> parameters_of(json_t* object) {
  std::vector<std::pair<std::string, std::string>> out;
  const char* name = nullptr;
  json_t* value = nullptr;
  json_object_foreach(object, name, value) out.emplace_back(name, text_of(value));
  return out;
}

// A page's name is in every Access Token, whatever it may do.
std::optional<Capabilities> capabilities_of(const json_t* grants) {
  const json_t* identity = json_object_get(grants, "identity");
  if (!json_is_string(identity) || json_string_length(identity) == 0) return std::nullopt;
  Capabilities out;
  out.outgoing_client_name = text_of(identity);
  const json_t* voice = json_object_get(grants, "voice");
  if (json_is_true(json_object_get(json_object_get(voice, "incoming"), "allow"))) {
    out.incoming_client_name = out.outgoing_client_name;
  }
  const json_t* calls = json_object_get(voice, "outgoing");
  const json_t* application = json_object_get(calls, "application_sid");
  if (json_is_string(application)) out.outgoing_application_sid = text_of(application);
  out.application_parameters = parameters_of(json_object_get(calls, "params"));
  return out;
}

std::optional<Capabilities> granted(const Jwt& jwt) {
  const Text written(jwt_get_grants_json(jwt.get(), "grants"), &std::free);
  const Json grants = json(written ? json_loads(written.get(), JSON_REJECT_DUPLICATES, nullptr) : nullptr);
  return grants ? capabilities_of(grants.get()) : std::nullopt;
}

}  // namespace

std::string make_access_token(const ApiKey& key, const AccessToken& token) {
  const Jwt jwt = new_jwt();
  if (!jwt || key.sid.empty() || key.account_sid.empty() || token.identity.empty()) return {};
  const bool complete = jwt_add_header(jwt.get(), "cty", content_type) == 0 &&
                        jwt_add_grants_json(jwt.get(), claims(key, token).c_str()) == 0;
  return complete ? encode_jwt(jwt, key.secret) : "";
}

std::variant<VerifiedToken, TokenFault> verify_access_token(std::string_view jwt, const ApiKey& key, std::int64_t now) {
  if (!decode_jwt(jwt, {})) return TokenFault::malformed;
  const Jwt proven = proven_jwt(jwt, key.secret, algorithms);
  if (!proven) return TokenFault::bad_signature;
  if (text_claim(proven, "iss") != key.sid || text_claim(proven, "sub") != key.account_sid) {
    return TokenFault::bad_signature;
  }
  VerifiedToken verified{.account_sid = key.account_sid};
  if (const auto fault = time_fault(proven, now, verified.expires_at)) return *fault;
  auto capabilities = granted(proven);
  if (!capabilities) return TokenFault::malformed;
  verified.capabilities = std::move(*capabilities);
  return verified;
}

}  // namespace ringback::kit
