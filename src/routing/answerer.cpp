#include "routing/answerer.hpp"
#include "store/accounts.hpp"
#include "store/applications.hpp"
#include "store/incoming_phone_numbers.hpp"

#include <utility>

namespace ringback::routing {
namespace {

// Gives `out` the URLs of an application. The application must belong to the account.
Task<Result<void>> use_application(store::Store& store, std::string account_sid, std::string sid, Answerer& out) {
  const auto application = co_await store.applications().find(account_sid, sid);
  if (!application) co_return application.error();
  if (!*application) {
    out.problem = Error{21218, "no such application: " + sid};
    co_return Result<void>();
  }
  out.application_sid = sid;
  out.urls = (*application)->urls;
  co_return Result<void>();
}

}  // namespace

Task<Result<Answerer>> find_answerer(store::Store& store, const call::IncomingCall& incoming, std::string e164) {
  Answerer out;
  std::string account_sid = incoming.account_sid;
  std::string application_sid = incoming.application_sid;
  if (incoming.origin != call::IncomingCall::Origin::client) {
    const auto number = co_await store.incoming_phone_numbers().find_number(e164);
    if (!number) co_return number.error();
    if (!*number) co_return Error{21421, "no account has this number: " + e164};
    account_sid = (*number)->account_sid;
    application_sid = (*number)->voice_application_sid;
    out.phone_number_sid = (*number)->sid;
    out.urls = (*number)->urls;
  }
  const auto account = co_await store.accounts().find(account_sid);
  if (!account) co_return account.error();
  if (!*account || !(*account)->active()) co_return Error{10003, "the account is not active"};
  out.account = **account;
  if (!application_sid.empty()) {
    const auto found = co_await use_application(store, account_sid, application_sid, out);
    if (!found) co_return found.error();
  }
  if (!out.problem && out.urls.voice_url.empty()) out.problem = Error{21205, "no voice URL is configured"};
  co_return out;
}

}  // namespace ringback::routing
