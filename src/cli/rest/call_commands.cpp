#include "cli/rest/command.hpp"

namespace ringback::cli::rest {
namespace {

constexpr std::string_view yes_no = "true,false";
constexpr std::string_view methods = "GET,POST";
constexpr std::string_view call_columns = "sid,direction,from,to,status,start_time,duration";
constexpr std::string_view conference_columns = "sid,friendly_name,status,date_created,reason_conference_ended";
constexpr std::string_view participant_columns = "call_sid,label,status,muted,hold,coaching";
constexpr std::string_view queue_columns = "sid,friendly_name,current_size,max_size,average_wait_time";
constexpr std::string_view recording_columns = "sid,call_sid,status,source,date_created,duration,channels";

std::vector<Flag> document_flags() {
  return {{"url", "Url", "Where the TwiML is to be had"},
          {"method", "Method", "How the URL is asked", methods},
          {"twiml", "Twiml", "The TwiML itself"},
          {"twiml-file", "Twiml", "A file with the TwiML", "", false, true}};
}

std::vector<Flag> with(std::vector<Flag> flags, const std::vector<Flag>& more) {
  flags.insert(flags.end(), more.begin(), more.end());
  return flags;
}

std::vector<Flag> create_call_flags() {
  const std::vector<Flag> who = {
      {"to", "To", "A number, client:name or sip:user@host", "", true},
      {"from", "From", "One of the account's numbers; for clients and SIP any name", "", true}};
  return with(with(who, document_flags()), {{"application", "ApplicationSid", "Run this TwiML App (AP…)"},
                                            {"timeout", "Timeout", "Seconds of ringing"},
                                            {"time-limit", "TimeLimit", "Seconds of the whole call"},
                                            {"send-digits", "SendDigits", "Keys to press once it is answered"},
                                            {"record", "Record", "Record the call", yes_no},
                                            {"caller-id", "CallerId", "What the far end is shown in place of --from"},
                                            {"status-callback", "StatusCallback", "Told of the call's progress"},
                                            {"sip-user", "SipAuthUsername", "Who the far end of SIP is told we are"}});
}

std::vector<Flag> list_call_flags() {
  return {{"status", "Status", "Only of this status",
           "queued,ringing,in-progress,completed,busy,failed,no-answer,canceled"},
          {"to", "To", "Only to this number, client or SIP address"},
          {"from", "From", "Only from this one"},
          {"parent", "ParentCallSid", "Only those that this call dialled (CA…)"},
          {"since", "StartTime>", "Begun on this day or later (YYYY-MM-DD, or a time in UTC)"},
          {"until", "StartTime<", "Begun before this day"}};
}

std::vector<Flag> participant_flags() {
  return {{"muted", "Muted", "Heard by nobody", yes_no},
          {"hold", "Hold", "Out of the conversation, with music", yes_no},
          {"hold-url", "HoldUrl", "A document in place of the music"},
          {"announce-url", "AnnounceUrl", "A document that this one hears"},
          {"end-on-exit", "EndConferenceOnExit", "Whether the conference ends with this one", yes_no},
          {"coach", "CallSidToCoach", "Heard by this participant alone (CA…)"},
          {"coaching", "Coaching", "false ends it", yes_no}};
}

std::vector<Flag> new_participant_flags() {
  return {{"to", "To", "A number, client:name, sip:user@host or app:AP…", "", true},
          {"from", "From", "One of the account's numbers; for clients and SIP any name", "", true},
          {"label", "Label", "A name for it in the conference"},
          {"timeout", "Timeout", "Seconds of ringing"},
          {"muted", "Muted", "Heard by nobody", yes_no},
          {"end-on-exit", "EndConferenceOnExit", "Whether the conference ends with this one", yes_no},
          {"coach", "CallSidToCoach", "Heard by this participant alone (CA…)"}};
}

std::vector<Command> calls() {
  return {
      {"call", "list", "Calls, newest first", "GET", "/Calls", Answer::list, "calls", call_columns, "",
       list_call_flags()},
      {"call", "show", "One call", "GET", "/Calls/{call}"},
      {"call", "create", "Call somebody, and run a document once they answer", "POST", "/Calls", Answer::resource, "",
       "", "", create_call_flags()},
      {"call", "redirect", "Run another document on a call that is up", "POST", "/Calls/{call}", Answer::resource, "",
       "", "", document_flags()},
      {"call", "hangup", "End a call", "POST", "/Calls/{call}", Answer::resource, "", "", "Status=completed"},
      {"call", "delete", "Forget a call that has ended", "DELETE", "/Calls/{call}", Answer::nothing},
      {"call", "events", "The requests that were made for a call", "GET", "/Calls/{call}/Events", Answer::list,
       "events", "request.method,request.url,response.response_code,response.request_duration"},
      {"call", "notifications", "What went wrong in a call", "GET", "/Calls/{call}/Notifications", Answer::list,
       "notifications", "sid,log,error_code,message_date,message_text"},
      {"call",
       "record",
       "Record a call that is up",
       "POST",
       "/Calls/{call}/Recordings",
       Answer::resource,
       "",
       "",
       "",
       {{"channels", "RecordingChannels", "One channel, or one a side", "mono,dual"}}},
  };
}

std::vector<Command> conferences() {
  return {
      {"conference",
       "list",
       "Conferences, newest first",
       "GET",
       "/Conferences",
       Answer::list,
       "conferences",
       conference_columns,
       "",
       {{"name", "FriendlyName", "Only of this name"},
        {"status", "Status", "Only of this status", "init,in-progress,completed"}}},
      {"conference", "show", "One conference", "GET", "/Conferences/{conference}"},
      {"conference", "end", "End it for all who are in it", "POST", "/Conferences/{conference}", Answer::resource, "",
       "", "Status=completed"},
      {"conference",
       "announce",
       "Let all who are in it hear a document",
       "POST",
       "/Conferences/{conference}",
       Answer::resource,
       "",
       "",
       "",
       {{"url", "AnnounceUrl", "TwiML, or sound", "", true}}},
      {"participant", "list", "Who is in a conference", "GET", "/Conferences/{conference}/Participants", Answer::list,
       "participants", participant_columns},
      {"participant", "show", "One of them", "GET", "/Conferences/{conference}/Participants/{participant}"},
      {"participant", "add", "Call somebody into a conference (its SID, or the name of one to make)", "POST",
       "/Conferences/{conference}/Participants", Answer::resource, "", "", "", new_participant_flags()},
      {"participant", "update", "Mute, hold, coach, announce to one", "POST",
       "/Conferences/{conference}/Participants/{participant}", Answer::resource, "", "", "", participant_flags()},
      {"participant", "remove", "Take one out", "DELETE", "/Conferences/{conference}/Participants/{participant}",
       Answer::nothing},
  };
}

std::vector<Command> queues() {
  return {
      {"queue", "list", "Queues", "GET", "/Queues", Answer::list, "queues", queue_columns},
      {"queue", "show", "One queue", "GET", "/Queues/{queue}"},
      {"queue",
       "create",
       "Make a queue",
       "POST",
       "/Queues",
       Answer::resource,
       "",
       "",
       "",
       {{"name", "FriendlyName", "By which <Enqueue> knows it", "", true},
        {"max-size", "MaxSize", "How many may wait"}}},
      {"queue",
       "update",
       "Change a queue",
       "POST",
       "/Queues/{queue}",
       Answer::resource,
       "",
       "",
       "",
       {{"name", "FriendlyName", "By which <Enqueue> knows it"}, {"max-size", "MaxSize", "How many may wait"}}},
      {"queue", "delete", "Delete one in which nobody waits", "DELETE", "/Queues/{queue}", Answer::nothing},
      {"queue", "members", "Who waits, the next one first", "GET", "/Queues/{queue}/Members", Answer::list,
       "queue_members", "call_sid,position,wait_time,date_enqueued"},
      {"queue",
       "dequeue",
       "Let one go on with a document (the call, or Front)",
       "POST",
       "/Queues/{queue}/Members/{member}",
       Answer::resource,
       "",
       "",
       "",
       {{"url", "Url", "Where the TwiML is to be had", "", true}, {"method", "Method", "How it is asked", methods}}},
  };
}

std::vector<Command> recordings() {
  return {
      {"recording",
       "list",
       "Recordings, newest first",
       "GET",
       "/Recordings",
       Answer::list,
       "recordings",
       recording_columns,
       "",
       {{"call", "CallSid", "Only of this call (CA…)"},
        {"conference", "ConferenceSid", "Only of this conference (CF…)"},
        {"since", "DateCreated>", "Made on this day or later"},
        {"until", "DateCreated<", "Made before this day"}}},
      {"recording", "show", "One recording", "GET", "/Recordings/{recording}"},
      {"recording", "fetch", "Write its sound into a file", "GET", "/Recordings/{recording}", Answer::sound},
      {"recording", "delete", "Delete one with its sound", "DELETE", "/Recordings/{recording}", Answer::nothing},
      {"transcription", "list", "Transcriptions, newest first", "GET", "/Transcriptions", Answer::list,
       "transcriptions", "sid,recording_sid,status,date_created,transcription_text"},
      {"transcription", "show", "One transcription", "GET", "/Transcriptions/{transcription}"},
      {"transcription", "delete", "Delete one", "DELETE", "/Transcriptions/{transcription}", Answer::nothing},
  };
}

}  // namespace

std::vector<Command> call_commands() {
  std::vector<Command> out;
  for (const auto part : {calls, conferences, queues, recordings}) {
    for (Command& command : part()) out.push_back(std::move(command));
  }
  return out;
}

}  // namespace ringback::cli::rest
