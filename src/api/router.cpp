#include "api/router.hpp"

#include <array>

#include "api/resource/accounts.hpp"
#include "api/resource/add_on_results.hpp"
#include "api/resource/applications.hpp"
#include "api/resource/auth_tokens.hpp"
#include "api/resource/available_phone_numbers.hpp"
#include "api/resource/balance.hpp"
#include "api/resource/call_events.hpp"
#include "api/resource/calls.hpp"
#include "api/resource/conferences.hpp"
#include "api/resource/dialing_permissions.hpp"
#include "api/resource/iam_keys.hpp"
#include "api/resource/incoming_phone_numbers.hpp"
#include "api/resource/ip_addresses.hpp"
#include "api/resource/keys.hpp"
#include "api/resource/live_verbs.hpp"
#include "api/resource/notifications.hpp"
#include "api/resource/outgoing_caller_ids.hpp"
#include "api/resource/participants.hpp"
#include "api/resource/queues.hpp"
#include "api/resource/recordings.hpp"
#include "api/resource/sip.hpp"
#include "api/resource/sip_credentials.hpp"
#include "api/resource/sip_domains.hpp"
#include "api/resource/sip_lists.hpp"
#include "api/resource/sip_mappings.hpp"
#include "api/resource/tokens.hpp"
#include "api/resource/transcriptions.hpp"
#include "api/resource/usage_records.hpp"
#include "api/resource/user_defined_message_subscriptions.hpp"
#include "api/resource/user_defined_messages.hpp"
#include "api/resource/version.hpp"

