#include "api/router.hpp"

#include <array>

#include "api/resource/accounts.hpp"
#include "api/resource/applications.hpp"
#include "api/resource/calls.hpp"
#include "api/resource/incoming_phone_numbers.hpp"
#include "api/resource/notifications.hpp"

namespace ringback::api {
namespace {

using namespace resource;

constexpr std::array routes = {
    Route{"Accounts", accounts::list},
    Route{"Accounts/{AC}", accounts::fetch},
    Route{"Accounts/{AC}/IncomingPhoneNumbers", incoming_phone_numbers::list, incoming_phone_numbers::create},
    Route{"Accounts/{AC}/IncomingPhoneNumbers/{PN}", incoming_phone_numbers::fetch, incoming_phone_numbers::update},
    Route{"Accounts/{AC}/Applications", applications::list, applications::create},
    Route{"Accounts/{AC}/Applications/{AP}", applications::fetch, applications::update},
    Route{"Accounts/{AC}/Calls", calls::list},
    Route{"Accounts/{AC}/Calls/{CA}", calls::fetch},
    Route{"Accounts/{AC}/Calls/{CA}/Notifications", notifications::list},
    Route{"Accounts/{AC}/Calls/{CA}/Notifications/{NO}", notifications::fetch},
};

}  // namespace

Operation Route::operation(std::string_view method) const {
  if (method == "GET" || method == "HEAD") return get;
  if (method == "POST" || method == "PUT") return post;
  return nullptr;
}

std::string Route::allowed() const {
  return std::string(get ? "GET, HEAD, " : "") + (post ? "POST, " : "") + "OPTIONS";
}

Match find_route(const Path& path) {
  for (const Route& route : routes) {
    if (auto sids = match(route.pattern, path)) return {&route, std::move(*sids)};
  }
  return {};
}

}  // namespace ringback::api
