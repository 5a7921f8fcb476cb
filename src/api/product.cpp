#include "api/product.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace ringback::api {
namespace {

// What of the products is here, by the beginning of its path.
struct Here {
  std::string_view product;
  std::string_view path;
};

constexpr auto here = std::to_array<Here>({
    {"api", "/2010-04-01"},
    {"accounts", "/v1/AuthTokens/"},
    {"iam", "/v1/Keys"},
    {"voice", "/v1/DialingPermissions/"},
    {"voice", "/v1/Settings"},
});

std::string without_port(std::string_view host) {
  return lower(host.substr(0, host.find(':')));
}

// Letters, digits and dashes, as in a host's label.
bool is_label(std::string_view text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == text.npos;
}

}  // namespace

std::optional<ProductRequest> product_of(const http::Request& request) {
  const std::string_view path = request.path;
  if (path.starts_with(product_prefix)) {
    const auto rest = path.substr(product_prefix.size());
    const auto slash = std::min(rest.find('/'), rest.size());
    const auto product = rest.substr(0, slash);
    if (!is_label(product)) return std::nullopt;
    return ProductRequest{std::string(product), slash < rest.size() ? std::string(rest.substr(slash)) : "/"};
  }
  const std::string host = without_port(http::header(request.headers, "Host"));
  const std::string label = host.substr(0, host.find('.'));
  if (!host.ends_with('.' + std::string(product_domain)) || !is_label(label)) return std::nullopt;
  return ProductRequest{label, request.path};
}

const std::vector<std::string>& products() {
  static const std::vector<std::string> all = {
      "accounts",      "assistants",   "autopilot", "bulkexports",   "chat",    "content",
      "conversations", "fax",          "flex-api",  "frontline-api", "iam",     "insights",
      "intelligence",  "ip-messaging", "lookups",   "messaging",     "monitor", "notify",
      "numbers",       "oauth",        "preview",   "preview-iam",   "pricing", "proxy",
      "routes",        "serverless",   "studio",    "supersim",      "sync",    "taskrouter",
      "trunking",      "trusthub",     "verify",    "video",         "voice",   "wireless"};
  return all;
}

bool is_here(const ProductRequest& request) {
  return std::ranges::any_of(here, [&](const Here& each) {
    return each.product == request.product && std::string_view(request.path).starts_with(each.path);
  });
}

}  // namespace ringback::api
