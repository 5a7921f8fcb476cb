#include "api/elsewhere.hpp"

#include <array>

namespace ringback::api {
namespace {

struct Elsewhere {
  std::string_view pattern;  // of the path's beginning
  std::string_view why;
};

constexpr std::string_view messaging = "messaging is no part of this server";
constexpr std::string_view connect = "Connect apps are no part of this server";
constexpr std::string_view pool = "the pool of numbers has no such type";

constexpr std::array elsewhere = {
    Elsewhere{"Accounts/{AC}/Messages", messaging},
    Elsewhere{"Accounts/{AC}/SMS", messaging},
    Elsewhere{"Accounts/{AC}/Addresses", "addresses are no part of this server"},
    Elsewhere{"Accounts/{AC}/ConnectApps", connect},
    Elsewhere{"Accounts/{AC}/AuthorizedConnectApps", connect},
    Elsewhere{"Accounts/{AC}/Usage/Triggers", "there is no billing to watch"},
    Elsewhere{"Accounts/{AC}/Calls/{CA}/Payments", "payments are no part of this server"},
    Elsewhere{"Accounts/{AC}/Calls/{CA}/Feedback", "the product has withdrawn it"},
    Elsewhere{"Accounts/{AC}/Calls/FeedbackSummary", "the product has withdrawn it"},
    Elsewhere{"Accounts/{AC}/IncomingPhoneNumbers/{PN}/AssignedAddOns", "add-ons are no part of this server"},
    Elsewhere{"Accounts/{AC}/Recordings/{RE}/AddOnResults/{addon}", "add-ons are no part of this server"},
    Elsewhere{"Accounts/{AC}/AvailablePhoneNumbers/{country}/National", pool},
    Elsewhere{"Accounts/{AC}/AvailablePhoneNumbers/{country}/Voip", pool},
    Elsewhere{"Accounts/{AC}/AvailablePhoneNumbers/{country}/SharedCost", pool},
    Elsewhere{"Accounts/{AC}/AvailablePhoneNumbers/{country}/MachineToMachine", pool},
};

}  // namespace

std::string_view why_elsewhere(const Path& path) {
  for (const Elsewhere& each : elsewhere) {
    if (begins(each.pattern, path)) return each.why;
  }
  return {};
}

}  // namespace ringback::api
