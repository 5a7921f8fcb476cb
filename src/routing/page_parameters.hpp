#pragma once

#include <string>
#include <vector>

#include "base/text.hpp"

namespace ringback::routing {

// What a page's own parameters become in the first request of its call (docs/webhooks.md).
struct PageParameters {
  std::string to;                    // of a parameter named `To`, unchanged
  Parameters sent;                   // the token's, then the page's, each name once
  std::vector<std::string> dropped;  // names that a page can't set
};

PageParameters sort_page_parameters(const Parameters& of_page, const Parameters& of_token);

}  // namespace ringback::routing
