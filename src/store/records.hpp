#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// One struct a table. Times are Unix milliseconds in UTC; 0 means "not yet". Strings hold UTF-8; empty means unset
// unless a comment says otherwise.
namespace ringback::store {

using Millis = std::int64_t;

struct Account {
  std::string sid;         // AC…
  std::string auth_token;  // 32 lower-case hex digits; encrypted at rest
  std::string friendly_name;
  std::string status = "active";
  std::string owner_account_sid;
  Millis date_created = 0;
  Millis date_updated = 0;
};

// A URL that answers and how it is asked. Shared by numbers and applications.
struct VoiceUrls {
  std::string voice_url;
  std::string voice_method = "POST";
  std::string voice_fallback_url;
  std::string voice_fallback_method = "POST";
  std::string status_callback;
  std::string status_callback_method = "POST";
};

struct IncomingPhoneNumber {
  std::string sid;  // PN…
  std::string account_sid;
  std::string phone_number;  // E.164
  std::string friendly_name;
  std::string voice_application_sid;  // if set, its URLs answer and the number's own do not
  VoiceUrls urls;
  std::string type = "local";  // or mobile, toll-free
  std::string kept;            // parameters that do nothing here and are told as they came: a form
  Millis date_created = 0;
  Millis date_updated = 0;
};

struct Application {
  std::string sid;  // AP…
  std::string account_sid;
  std::string friendly_name;
  VoiceUrls urls;
  std::string kept;  // as a number's
  Millis date_created = 0;
  Millis date_updated = 0;
};

// Signs Access Tokens and the requests of scripts, in place of the account's Auth Token.
struct ApiKey {
  std::string sid;  // SK…
  std::string account_sid;
  // Encrypted at rest, not hashed: the signature of an Access Token is checked with the secret itself.
  std::string secret;
  std::string friendly_name;
  std::string kind = "standard";  // or main: may also read and write accounts and keys
  Millis date_created = 0;
  Millis date_updated = 0;
};

// A number that the configuration lets an account take.
struct AvailableNumber {
  std::string phone_number;  // E.164
  std::string account_sid;   // empty: any account
  // Empty: what the number alone tells.
  std::string country{};  // ISO 3166 alpha-2
  std::string type{};     // local, mobile, toll-free
  std::string locality{};
  std::string region{};
  std::string postal_code{};
};

// A SIP phone that registers with a digest.
struct Phone {
  std::string user;
  std::string password;      // encrypted at rest
  std::string phone_number;  // E.164: what it is reached at and what it calls from
};

// A carrier: where calls from outside come from and calls out go to. docs/trunks.md has the meaning of each.
struct Trunk {
  std::string name;
  std::vector<std::string> addresses;   // IP addresses and networks (CIDR) that its calls come from
  std::string proxy;                    // host[:port][;transport=udp|tcp] of calls out; empty: the first address
  std::string user{};                   // answers its challenges, and registers
  std::string password{};               // encrypted at rest
  bool registers = false;               // we register with it
  int register_expires = 3600;          // seconds
  std::string inbound_user{};           // its own calls must show this digest; empty: they need none
  std::string inbound_password{};       // encrypted at rest
  std::vector<std::string> prefixes{};  // of numbers (E.164) that it takes; none: every number
  int priority = 1;                     // lower first
  int weight = 1;                       // share among trunks of one priority
  std::string number_format = "+e164";  // or `e164`: without the plus
  std::string caller_id_in = "From";    // or P-Asserted-Identity, P-Preferred-Identity
  int max_calls = 0;                    // at once, both ways; 0: no limit
  int calls_per_second = 0;             // that we start; 0: no limit

  bool operator==(const Trunk&) const = default;
};

// How the sound of a call's device travelled (docs/call-quality.md). 0 where unknown.
struct CallQuality {
  std::int64_t packets_received = 0;
  std::int64_t packets_received_lost = 0;
  std::int64_t received_jitter_us = 0;
  std::int64_t received_mos = 0;  // hundredths: 441 is 4.41
  std::int64_t packets_sent = 0;
  std::int64_t packets_sent_lost = 0;
  std::int64_t sent_jitter_us = 0;
  std::int64_t sent_mos = 0;
  std::int64_t round_trip_us = 0;
};

struct Call {
  std::string sid;  // CA…
  std::string account_sid;
  std::string parent_call_sid;
  std::string to;
  std::string from;
  std::string phone_number_sid;
  std::string status;     // queued ringing in-progress completed busy failed no-answer canceled
  std::string direction;  // inbound outbound-api outbound-dial
  std::string forwarded_from;
  std::string caller_name;
  Millis date_created = 0;
  Millis date_updated = 0;
  Millis start_time = 0;  // ringing or dialling began
  Millis answer_time = 0;
  Millis end_time = 0;
  CallQuality quality;  // once it has ended
};

// A callback that an event of a call asks for, until the application has been told. The text is the ledger's own.
struct DueCallback {
  std::string sid;
  std::string call_sid;
  std::string event;
  Millis date_created = 0;
};

// What must be done about a call even after a crash; written together with its record.
struct CallTrail {
  std::string snapshot;  // of an open call: all that ending it asks for, in the ledger's own words; empty: it has ended
  std::vector<DueCallback> due;
};

// What was recorded of a call. Its sound is a file beside the store.
struct Recording {
  std::string sid;  // RE…
  std::string account_sid;
  std::string call_sid;        // the parent leg's; of a conference, who was in it first
  std::string conference_sid;  // of what was recorded in one
  std::string status;          // in-progress paused stopped completed absent deleted
  std::string source;          // RecordVerb DialVerb Conference StartCallRecordingAPI OutboundAPI …
  std::string track;           // inbound outbound both
  int channels = 1;
  int duration = 0;  // seconds, once it is complete
  int error_code = 0;
  Millis start_time = 0;
  Millis date_created = 0;
  Millis date_updated = 0;
  std::string snapshot;  // while it runs: all that ending it asks for, in the ledger's own words

