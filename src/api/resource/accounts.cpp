#include "api/resource/accounts.hpp"

#include <array>
#include <ctime>

#include "api/listing.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "store/accounts.hpp"

namespace ringback::api::resource::accounts {
namespace {

constexpr std::size_t token_bytes = 16;  // 32 hex digits

struct Subresource {
  std::string_view key;
  std::string_view path;
};

// The whole set, whether or not the target exists here: libraries index it by name.
constexpr std::array<Subresource, 20> subresources = {{
    {"addresses", "/Addresses"},
    {"applications", "/Applications"},
    {"authorized_connect_apps", "/AuthorizedConnectApps"},
    {"available_phone_numbers", "/AvailablePhoneNumbers"},
    {"balance", "/Balance"},
    {"calls", "/Calls"},
    {"conferences", "/Conferences"},
    {"connect_apps", "/ConnectApps"},
    {"incoming_phone_numbers", "/IncomingPhoneNumbers"},
    {"keys", "/Keys"},
    {"messages", "/Messages"},
    {"notifications", "/Notifications"},
    {"outgoing_caller_ids", "/OutgoingCallerIds"},
    {"queues", "/Queues"},
    {"recordings", "/Recordings"},
    {"short_codes", "/SMS/ShortCodes"},
    {"signing_keys", "/SigningKeys"},
    {"sip", "/SIP"},
    {"transcriptions", "/Transcriptions"},
    {"usage", "/Usage"},
}};

boost::json::object to_json(const Context& context, const store::Account& account) {
  const std::string uri = "/2010-04-01/Accounts/" + account.sid;
  boost::json::object uris;
  for (const auto& [key, path] : subresources)
    uris.emplace(key, (uri + std::string(path)).append(context.path.extension()));
  const std::string& owner = account.owner_account_sid.empty() ? account.sid : account.owner_account_sid;
  return {
      {"auth_token", account.auth_token},
      {"date_created", date_value(account.date_created)},
      {"date_updated", date_value(account.date_updated)},
      {"friendly_name", text_value(account.friendly_name)},
      {"owner_account_sid", owner},
      {"sid", account.sid},
      {"status", account.status},
      {"subresource_uris", std::move(uris)},
      {"type", "Full"},
      {"uri", uri + std::string(context.path.extension())},
  };
}

Answer answer(const Context& context, const store::Account& account, int status = 200) {
  return {status, to_json(context, account), "Account", ""};
}

bool is_sub_account(const store::Account& account) {
  return !account.owner_account_sid.empty() && account.owner_account_sid != account.sid;
}

// `SubAccount Created at 2026-11-23 08:30 am`, in UTC.
std::string default_name(store::Millis now) {
  const std::time_t seconds = now / 1000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 64> date{};
  const auto size = std::strftime(date.data(), date.size(), "SubAccount Created at %Y-%m-%d %I:%M ", &parts);
  return std::string(date.data(), size) + (parts.tm_hour < 12 ? "am" : "pm");
}

Task<Result<void>> check_limit(const Context& context) {
  // The parent is one of the rows.
  const store::Page last{.size = 1, .offset = static_cast<std::size_t>(context.options.max_sub_accounts)};
  const auto rows = co_await context.store.accounts().family(context.account.sid, {}, last);
  if (!rows) co_return rows.error();
  if (!rows->rows.empty()) co_return Error{21480, "The account has as many sub-accounts as it may have"};
  co_return Result<void>();
}

Result<void> check_status(const Context& context, const std::string& status) {
  if (status != "active" && status != "suspended" && status != "closed") {
    return Error{21475, "Status is active, suspended or closed, not " + status};
  }
  if (context.caller_sid == context.account.sid) {
    return Error{21477, "The status of an account is its parent's to change"};
  }
  return {};
}

// On the store's thread: it keeps its own copy of what it needs.
store::Accounts::Edit edit_of(std::string name, std::string status, store::Millis now) {
  return [name = std::move(name), status = std::move(status), now](store::Account& account) -> Result<void> {
    if (!status.empty() && account.status == "closed") return Error{21479, "The account is closed for good"};
    if (!name.empty()) account.friendly_name = name;
    if (!status.empty()) account.status = status;
    account.date_updated = now;
    return {};
  };
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  store::AccountFilter filter{context.form.value("FriendlyName"), context.form.value("Status")};
  const auto rows = co_await context.store.accounts().family(context.account.sid, std::move(filter), listing->page);
  if (!rows) co_return rows.error();
  co_return page_answer(context, *listing, {"accounts", "Account"}, *rows, to_json);
}

Task<Result<Answer>> create(Context& context) {
  if (is_sub_account(context.account)) co_return Error{21101, "A sub-account can't have sub-accounts"};
  store::Account account;
  if (const auto read = read_friendly_name(context.form, account.friendly_name); !read) co_return read.error();
  const auto room = co_await check_limit(context);
  if (!room) co_return room.error();
  account.date_created = account.date_updated = context.now();
  if (account.friendly_name.empty()) account.friendly_name = default_name(account.date_created);
  account.sid = make_sid("AC");
  account.auth_token = random_hex(token_bytes);
  account.owner_account_sid = context.account.sid;
  const auto saved = co_await context.store.accounts().save(account);
  if (!saved) co_return saved.error();
  co_return answer(context, account, 201);
}

Task<Result<Answer>> fetch(Context& context) {
  co_return answer(context, context.account);
}

Task<Result<Answer>> update(Context& context) {
  std::string name;
  if (const auto read = read_friendly_name(context.form, name); !read) co_return read.error();
  std::string status = context.form.value("Status");
  if (!status.empty()) {
    if (const auto checked = check_status(context, status); !checked) co_return checked.error();
  }
  auto edit = edit_of(std::move(name), std::move(status), context.now());
  const auto changed = co_await context.store.accounts().change(context.account.sid, std::move(edit));
  if (!changed) co_return changed.error();
  co_return answer(context, *changed);
}

}  // namespace ringback::api::resource::accounts
