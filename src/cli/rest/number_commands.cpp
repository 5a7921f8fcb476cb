#include "cli/rest/command.hpp"

namespace ringback::cli::rest {
namespace {

constexpr std::string_view methods = "GET,POST";
constexpr std::string_view yes_no = "true,false";
constexpr std::string_view number_columns = "sid,phone_number,friendly_name,voice_url,voice_application_sid";
constexpr std::string_view available_columns = "phone_number,friendly_name,locality,region,iso_country";
constexpr std::string_view application_columns = "sid,friendly_name,voice_url,status_callback";

std::vector<Flag> voice_flags() {
  return {{"name", "FriendlyName", "A name for people"},
          {"voice-url", "VoiceUrl", "Asked when a call comes"},
          {"voice-method", "VoiceMethod", "How it is asked", methods},
          {"voice-fallback-url", "VoiceFallbackUrl", "Asked when the voice URL fails"},
          {"status-callback", "StatusCallback", "Told when a call has ended"},
          {"status-callback-method", "StatusCallbackMethod", "How it is told", methods}};
}

std::vector<Flag> number_flags() {
  auto out = voice_flags();
  out.push_back({"application", "VoiceApplicationSid", "The TwiML App that answers in place of the URLs (AP…)"});
  return out;
}

std::vector<Flag> new_number_flags() {
  auto out = number_flags();
  out.insert(out.begin(), {{"number", "PhoneNumber", "This number of the pool"},
                           {"area-code", "AreaCode", "Any number that begins so"}});
  return out;
}

std::vector<Flag> search_flags() {
  return {{"contains", "Contains", "With these digits; * is any one"},
          {"area-code", "AreaCode", "That begin so"},
          {"locality", "InLocality", "Of this place"}};
}

std::vector<Command> numbers() {
  return {
      {"number",
       "list",
       "The account's numbers",
       "GET",
       "/IncomingPhoneNumbers",
       Answer::list,
       "incoming_phone_numbers",
       number_columns,
       "",
       {{"number", "PhoneNumber", "With these digits; * is any one"}, {"name", "FriendlyName", "Only of this name"}}},
      {"number", "show", "One number", "GET", "/IncomingPhoneNumbers/{number}"},
      {"number", "countries", "Where there are numbers to be had", "GET", "/AvailablePhoneNumbers", Answer::list,
       "countries", "country_code,country,beta"},
      {"number", "available", "Numbers to be had: of a country (JP) and a type (Local, Mobile, TollFree)", "GET",
       "/AvailablePhoneNumbers/{country}/{type}", Answer::list, "available_phone_numbers", available_columns, "",
       search_flags()},
      {"number", "take", "Take a number of the pool", "POST", "/IncomingPhoneNumbers", Answer::resource, "", "", "",
       new_number_flags()},
      {"number", "update", "Say what answers a number", "POST", "/IncomingPhoneNumbers/{number}", Answer::resource, "",
       "", "", number_flags()},
      {"number", "release", "Give a number back to the pool", "DELETE", "/IncomingPhoneNumbers/{number}",
       Answer::nothing},
  };
}

std::vector<Command> caller_ids() {
  return {
      {"caller-id", "list", "Numbers that the account may call from", "GET", "/OutgoingCallerIds", Answer::list,
       "outgoing_caller_ids", "sid,phone_number,friendly_name,date_created"},
      {"caller-id", "show", "One of them", "GET", "/OutgoingCallerIds/{caller-id}"},
      {"caller-id",
       "verify",
       "Call a number and ask for the code that this prints",
       "POST",
       "/OutgoingCallerIds",
       Answer::resource,
       "",
       "",
       "",
       {{"number", "PhoneNumber", "The number", "", true},
        {"name", "FriendlyName", "A name for people"},
        {"delay", "CallDelay", "Seconds before it is called"},
        {"extension", "Extension", "Keys to press once it is answered"}}},
      {"caller-id",
       "update",
       "Name one",
       "POST",
       "/OutgoingCallerIds/{caller-id}",
       Answer::resource,
       "",
       "",
       "",
       {{"name", "FriendlyName", "A name for people", "", true}}},
      {"caller-id", "delete", "Delete one", "DELETE", "/OutgoingCallerIds/{caller-id}", Answer::nothing},
  };
}

std::vector<Command> applications() {
  auto named = voice_flags();
  named.front().required = true;
  return {
      {"application",
       "list",
       "TwiML Apps",
       "GET",
       "/Applications",
       Answer::list,
       "applications",
       application_columns,
       "",
       {{"name", "FriendlyName", "Only of this name"}}},
      {"application", "show", "One application", "GET", "/Applications/{application}"},
      {"application", "create", "Make an application", "POST", "/Applications", Answer::resource, "", "", "", named},
      {"application", "update", "Change an application", "POST", "/Applications/{application}", Answer::resource, "",
       "", "", voice_flags()},
      {"application", "delete", "Delete an application", "DELETE", "/Applications/{application}", Answer::nothing},
  };
}

std::vector<Command> sip_domains() {
  return {
      {"sip-domain", "list", "SIP domains", "GET", "/SIP/Domains", Answer::list, "domains",
       "sid,domain_name,auth_type,sip_registration,voice_url"},
      {"sip-domain", "show", "One domain", "GET", "/SIP/Domains/{domain}"},
      {"sip-domain",
       "create",
       "Make a domain",
       "POST",
       "/SIP/Domains",
       Answer::resource,
       "",
       "",
       "",
       {{"domain", "DomainName", "Its name", "", true},
        {"voice-url", "VoiceUrl", "Asked when a call comes"},
        {"registration", "SipRegistration", "Whether phones may register", yes_no}}},
      {"sip-domain",
       "update",
       "Change a domain",
       "POST",
       "/SIP/Domains/{domain}",
       Answer::resource,
       "",
       "",
       "",
       {{"voice-url", "VoiceUrl", "Asked when a call comes"},
        {"registration", "SipRegistration", "Whether phones may register", yes_no}}},
      {"sip-domain", "delete", "Delete a domain", "DELETE", "/SIP/Domains/{domain}", Answer::nothing},
  };
}

}  // namespace

std::vector<Command> number_commands() {
  std::vector<Command> out;
  for (const auto part : {numbers, caller_ids, applications, sip_domains}) {
    for (Command& command : part()) out.push_back(std::move(command));
  }
  return out;
}

}  // namespace ringback::cli::rest