  // Its file isn't complete yet.
  bool open() const { return status == "in-progress" || status == "paused" || status == "stopped"; }
};

// A room, while it runs and after. Who is in it is known to the rooms alone.
struct Conference {
  std::string sid;  // CF…
  std::string account_sid;
  std::string friendly_name;
  std::string status;  // init in-progress completed
  std::string reason_ended;
  std::string call_sid_ending;
  Millis date_created = 0;
  Millis date_updated = 0;
  std::string snapshot;  // while it runs: all that ending it asks for, in the ledger's own words
};

// A queue of callers. Who waits in it is known to the rooms alone.
struct Queue {
  std::string sid;  // QU…
  std::string account_sid;
  std::string friendly_name;
  int max_size = 0;
  Millis date_created = 0;
  Millis date_updated = 0;
};

// What a recording says, as an engine has understood it.
struct Transcription {
  std::string sid;  // TR…
  std::string account_sid;
  std::string recording_sid;
  std::string status;  // in-progress completed failed
  std::string transcription_text;
  int duration = 0;  // seconds, of the recording
  Millis date_created = 0;
  Millis date_updated = 0;
  std::string snapshot{};  // while it is under way: all that ending it asks for, in the ledger's own words
};

// A call that a crash left open.
struct OpenCall {
  Call call;
  std::string snapshot;
};

// What the product's debugger shows: an error or a warning of a call.
struct Notification {
  std::string sid;  // NO…
  std::string account_sid;
  std::string call_sid;
  int error_code = 0;
  bool warning = true;  // log "1"; false: an error, log "0"
  std::string message_text;
  std::string request_url;
  std::string request_method;
  std::string request_variables;  // a form
  Millis message_date = 0;
};

// A request of the application or to it that made, changed or asked about a call.
struct CallEvent {
  std::string sid;  // of the server alone
  std::string account_sid;
  std::string call_sid;
  std::string method;
  std::string url;
  std::string parameters;    // a form
  int response_code = 0;     // 0: no answer came
  int request_duration = 0;  // milliseconds
  std::string content_type;
  std::string response_headers;  // a form
  std::string response_body;
  Millis date_created = 0;
};

// A number of somebody's own that an account may call from.
struct OutgoingCallerId {
  std::string sid;  // PN…
  std::string account_sid;
  std::string phone_number;  // E.164
  std::string friendly_name;
  Millis date_created = 0;
  Millis date_updated = 0;
};

// A name that SIP calls come to. Flags are 0 or 1.
struct SipDomain {
  std::string sid;  // SD…
  std::string account_sid;
  std::string domain_name;
  std::string friendly_name;
  VoiceUrls urls;
  int sip_registration = 0;
  int secure = 0;
  int emergency_calling_enabled = 0;
  std::string byoc_trunk_sid;
  std::string emergency_caller_sid;
  Millis date_created = 0;
  Millis date_updated = 0;
};

// Of credentials (CL…), or of addresses (AL…): each kind in a table of its own.
struct SipCredentialList {
  std::string sid;
  std::string account_sid;
  std::string friendly_name;
  Millis date_created = 0;
  Millis date_updated = 0;
};
struct IpAccessControlList {
  std::string sid;
  std::string account_sid;
  std::string friendly_name;
  Millis date_created = 0;
  Millis date_updated = 0;
};

struct SipCredential {
  std::string sid;  // CR…
  std::string account_sid;
  std::string credential_list_sid;
  std::string username;
  std::string password;  // encrypted at rest: the realm that a digest needs may change
  Millis date_created = 0;
  Millis date_updated = 0;
};

struct IpAddress {
  std::string sid;  // IP…
  std::string account_sid;
  std::string ip_access_control_list_sid;
  std::string friendly_name;
  std::string ip_address;
  int cidr_prefix_length = 32;
  Millis date_created = 0;
  Millis date_updated = 0;
};

// That a domain demands a list, of those who call it or of those who register with it.
struct SipMapping {
  std::string id;   // domain, use and list together
  std::string sid;  // the list's
  std::string account_sid;
  std::string domain_sid;
  std::string use;  // calls or registrations
  std::string friendly_name;
  Millis date_created = 0;
  Millis date_updated = 0;
};

}  // namespace ringback::store
