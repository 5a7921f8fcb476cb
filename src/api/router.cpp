#include "api/router.hpp"

#include <array>

#include "api/resource/accounts.hpp"
#include "api/resource/add_on_results.hpp"
#include "api/resource/applications.hpp"
#include "api/resource/balance.hpp"
#include "api/resource/calls.hpp"
#include "api/resource/conferences.hpp"
#include "api/resource/incoming_phone_numbers.hpp"
#include "api/resource/notifications.hpp"
#include "api/resource/participants.hpp"
#include "api/resource/queues.hpp"
#include "api/resource/recordings.hpp"
#include "api/resource/sip.hpp"
#include "api/resource/transcriptions.hpp"
#include "api/resource/user_defined_message_subscriptions.hpp"
#include "api/resource/user_defined_messages.hpp"
#include "api/resource/version.hpp"

namespace ringback::api {
namespace {

using namespace resource;

constexpr std::array routes = {
    Route{"", version::fetch},
    Route{"Accounts", accounts::list},
    Route{"Accounts/{AC}", accounts::fetch},
    Route{"Accounts/{AC}/IncomingPhoneNumbers", incoming_phone_numbers::list, incoming_phone_numbers::create},
    Route{"Accounts/{AC}/IncomingPhoneNumbers/{PN}", incoming_phone_numbers::fetch, incoming_phone_numbers::update},
    Route{"Accounts/{AC}/Applications", applications::list, applications::create},
    Route{"Accounts/{AC}/Applications/{AP}", applications::fetch, applications::update},
    Route{"Accounts/{AC}/Calls", calls::list, calls::create},
    Route{"Accounts/{AC}/Calls/{CA}", calls::fetch, calls::update},
    Route{"Accounts/{AC}/Calls/{CA}/Notifications", notifications::list},
    Route{"Accounts/{AC}/Calls/{CA}/Notifications/{NO}", notifications::fetch},
    Route{"Accounts/{AC}/Calls/{CA}/Recordings", recordings::list, recordings::create},
    Route{"Accounts/{AC}/Calls/{CA}/Recordings/Twilio.CURRENT", nullptr, recordings::update_current},
    Route{"Accounts/{AC}/Calls/{CA}/Recordings/{RE}", recordings::fetch, recordings::update, recordings::remove, true},
    Route{"Accounts/{AC}/Conferences", conferences::list},
    Route{"Accounts/{AC}/Conferences/{CF}", conferences::fetch, conferences::update},
    Route{"Accounts/{AC}/Conferences/{CF}/Recordings", recordings::list},
    Route{"Accounts/{AC}/Conferences/{CF}/Recordings/Twilio.CURRENT", nullptr, recordings::update_current},
    Route{"Accounts/{AC}/Conferences/{CF}/Recordings/{RE}", recordings::fetch, recordings::update, recordings::remove,
          true},
    Route{"Accounts/{AC}/Conferences/{conference}/Participants", participants::list, participants::create},
    Route{"Accounts/{AC}/Conferences/{CF}/Participants/{participant}", participants::fetch, participants::update,
          participants::remove},
    Route{"Accounts/{AC}/Queues", queues::list, queues::create},
    Route{"Accounts/{AC}/Queues/{QU}", queues::fetch, queues::update, queues::remove},
    Route{"Accounts/{AC}/Queues/{QU}/Members", queues::list_members},
    Route{"Accounts/{AC}/Queues/{QU}/Members/{member}", queues::fetch_member, queues::update_member},
    Route{"Accounts/{AC}/Recordings", recordings::list},
    Route{"Accounts/{AC}/Recordings/{RE}/AddOnResults", add_on_results::list},
    Route{"Accounts/{AC}/Balance", balance::fetch},
    Route{"Accounts/{AC}/SIP", sip::fetch},
    Route{"Accounts/{AC}/Recordings/{RE}", recordings::fetch, nullptr, recordings::remove, true},
    Route{"Accounts/{AC}/Recordings/{RE}/Transcriptions", transcriptions::list},
    Route{"Accounts/{AC}/Recordings/{RE}/Transcriptions/{TR}", transcriptions::fetch, nullptr, transcriptions::remove,
          false, true},
    Route{"Accounts/{AC}/Transcriptions", transcriptions::list},
    Route{"Accounts/{AC}/Transcriptions/{TR}", transcriptions::fetch, nullptr, transcriptions::remove, false, true},
    Route{"Accounts/{AC}/Calls/{CA}/UserDefinedMessages", nullptr, user_defined_messages::create},
    Route{"Accounts/{AC}/Calls/{CA}/UserDefinedMessageSubscriptions", nullptr,
          user_defined_message_subscriptions::create},
    Route{"Accounts/{AC}/Calls/{CA}/UserDefinedMessageSubscriptions/{ZY}", nullptr, nullptr,
          user_defined_message_subscriptions::remove},
};

}  // namespace

Operation Route::operation(std::string_view method) const {
  if (method == "GET" || method == "HEAD") return get;
  if (method == "POST" || method == "PUT") return post;
  if (method == "DELETE") return remove;
  return nullptr;
}

std::string Route::allowed() const {
  return std::string(get ? "GET, HEAD, " : "") + (post ? "POST, " : "") + (remove ? "DELETE, " : "") + "OPTIONS";
}

Match find_route(const Path& path) {
  const bool wants_sound = path.format == Format::wav || path.format == Format::mp3;
  for (const Route& route : routes) {
    if (wants_sound && !route.has_sound) continue;
    if (path.format == Format::txt && !route.has_text) continue;
    if (auto sids = match(route.pattern, path)) return {&route, std::move(*sids)};
  }
  return {};
}

}  // namespace ringback::api
