#pragma once

#include "store/accounts.hpp"
#include "store/api_keys.hpp"

namespace ringback::browser {

// Where the keys are found that sign tokens.
struct Keys {
  store::Accounts& accounts;
  store::ApiKeys& api_keys;
};

}  // namespace ringback::browser
