#include <algorithm>
#include <array>
#include <ringback/twiml.hpp>

#include "api/error.hpp"
#include "api/resource/call_order.hpp"
#include "api/resource/participants.hpp"
#include "call/conferences.hpp"
#include "twiml/verb/conference_attributes.hpp"

// Participants that are called. What they are to do is written as the document that says it: a <Dial> of a
// <Conference>.
namespace ringback::api::resource::participants {
namespace {

using Check = Result<void> (*)(Form& form, std::string_view name);

Result<void> check_flag(Form& form, std::string_view name) {
  const auto flag = read_flag(form, name);
  if (!flag) return flag.error();
  return {};
}
Result<void> check_url(Form& form, std::string_view name) {
  std::string url;
  return read_url(form, name, url);
}
Result<void> check_method(Form& form, std::string_view name) {
  std::string method;
  return read_method(form, name, method);
}
Result<void> check_size(Form& form, std::string_view name) {
  const std::string text = form.value(name);
  const bool digits = !text.empty() && text.size() <= 3 && text.find_first_not_of("0123456789") == text.npos;
  if (text.empty() || (digits && std::stoi(text) >= 2 && std::stoi(text) <= 250)) return {};
  return invalid_parameter(name, "a whole number from 2 to 250");
}
Result<void> check_nothing(Form&, std::string_view) {
  return {};
}

template <class... Words>
bool one_of(std::string_view text, Words... words) {
  return ((text == words) || ...);
}
Result<void> check_beep(Form& form, std::string_view name) {
  if (one_of(form.value(name), "", "true", "false", "onEnter", "onExit")) return {};
  return invalid_parameter(name, "true, false, onEnter or onExit");
}
Result<void> check_record(Form& form, std::string_view name) {
  if (one_of(form.value(name), "", "true", "false", "record-from-start", "do-not-record")) return {};
  return invalid_parameter(name, "true, false, record-from-start or do-not-record");
}
Result<void> check_trim(Form& form, std::string_view name) {
  if (one_of(form.value(name), "", "trim-silence", "do-not-trim")) return {};
  return invalid_parameter(name, "trim-silence or do-not-trim");
}
struct Attribute {
  std::string_view parameter;
  std::string_view attribute;
  Check check;
  bool list = false;  // the parameter may come again and again
};

constexpr auto conference_attributes = std::to_array<Attribute>({
    {"Muted", "muted", check_flag},
    {"Beep", "beep", check_beep},
    {"StartConferenceOnEnter", "startConferenceOnEnter", check_flag},
    {"EndConferenceOnExit", "endConferenceOnExit", check_flag},
    {"WaitMethod", "waitMethod", check_method},
    {"MaxParticipants", "maxParticipants", check_size},
    {"JitterBufferSize", "jitterBufferSize", check_nothing},
    {"Label", "participantLabel", check_nothing},
    {"ConferenceRecord", "record", check_record},
    {"ConferenceTrim", "trim", check_trim},
    {"ConferenceStatusCallback", "statusCallback", check_url},
    {"ConferenceStatusCallbackMethod", "statusCallbackMethod", check_method},
    {"ConferenceStatusCallbackEvent", "statusCallbackEvent", check_nothing, true},
    {"ConferenceRecordingStatusCallback", "recordingStatusCallback", check_url},
    {"ConferenceRecordingStatusCallbackMethod", "recordingStatusCallbackMethod", check_method},
    {"ConferenceRecordingStatusCallbackEvent", "recordingStatusCallbackEvent", check_nothing, true},
});
std::string values_of(Form& form, const Attribute& attribute) {
  std::string out = form.value(attribute.parameter);
  if (!attribute.list) return out;
  out.clear();
  for (const auto& [name, value] : form.all()) {
    if (name == attribute.parameter) out += (out.empty() ? "" : " ") + value;
  }
  return out;
}

Result<void> write(Form& form, std::span<const Attribute> attributes, kit::Element& to) {
  for (const Attribute& attribute : attributes) {
    if (auto checked = attribute.check(form, attribute.parameter); !checked) return checked;
    const auto value = values_of(form, attribute);
    if (!value.empty()) to.set_attribute(attribute.attribute, value);
  }
  return {};
}

Result<void> write_coach(Form& form, kit::Element& to) {
  const auto coaching = read_flag(form, "Coaching");
  if (!coaching) return coaching.error();
  const std::string sid = form.value("CallSidToCoach");
  if (sid.empty() && coaching->value_or(false)) return Error{20422, "Coaching needs CallSidToCoach"};
  if (!sid.empty() && coaching->value_or(true)) to.set_attribute("coach", sid);
  return {};
}

// Here an empty URL is one that was given: silence.
Result<void> write_wait(Form& form, kit::Element& to) {
  std::string url;
  if (auto read = read_url(form, "WaitUrl", url); !read) return read;
  if (form.find("WaitUrl")) to.set_attribute("waitUrl", url);
  return {};
}

// A room hears of the ones who are called once they answer, so false is taken at its word; what is true goes on to be
// among the parameters that are noted.
Result<void> read_early_media(Form& form) {
  for (const auto& [name, value] : form.all()) {
    if (name != "EarlyMedia" || iequals(value, "true")) continue;
    const auto flag = read_flag(form, "EarlyMedia");
    if (!flag) return flag.error();
  }
  return {};
}

Result<kit::Element> conference_element(Form& form, const std::string& name) {
  kit::Element out("Conference", name);
  if (const auto written = write(form, conference_attributes, out); !written) return written.error();
  if (!form.value("ConferenceStatusCallback").empty() && form.value("ConferenceStatusCallbackEvent").empty()) {
    out.set_attribute("statusCallbackEvent", "start end");
  }
  if (const auto coach = write_coach(form, out); !coach) return coach.error();
  if (const auto wait = write_wait(form, out); !wait) return wait.error();
  return out;
}

Result<call::ConferenceOrder> order_of(const kit::Element& conference) {
  const auto element = twiml::parse_xml(conference.to_xml());
  if (!element) return invalid_parameter("Label", "no text of a document");
  twiml::Warnings warnings;  // the call is told of them when it runs the document
  return twiml::parse_conference(*element, warnings).order;
}

}  // namespace

Task<Result<Answer>> create(Context& context) {
  auto order = co_await calls::read_order_without_script(context, calls::Applications::may_answer);
  if (!order) co_return order.error();
  auto callbacks = calls::read_callbacks(context.form, order->notices);
  if (!callbacks) co_return callbacks.error();
  order->callbacks = *std::move(callbacks);
  if (const auto early = read_early_media(context.form); !early) co_return early.error();
  auto conference = conference_element(context.form, context.sids.front());
  if (!conference) co_return conference.error();
  const auto entering = order_of(*conference);
  if (!entering) co_return entering.error();
  const auto invitation = context.live.conferences.invite(order->facts, context.sids.front(), *entering);
  if (!invitation) co_return invitation.error();

  kit::Element dial("Dial");
  dial.add_child(*std::move(conference));
  kit::Element response("Response");
  response.add_child(std::move(dial));
  order->instructions.twiml = response.to_xml();
  order->invitation = *invitation;
  const auto placed = co_await context.live.attendant.place(*std::move(order));
  if (!placed) co_return placed.error();
  const auto& room_sid = (*invitation)->conference()->facts().sid;
  co_await context.live.conferences.flush(room_sid);
  auto body = to_json(context, room_sid, (*invitation)->facts(), "queued");
  body["queue_time"] = "0";
  co_return Answer{201, std::move(body), "Participant", ""};
}

}  // namespace ringback::api::resource::participants
