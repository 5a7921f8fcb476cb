#include "twiml/verb/dial_parties.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/phone_number.hpp"

namespace ringback::twiml {
namespace {

using Kind = call::Target::Kind;

// Given to a phone beside the document's timeout, for the network to set the call up; a browser needs none.
constexpr std::chrono::seconds network_allowance{5};

bool is_number(const std::string& party, const std::string& number, const std::string& region) {
  const auto e164 = to_e164(party, region);
  return e164 && *e164 == number;
}

// What a SIP phone is shown need not be a number.
Result<std::string> sip_caller_id(const std::string& wanted) {
  std::string user = wanted.starts_with("client:") ? wanted.substr(7) : wanted;
  const bool fit = !user.empty() && std::all_of(user.begin(), user.end(), [](char c) {
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return alphanumeric || std::string_view("+-_.").find(c) != std::string_view::npos;
  });
  if (!fit) return Error{13247, "<Dial> callerId: only letters, digits, + - _ and . for <Sip>"};
  return user;
}

Task<Result<std::string>> caller_id(const Execution& on, const DialAttributes& attributes, Kind kind) {
  const auto& facts = on.call.facts();
  const std::string& region = on.services.default_region;
  const std::string wanted = attributes.caller_id.value_or(facts.from);
  if (kind == Kind::sip) co_return sip_caller_id(wanted);
  if (kind == Kind::application) co_return wanted;
  if (wanted.starts_with("client:")) {
    if (kind != Kind::number) co_return wanted;
    co_return Error{13214, "<Dial> callerId: a client that calls a number must give one"};
  }
  const auto number = to_e164(wanted, region);
  if (!attributes.caller_id) co_return number ? *number : facts.from;
  if (!number) co_return Error{13214, "<Dial> callerId: not a phone number"};
  if (is_number(facts.from, *number, region) || is_number(facts.called, *number, region)) co_return *number;
  const bool allowed = co_await on.services.exchange.may_use_caller_id(facts.account_sid, *number);
  if (!allowed) co_return Error{13214, "<Dial> callerId: " + *number + " is not a number of this account"};
  co_return *number;
}

void add_callback(const Execution& on, const DialNoun& noun, call::Dial::Party& party) {
  if (!noun.status_callback) return;
  const std::string url = on.resolve(*noun.status_callback);
  if (url.empty()) return;
  party.callbacks.push_back({.url = url, .method = noun.status_callback_method, .events = noun.status_callback_events});
}

// An application that dials itself would go on without end, so one that was dialled dials none.
bool prepare_application(const Execution& on, const DialNoun& noun, call::Target& target) {
  const auto& facts = on.call.facts();
  if (facts.inside) {
    on.warn(13215, "<Application> in a call that an <Application> has made");
    return false;
  }
  target.parameters.emplace_back("To", noun.copy_parent_to ? facts.to : noun.text);
  if (!find(target.parameters, "customerId")) target.parameters.emplace_back("customerId", facts.account_sid);
  return true;
}

Task<std::optional<DialParty>> resolve_noun(const Execution& on, const DialAttributes& attributes,
                                            const DialNoun& noun) {
  DialParty out{.party = {}, .noun = &noun};
  call::Target& target = out.party.target;
  target.kind = noun.kind;
  target.account_sid = on.call.facts().account_sid;
  target.parameters = noun.parameters;
  target.username = noun.username;
  target.password = noun.password;
  target.address = noun.text;
  out.party.timeout = attributes.timeout;
  if (noun.kind == Kind::number) {
    const auto number = to_e164(noun.text, on.services.default_region);
    if (!number) {
      on.warn(number.error().code, "<Number>: " + number.error().message);
      co_return std::nullopt;
    }
    target.address = *number;
  }
  if (noun.kind == Kind::sip && noun.text.empty()) co_return std::nullopt;  // said while it was read
  if (noun.kind == Kind::application && !prepare_application(on, noun, target)) co_return std::nullopt;
  const bool over_a_network = noun.kind == Kind::number || noun.kind == Kind::sip;
  if (over_a_network) out.party.timeout += network_allowance;
  const auto from = co_await caller_id(on, attributes, noun.kind);
  if (!from) {
    on.warn(from.error().code, from.error().message);
    co_return std::nullopt;
  }
  target.from = *from;
  add_callback(on, noun, out.party);
  co_return out;
}

}  // namespace

Task<std::vector<DialParty>> resolve_parties(const Execution& on, const DialAttributes& attributes,
                                             const std::vector<DialNoun>& nouns) {
  std::vector<DialParty> out;
  for (const DialNoun& noun : nouns) {
    auto party = co_await resolve_noun(on, attributes, noun);
    if (party) out.push_back(std::move(*party));
  }
  co_return out;
}

}  // namespace ringback::twiml
