#include "api/resource/dialing_permissions.hpp"

#include <algorithm>

#include "api/error.hpp"
#include "api/listing.hpp"
#include "base/country.hpp"
#include "store/configured.hpp"

namespace ringback::api::resource::dialing_permissions {
namespace {

constexpr const char* countries_path = "/v1/DialingPermissions/Countries";

// A country of the list, which goes from A to Z: the highest date is first.
struct Row {
  std::string sid;
  store::Millis date_created = 0;
  const Country* country = nullptr;
  bool allowed = false;
};

// Whether a call to some number of the country may leave.
bool allows(const store::Trunk& trunk, const Country& country) {
  return trunk.prefixes.empty() || std::ranges::any_of(trunk.prefixes, [&](const std::string& prefix) {
           return prefix.starts_with(country.calling_code) || country.calling_code.starts_with(prefix);
         });
}

Task<Result<std::vector<Row>>> read_rows(Context& context) {
  const auto trunks = co_await context.store.configured().trunks();
  if (!trunks) co_return trunks.error();
  std::vector<Row> out;
  for (const Country& country : countries()) {
    const bool allowed =
        std::ranges::any_of(*trunks, [&](const store::Trunk& trunk) { return allows(trunk, country); });
    const auto rank = static_cast<store::Millis>(countries().size() - out.size());
    out.push_back({"PA" + std::string(32, '0'), rank, &country, allowed});
  }
  co_return out;
}

boost::json::object to_json(const Context& context, const Row& row) {
  const std::string url = context.origin + countries_path + '/' + row.country->code;
  return {{"iso_code", row.country->code},
          {"name", row.country->name},
          {"continent", nullptr},
          {"country_codes", boost::json::array{row.country->calling_code}},
          {"low_risk_numbers_enabled", row.allowed},
          {"high_risk_special_numbers_enabled", row.allowed},
          {"high_risk_tollfraud_numbers_enabled", row.allowed},
          {"url", url},
          {"links", {{"highrisk_special_prefixes", url + "/HighRiskSpecialPrefixes"}}}};
}

Task<Result<Row>> find_row(Context& context) {
  const auto rows = co_await read_rows(context);
  if (!rows) co_return rows.error();
  const std::string code = context.sids.front();
  const auto found = std::ranges::find_if(*rows, [&](const Row& row) { return row.country->code == code; });
  if (found == rows->end()) co_return not_found(context.path.text);
  co_return *found;
}

}  // namespace

Task<Result<Answer>> list_countries(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  auto rows = co_await read_rows(context);
  if (!rows) co_return rows.error();
  const std::string code = context.form.value("IsoCode");
  if (!code.empty()) std::erase_if(*rows, [&](const Row& row) { return row.country->code != code; });
  co_return page_answer(context, *listing, {"content", "Country"}, slice(*std::move(rows), listing->page), to_json);
}

Task<Result<Answer>> fetch_country(Context& context) {
  const auto row = co_await find_row(context);
  if (!row) co_return row.error();
  co_return Answer{200, to_json(context, *row), "Country", ""};
}

Task<Result<Answer>> list_prefixes(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto row = co_await find_row(context);
  if (!row) co_return row.error();
  co_return list_answer(context, *listing, {"content", "Prefix"}, {}, std::nullopt);
}

Task<Result<Answer>> fetch_settings(Context& context) {
  boost::json::object body = {{"dialing_permissions_inheritance", true}, {"url", context.origin + "/v1/Settings"}};
  co_return Answer{200, std::move(body), "Settings", ""};
}

}  // namespace ringback::api::resource::dialing_permissions
