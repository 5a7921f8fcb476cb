#include "routing/page_parameters.hpp"

#include <algorithm>

#include "webhook/parameters.hpp"

namespace ringback::routing {
namespace {

constexpr std::size_t max_dropped = 20;  // each is a warning on the call

}  // namespace

PageParameters sort_page_parameters(const Parameters& of_page, const Parameters& of_token) {
  PageParameters out;
  for (const auto& [name, value] : of_token) {
    if (name == "To") {
      out.to = value;
    } else if (!webhook::is_standard(name) && !find(out.sent, name)) {
      out.sent.emplace_back(name, value);
    }
  }
  for (const auto& [name, value] : of_page) {
    if (name == "To" && !find(of_token, name)) {
      out.to = value;
    } else if (webhook::is_standard(name) || find(out.sent, name)) {
      if (out.dropped.size() < max_dropped &&
          std::find(out.dropped.begin(), out.dropped.end(), name) == out.dropped.end()) {
        out.dropped.push_back(name);
      }
    } else {
      out.sent.emplace_back(name, value);
    }
  }
  return out;
}

}  // namespace ringback::routing
