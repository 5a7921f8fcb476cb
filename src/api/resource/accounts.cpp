#include "api/resource/accounts.hpp"

#include <array>

#include "api/listing.hpp"
#include "api/value.hpp"
#include "store/accounts.hpp"

namespace ringback::api::resource::accounts {
namespace {

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

boost::json::object subresource_uris(const Context& context) {
  boost::json::object out;
  for (const auto& [key, path] : subresources) out.emplace(key, context.uri(std::string(path)));
  return out;
}

boost::json::object to_json(const Context& context, const store::Account& account) {
  const std::string& owner = account.owner_account_sid.empty() ? account.sid : account.owner_account_sid;
  return {
      {"auth_token", account.auth_token},
      {"date_created", date_value(account.date_created)},
      {"date_updated", date_value(account.date_updated)},
      {"friendly_name", text_value(account.friendly_name)},
      {"owner_account_sid", owner},
      {"sid", account.sid},
      {"status", account.status},
      {"subresource_uris", subresource_uris(context)},
      {"type", "Full"},
      {"uri", context.uri("")},
  };
}

bool wanted(Form& form, const store::Account& account) {
  const std::string name = form.value("FriendlyName");
  const std::string status = form.value("Status");
  return (name.empty() || name == account.friendly_name) && (status.empty() || status == account.status);
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  std::vector<store::Account> own;
  if (wanted(context.form, context.account)) own.push_back(context.account);
  co_return page_answer(context, *listing, {"accounts", "Account"}, slice(std::move(own), listing->page), to_json);
}

Task<Result<Answer>> fetch(Context& context) {
  co_return Answer{200, to_json(context, context.account), "Account", ""};
}

}  // namespace ringback::api::resource::accounts
