#pragma once

#include <optional>
#include <string>

#include "base/async.hpp"
#include "base/result.hpp"
#include "call/leg.hpp"
#include "store/accounts.hpp"
#include "store/store.hpp"
#include "store/voice_urls.hpp"

namespace ringback::routing {

// Whose an incoming call is, and which URLs answer it.
struct Answerer {
  store::Account account;
  std::string application_sid;   // if an application answers
  std::string phone_number_sid;  // if a number was called
  store::VoiceUrls urls;
  // Why the call can't be answered although its account is known: 21218 (no such application), 21205 (no URL).
  std::optional<Error> problem;
};

// The number called decides, or the TwiML App of a client's token. `e164` is the number called, empty for a client.
// Fails with 21421 (no such number here), 10003 (account not active) or 20500.

Task<Result<Answerer>> find_answerer(store::Store& store, const call::IncomingCall& incoming, std::string e164);

}  // namespace ringback::routing
