#include "api/resource/call_party.hpp"

#include <algorithm>

#include "base/phone_number.hpp"
#include "store/applications.hpp"
#include "store/incoming_phone_numbers.hpp"
#include "store/outgoing_caller_ids.hpp"
#include "twiml/sip_address.hpp"

namespace ringback::api::resource::calls {
namespace {

using Kind = call::Target::Kind;
using Problem = twiml::SipAddress::Problem;

constexpr std::string_view client_scheme = "client:";
constexpr std::string_view application_scheme = "app:";
constexpr std::size_t max_identity = 256;
constexpr std::size_t max_login = 255;

Result<void> read_client(const std::string& to, call::Attendant::Order& order) {
  const std::string text = to.substr(client_scheme.size());
  const auto question = std::min(text.find('?'), text.size());
  order.target.kind = Kind::client;
  order.target.address = text.substr(0, question);
  if (order.target.address.empty() || order.target.address.size() > max_identity) {
    return Error{21217, "To is not a valid client: " + to};
  }
  if (question < text.size()) order.target.parameters = form_decode(text.substr(question + 1));
  order.facts.to = std::string(client_scheme) + order.target.address;
  return {};
}

void read_application(const std::string& to, call::Attendant::Order& order) {
  const std::string text = to.substr(application_scheme.size());
  const auto question = std::min(text.find('?'), text.size());
  order.target.kind = Kind::application;
  order.target.address = text.substr(0, question);
  if (question < text.size()) order.target.parameters = form_decode(text.substr(question + 1));
  order.facts.to = order.target.address;
}

int code_of(Problem problem) {
  switch (problem) {
    case Problem::uri:
      return 21217;
    case Problem::headers_too_long:
    case Problem::headers_too_many:
      return 21227;
    case Problem::header_name:
      return 21228;
    case Problem::header_value:
      return 21229;
  }
  return 21217;
}

Result<void> read_login(Form& form, call::Target& target) {
  target.username = form.value("SipAuthUsername");
  target.password = form.value("SipAuthPassword");
  const auto unfit = [](const std::string& text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '"'; });
  };
  if (target.username.size() > max_login) return Error{21221, "SipAuthUsername is longer than 255 characters"};
  if (unfit(target.username)) return Error{21222, "SipAuthUsername has characters that can't be"};
  if (target.password.size() > max_login) return Error{21223, "SipAuthPassword is longer than 255 characters"};
  if (unfit(target.password)) return Error{21224, "SipAuthPassword has characters that can't be"};
  if (!target.username.empty() && target.password.empty()) return Error{21225, "SipAuthPassword is missing"};
  return {};
}

Result<void> read_sip(Form& form, const std::string& to, call::Attendant::Order& order) {
  const auto address = twiml::parse_sip_address(to);
  if (!address.problems.empty()) {
    const auto& [problem, words] = address.problems.front();
    return Error{code_of(problem), "To: " + words};
  }
  order.target.kind = Kind::sip;
  order.target.address = address.uri;
  order.target.parameters = address.headers;
  order.facts.to = address.uri;
  return read_login(form, order.target);
}

Result<void> read_number(const Context& context, const std::string& to, call::Attendant::Order& order) {
  const auto number = to_e164(to, context.options.default_region);
  if (!number) return Error{21217, "To is not a valid phone number: " + to};
  order.target.kind = Kind::number;
  order.target.address = *number;
  order.facts.to = *number;
  return {};
}

Result<void> read_to(Context& context, call::Attendant::Order& order, Applications applications) {
  const std::string to(trim(context.form.value("To")));
  if (to.empty()) return Error{21201, "No 'To' number is specified"};
  if (applications == Applications::may_answer && to.starts_with(application_scheme)) {
    read_application(to, order);
    order.facts.called = order.facts.to;
    return {};
  }
  const bool is_client = to.starts_with(client_scheme);
  const bool is_sip = lower(to.substr(0, 4)) == "sip:" || lower(to.substr(0, 5)) == "sips:";
  const auto read = is_client ? read_client(to, order)
                    : is_sip  ? read_sip(context.form, to, order)
                              : read_number(context, to, order);
  order.facts.called = order.facts.to;
  return read;
}

// The user part that a SIP device is shown.
std::string shown_to_sip(std::string from) {
  if (from.starts_with(client_scheme)) from.erase(0, client_scheme.size());
  if (from.starts_with("sip:")) from.erase(0, 4);
  return from.substr(0, from.find('@'));
}

// A number that shows up at somebody's phone must be one of the account's.
Task<Result<std::string>> caller(const Context& context, const call::Attendant::Order& order, std::string given,
                                 std::string name) {
  const auto number = to_e164(given, context.options.default_region);
  if (order.target.kind != Kind::number) co_return number ? *number : given;
  if (!number) co_return Error{21212, name + " is not a valid phone number: " + given};
  const auto owned = co_await context.store.incoming_phone_numbers().find_number(*number);
  if (!owned) co_return owned.error();
  if (!*owned || (*owned)->account_sid != context.account.sid) {
    const auto verified =
        co_await context.store.outgoing_caller_ids().list(context.account.sid, {.phone_number = *number}, {.size = 1});
    if (!verified) co_return verified.error();
    if (!verified->rows.empty()) co_return *number;
    co_return Error{21210, name + " is not a number of this account: " + *number};
  }
  co_return *number;
}

Task<Result<void>> note_number(const Context& context, call::Facts& facts) {
  const auto owned = co_await context.store.incoming_phone_numbers().find_number(facts.from);
  if (!owned) co_return owned.error();
  if (*owned && (*owned)->account_sid == context.account.sid) facts.phone_number_sid = (*owned)->sid;
  co_return Result<void>();
}

Task<Result<void>> check_application(const Context& context, const call::Target& target) {
  if (target.kind != Kind::application) co_return Result<void>();
  const auto found = co_await context.store.applications().find(context.account.sid, target.address);
  if (!found) co_return found.error();
  if (!*found) co_return Error{21218, "To is not a TwiML App of this account: " + target.address};
  co_return Result<void>();
}

}  // namespace

Task<Result<void>> read_parties(Context& context, call::Attendant::Order& order, Applications applications) {
  if (const auto to = read_to(context, order, applications); !to) co_return to;
  const auto checked = co_await check_application(context, order.target);
  if (!checked) co_return checked;
  const std::string given(trim(context.form.value("From")));
  if (given.empty()) co_return Error{21213, "No 'From' number is specified"};
  const auto from = co_await caller(context, order, given, "From");
  if (!from) co_return from.error();
  if (*from == order.facts.to) co_return Error{21211, "'To' and 'From' are the same: " + *from};
  order.facts.from = *from;
  order.target.from = *from;
  const std::string shown(trim(context.form.value("CallerId")));
  if (!shown.empty()) {
    const auto caller_id = co_await caller(context, order, shown, "CallerId");
    if (!caller_id) co_return caller_id.error();
    order.target.from = *caller_id;
  }
  if (order.target.kind == Kind::sip) order.target.from = shown_to_sip(order.target.from);
  const auto noted = co_await note_number(context, order.facts);
  co_return noted;
}

}  // namespace ringback::api::resource::calls