namespace ringback::api {
namespace {

using namespace resource;

constexpr std::array all_routes = {
    Route{"", version::fetch},
    Route{"Accounts", accounts::list, accounts::create},
    Route{"Accounts/{AC}", accounts::fetch, accounts::update},
    Route{"Accounts/{AC}/Keys", keys::list, keys::create},
    Route{"Accounts/{AC}/Keys/{key}", keys::fetch, keys::update, keys::remove},
    Route{"Accounts/{AC}/SigningKeys", keys::list, keys::create},
    Route{"Accounts/{AC}/SigningKeys/{key}", keys::fetch, keys::update, keys::remove},
    Route{"Accounts/{AC}/IncomingPhoneNumbers", incoming_phone_numbers::list, incoming_phone_numbers::create},
    Route{"Accounts/{AC}/IncomingPhoneNumbers/Local", incoming_phone_numbers::list_local,
          incoming_phone_numbers::create_local},
    Route{"Accounts/{AC}/IncomingPhoneNumbers/Mobile", incoming_phone_numbers::list_mobile,
          incoming_phone_numbers::create_mobile},
    Route{"Accounts/{AC}/IncomingPhoneNumbers/TollFree", incoming_phone_numbers::list_toll_free,
          incoming_phone_numbers::create_toll_free},
    Route{"Accounts/{AC}/IncomingPhoneNumbers/{PN}", incoming_phone_numbers::fetch, incoming_phone_numbers::update,
          incoming_phone_numbers::remove},
    Route{"Accounts/{AC}/AvailablePhoneNumbers", available_phone_numbers::list_countries},
    Route{"Accounts/{AC}/AvailablePhoneNumbers/{country}", available_phone_numbers::fetch_country},
    Route{"Accounts/{AC}/AvailablePhoneNumbers/{country}/Local", available_phone_numbers::list_local},
    Route{"Accounts/{AC}/AvailablePhoneNumbers/{country}/Mobile", available_phone_numbers::list_mobile},
    Route{"Accounts/{AC}/AvailablePhoneNumbers/{country}/TollFree", available_phone_numbers::list_toll_free},
    Route{"Accounts/{AC}/Applications", applications::list, applications::create},
    Route{"Accounts/{AC}/Applications/{AP}", applications::fetch, applications::update, applications::remove},
    Route{"Accounts/{AC}/Calls", calls::list, calls::create},
    Route{"Accounts/{AC}/Calls/{CA}", calls::fetch, calls::update, calls::remove},
    Route{"Accounts/{AC}/Calls/{CA}/Events", call_events::list},
    Route{"Accounts/{AC}/Notifications", notifications::list},
    Route{"Accounts/{AC}/Notifications/{NO}", notifications::fetch},
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
    Route{"Accounts/{AC}/SIP/CredentialLists", credential_lists::list, credential_lists::create},
    Route{"Accounts/{AC}/SIP/CredentialLists/{CL}", credential_lists::fetch, credential_lists::update,
          credential_lists::remove},
    Route{"Accounts/{AC}/SIP/CredentialLists/{CL}/Credentials", sip_credentials::list, sip_credentials::create},
    Route{"Accounts/{AC}/SIP/CredentialLists/{CL}/Credentials/{CR}", sip_credentials::fetch, sip_credentials::update,
          sip_credentials::remove},
    Route{"Accounts/{AC}/SIP/IpAccessControlLists", ip_access_control_lists::list, ip_access_control_lists::create},
    Route{"Accounts/{AC}/SIP/IpAccessControlLists/{AL}", ip_access_control_lists::fetch,
          ip_access_control_lists::update, ip_access_control_lists::remove},
    Route{"Accounts/{AC}/SIP/IpAccessControlLists/{AL}/IpAddresses", ip_addresses::list, ip_addresses::create},
    Route{"Accounts/{AC}/SIP/IpAccessControlLists/{AL}/IpAddresses/{IP}", ip_addresses::fetch, ip_addresses::update,
          ip_addresses::remove},
    Route{"Accounts/{AC}/SIP/Domains", sip_domains::list, sip_domains::create},
    Route{"Accounts/{AC}/SIP/Domains/{SD}", sip_domains::fetch, sip_domains::update, sip_domains::remove},
    Route{"Accounts/{AC}/SIP/Domains/{SD}/CredentialListMappings", sip_mappings::list, sip_mappings::create},
    Route{"Accounts/{AC}/SIP/Domains/{SD}/CredentialListMappings/{CL}", sip_mappings::fetch, nullptr,
          sip_mappings::remove},
    Route{"Accounts/{AC}/SIP/Domains/{SD}/IpAccessControlListMappings", sip_mappings::list, sip_mappings::create},
    Route{"Accounts/{AC}/SIP/Domains/{SD}/IpAccessControlListMappings/{AL}", sip_mappings::fetch, nullptr,
          sip_mappings::remove},
    Route{"Accounts/{AC}/SIP/Domains/{SD}/Auth/Calls/CredentialListMappings", sip_mappings::list, sip_mappings::create},
    Route{"Accounts/{AC}/SIP/Domains/{SD}/Auth/Calls/CredentialListMappings/{CL}", sip_mappings::fetch, nullptr,
          sip_mappings::remove},
    Route{"Accounts/{AC}/SIP/Domains/{SD}/Auth/Calls/IpAccessControlListMappings", sip_mappings::list,
          sip_mappings::create},
    Route{"Accounts/{AC}/SIP/Domains/{SD}/Auth/Calls/IpAccessControlListMappings/{AL}", sip_mappings::fetch, nullptr,
          sip_mappings::remove},
    Route{"Accounts/{AC}/SIP/Domains/{SD}/Auth/Registrations/CredentialListMappings", sip_mappings::list,
          sip_mappings::create},
    Route{"Accounts/{AC}/SIP/Domains/{SD}/Auth/Registrations/CredentialListMappings/{CL}", sip_mappings::fetch, nullptr,
          sip_mappings::remove},
    Route{"Accounts/{AC}/OutgoingCallerIds", outgoing_caller_ids::list, outgoing_caller_ids::create},
    Route{"Accounts/{AC}/OutgoingCallerIds/{PN}", outgoing_caller_ids::fetch, outgoing_caller_ids::update,
          outgoing_caller_ids::remove},
    Route{"Accounts/{AC}/Tokens", nullptr, tokens::create},
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
    Route{"Accounts/{AC}/Usage/Records", usage_records::list},
    Route{"Accounts/{AC}/Usage/Records/{period}", usage_records::list_by_period},
    Route{"Accounts/{AC}/Calls/{CA}/Streams", nullptr, live_verbs::create_stream},
    Route{"Accounts/{AC}/Calls/{CA}/Streams/{stream}", nullptr, live_verbs::update},
    Route{"Accounts/{AC}/Calls/{CA}/Siprec", nullptr, live_verbs::create_siprec},
    Route{"Accounts/{AC}/Calls/{CA}/Siprec/{siprec}", nullptr, live_verbs::update},
    Route{"Accounts/{AC}/Calls/{CA}/Transcriptions", nullptr, live_verbs::create_transcription},
    Route{"Accounts/{AC}/Calls/{CA}/Transcriptions/{transcription}", nullptr, live_verbs::update},
};

constexpr std::array all_v1_routes = {
    Route{"AuthTokens/Secondary", nullptr, auth_tokens::create_secondary, auth_tokens::remove_secondary},
    Route{"AuthTokens/Promote", nullptr, auth_tokens::promote},
    Route{"DialingPermissions/Countries", dialing_permissions::list_countries},
    Route{"DialingPermissions/Countries/{country}", dialing_permissions::fetch_country},
    Route{"DialingPermissions/Countries/{country}/HighRiskSpecialPrefixes", dialing_permissions::list_prefixes},
    Route{"Settings", dialing_permissions::fetch_settings},
    Route{"Keys", iam_keys::list, iam_keys::create},
    Route{"Keys/{key}", iam_keys::fetch, iam_keys::update, keys::remove},
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

std::span<const Route> routes() {
  return all_routes;
}

std::span<const Route> v1_routes() {
  return all_v1_routes;
}

Match find_route(const Path& path) {
  const bool wants_sound = path.format == Format::wav || path.format == Format::mp3;
  for (const Route& route : path.v1 ? v1_routes() : routes()) {
    if (wants_sound && !route.has_sound) continue;
    if (path.format == Format::txt && !route.has_text) continue;
    if (auto sids = match(route.pattern, path)) return {&route, std::move(*sids)};
  }
  return {};
}

}  // namespace ringback::api
