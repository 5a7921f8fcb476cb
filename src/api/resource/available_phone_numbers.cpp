#include "api/resource/available_phone_numbers.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "api/error.hpp"
#include "api/listing.hpp"
#include "api/resource/number_search.hpp"
#include "api/resource/pool.hpp"
#include "api/value.hpp"
#include "base/phone_number.hpp"

namespace ringback::api::resource::available_phone_numbers {
namespace {

using Number = store::AvailableNumber;

struct Type {
  std::string_view name;
  std::string_view member;
  std::string_view path;
};
constexpr std::array<Type, 3> types = {
    {{"local", "local", "/Local"}, {"mobile", "mobile", "/Mobile"}, {"toll-free", "toll_free", "/TollFree"}}};

// The types that there are of each country.
using Countries = std::map<std::string, std::set<std::string>>;

Task<Result<Countries>> countries(const Context& context) {
  const auto numbers = co_await free_numbers(context);
  if (!numbers) co_return numbers.error();
  Countries out;
  for (const Number& number : *numbers) out[number.country].insert(number.type);
  out.erase("");
  co_return out;
}

boost::json::object country_json(const Context& context, const std::string& country, const std::set<std::string>& has) {
  const std::string path = "/AvailablePhoneNumbers/" + country;
  boost::json::object uris;
  for (const Type& type : types) {
    if (has.contains(std::string(type.name))) uris.emplace(type.member, context.uri(path + std::string(type.path)));
  }
  return {{"country_code", country},
          {"country", country_name(country)},
          {"uri", context.uri(path)},
          {"beta", false},
          {"subresource_uris", std::move(uris)}};
}

boost::json::object number_json(const Number& number) {
  // The product writes some of these in capitals, its document does not.
  boost::json::object capabilities = {{"voice", true}, {"sms", false}, {"mms", false},
                                      {"fax", false},  {"SMS", false}, {"MMS", false}};
  return {
      {"friendly_name", formatted_number(number.phone_number)},
      {"phone_number", number.phone_number},
      {"lata", nullptr},
      {"locality", text_or_null(number.locality)},
      {"rate_center", nullptr},
      {"latitude", nullptr},
      {"longitude", nullptr},
      {"region", text_or_null(number.region)},
      {"postal_code", text_or_null(number.postal_code)},
      {"iso_country", number.country},
      {"address_requirements", "none"},
      {"beta", false},
      {"capabilities", std::move(capabilities)},
  };
}

// Where a page of numbers ends: the list is in their order, so that whatever is taken meanwhile moves none.
PageEnd end_of(const Number& number) {
  return {std::stoll(number.phone_number.substr(1)), "PN" + std::string(32, '0')};
}

Answer page(const Context& context, const Listing& listing, const std::vector<Number>& wanted) {
  boost::json::array items;
  std::optional<PageEnd> next;
  std::size_t skip = listing.page.offset;
  const Number* last = nullptr;
  for (const Number& number : wanted) {
    if (!listing.page.after_sid.empty() && end_of(number).date <= listing.page.after_date) continue;
    if (skip > 0) {
      --skip;
      continue;
    }
    if (items.size() == listing.page.size) {
      next = end_of(*last);
      break;
    }
    items.push_back(number_json(number));
    last = &number;
  }
  return list_answer(context, listing, {"available_phone_numbers", "AvailablePhoneNumber"}, std::move(items), next);
}

Task<Result<Answer>> list_type(Context& context, std::string type) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto search = read_number_search(context.form);
  if (!search) co_return search.error();
  auto numbers = co_await free_numbers(context);
  if (!numbers) co_return numbers.error();
  const std::string& country = context.sids.front();
  std::erase_if(*numbers, [&](const Number& number) { return number.country != country || number.type != type; });
  if (numbers->empty()) co_return not_found(context.path.text);
  std::erase_if(*numbers, [&](const Number& number) { return !search->wants(number); });
  std::sort(numbers->begin(), numbers->end(),
            [](const Number& a, const Number& b) { return end_of(a).date < end_of(b).date; });
  co_return page(context, *listing, *numbers);
}

}  // namespace

Task<Result<Answer>> list_countries(Context& context) {
  const auto found = co_await countries(context);
  if (!found) co_return found.error();
  boost::json::array items;
  for (const auto& [country, has] : *found) items.push_back(country_json(context, country, has));
  boost::json::object body = {{"countries", std::move(items)}, {"uri", context.uri("/AvailablePhoneNumbers")}};
  co_return Answer{200, std::move(body), "Country", "countries"};
}

Task<Result<Answer>> fetch_country(Context& context) {
  const auto found = co_await countries(context);
  if (!found) co_return found.error();
  const auto country = found->find(context.sids.front());
  if (country == found->end()) co_return not_found(context.path.text);
  co_return Answer{200, country_json(context, country->first, country->second), "Country", ""};
}

Task<Result<Answer>> list_local(Context& context) {
  return list_type(context, "local");
}

Task<Result<Answer>> list_mobile(Context& context) {
  return list_type(context, "mobile");
}

Task<Result<Answer>> list_toll_free(Context& context) {
  return list_type(context, "toll-free");
}

}  // namespace ringback::api::resource::available_phone_numbers
