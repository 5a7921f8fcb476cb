#include "api/listing.hpp"

#include <charconv>

#include "api/error.hpp"

namespace ringback::api {
namespace {

constexpr std::size_t default_page_size = 50;
constexpr std::size_t max_page_size = 1000;
constexpr std::size_t max_offset = 10'000;

// Digits alone; nothing else is a number of the API.
std::optional<std::size_t> number(const std::string& text) {
  std::size_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

std::string filters_of(const Form& form) {
  Parameters filters;
  for (const auto& parameter : form.all()) {
    const std::string& name = parameter.first;
    if (name != "PageSize" && name != "Page" && name != "PageToken") filters.push_back(parameter);
  }
  return form_encode(filters);
}

// What a token is signed for.
std::string list_name(const Context& context, const Listing& listing) {
  return context.path.text + '?' + listing.filters;
}

// Without a token, old scripts count pages.
Result<void> seek(const Context& context, Listing& listing) {
  if (!listing.token.empty()) {
    auto end = read_page_token(listing.token, context.account.auth_token, list_name(context, listing));
    if (!end) return end.error();
    listing.page.after_date = end->date;
    listing.page.after_sid = std::move(end->sid);
    return {};
  }
  if (listing.number > max_offset / listing.page.size) return invalid_parameter("Page", "too deep without a PageToken");
  listing.page.offset = listing.number * listing.page.size;
  return {};
}

std::string page_uri(const Context& context, const Listing& listing, std::size_t page, const std::string& token = "") {
  std::string out = context.path.text + '?' + listing.filters;
  if (!listing.filters.empty()) out += '&';
  out += "PageSize=" + std::to_string(listing.page.size) + "&Page=" + std::to_string(page);
  return token.empty() ? out : out + "&PageToken=" + percent_encode(token);
}

boost::json::value previous_uri(const Context& context, const Listing& listing) {
  if (listing.number == 0 || (listing.number - 1) * listing.page.size > max_offset) return nullptr;
  return boost::json::string(page_uri(context, listing, listing.number - 1));
}

boost::json::value next_uri(const Context& context, const Listing& listing, const std::optional<PageEnd>& next) {
  if (!next) return nullptr;
  const auto token = make_page_token(*next, context.account.auth_token, list_name(context, listing));
  return boost::json::string(page_uri(context, listing, listing.number + 1, token));
}

// Below `/v1` the envelope has one member beside the rows, and whole URLs.
boost::json::object newer_envelope(const Context& context, const Listing& listing, ListNames names,
                                   boost::json::array items, const std::optional<PageEnd>& next) {
  const auto whole = [&context](const boost::json::value& uri) -> boost::json::value {
    if (!uri.is_string()) return nullptr;
    return boost::json::string(context.origin + std::string(uri.as_string()));
  };
  boost::json::object meta = {
      {"first_page_url", context.origin + page_uri(context, listing, 0)},
      {"key", names.key},
      {"next_page_url", whole(next_uri(context, listing, next))},
      {"page", listing.number},
      {"page_size", listing.page.size},
      {"previous_page_url", whole(previous_uri(context, listing))},
      {"url", context.origin + page_uri(context, listing, listing.number, listing.token)},
  };
  return {{names.key, std::move(items)}, {"meta", std::move(meta)}};
}

}  // namespace

Result<Listing> read_listing(Context& context) {
  Listing out;
  const auto size = number(context.form.value("PageSize")).value_or(default_page_size);
  if (size > max_page_size) return Error{20007, "PageSize is at most 1000"};
  out.page.size = size == 0 ? default_page_size : size;
  out.number = number(context.form.value("Page")).value_or(0);
  out.token = context.form.value("PageToken");
  out.filters = filters_of(context.form);
  const auto found = seek(context, out);
  if (!found) return found.error();
  return out;
}

Answer list_answer(const Context& context, const Listing& listing, ListNames names, boost::json::array items,
                   const std::optional<PageEnd>& next) {
  const std::size_t start = items.empty() ? 0 : listing.number * listing.page.size;
  const std::size_t end = items.empty() ? 0 : start + items.size() - 1;
  if (context.path.v1)
    return {200, newer_envelope(context, listing, names, std::move(items), next), names.element, names.key};
  boost::json::object body = {
      {names.key, std::move(items)},
      {"end", end},
      {"first_page_uri", page_uri(context, listing, 0)},
      {"next_page_uri", next_uri(context, listing, next)},
      {"page", listing.number},
      {"page_size", listing.page.size},
      {"previous_page_uri", previous_uri(context, listing)},
      {"start", start},
      {"uri", page_uri(context, listing, listing.number, listing.token)},
  };
  return {200, std::move(body), names.element, names.key};
}

}  // namespace ringback::api
