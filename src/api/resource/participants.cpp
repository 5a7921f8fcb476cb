#include "api/resource/participants.hpp"

#include <algorithm>

#include "api/error.hpp"
#include "api/listing.hpp"
#include "api/resource/conferences.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "call/attendant.hpp"
#include "call/conferences.hpp"
#include "store/time.hpp"

namespace ringback::api::resource::participants {
namespace {

// One of a list.
struct Row {
  std::string sid;
  store::Millis date_created = 0;
  call::ParticipantFacts facts;
  std::string status;
  std::string conference_sid;
};

boost::json::object row_to_json(const Context& context, const Row& row) {
  return to_json(context, row.conference_sid, row.facts, row.status);
}

// Of a call that is being made.
std::string status_of_call(const Context& context, const std::string& call_sid) {
  const auto call = context.live.attendant.live_calls().find(call_sid);
  if (!call || call->over()) return "failed";
  const auto& status = call->facts().status;
  if (status == "queued") return "connecting";
  return status == "in-progress" ? "connected" : status;
}

Row row_of(const call::ParticipantFacts& facts, std::string status, const std::string& conference_sid) {
  return {facts.call_sid, facts.created_ms, facts, std::move(status), conference_sid};
}

std::vector<Row> rows_of(const Context& context, const call::Conference& room) {
  std::vector<Row> out;
  const auto& sid = room.facts().sid;
  for (const auto* each : room.participants()) out.push_back(row_of(each->facts(), "connected", sid));
  for (const auto* each : room.invitations()) {
    out.push_back(row_of(each->facts(), status_of_call(context, each->facts().call_sid), sid));
  }
  std::ranges::sort(out, std::greater<>(), [](const Row& row) { return std::pair(row.date_created, row.sid); });
  return out;
}

struct Filter {
  std::optional<bool> muted, hold, coaching;
  bool operator()(const Row& row) const {
    const auto fits = [](const std::optional<bool>& wanted, bool is) { return !wanted || *wanted == is; };
    return fits(muted, row.facts.muted) && fits(hold, row.facts.hold) && fits(coaching, row.facts.coaching);
  }
};

Result<Filter> read_filter(Form& form) {
  Filter out;
  for (const auto& [name, field] : {std::pair{"Muted", &out.muted}, {"Hold", &out.hold}, {"Coaching", &out.coaching}}) {
    const auto flag = read_flag(form, name);
    if (!flag) return flag.error();
    *field = *flag;
  }
  return out;
}

std::shared_ptr<call::Conference> live_room(const Context& context) {
  return context.live.conferences.find(context.account.sid, context.sids.front());
}

Result<Row> find(const Context& context, const std::shared_ptr<call::Conference>& room) {
  const std::string& name = context.sids.back();
  const std::string sid = is_sid(name, "CA") ? "CA" + lower(std::string_view(name).substr(2)) : name;
  if (room) {
    for (auto& row : rows_of(context, *room)) {
      if (row.sid == sid || row.facts.label == name) return std::move(row);
    }
  }
  return not_found(context.path.text);
}

Result<std::optional<call::Instructions>> read_document(Form& form, const std::string& name, std::string method) {
  call::Instructions out{.url = "", .method = std::move(method)};
  if (auto url = read_url(form, name + "Url", out.url); !url) return url.error();
  if (auto read = read_method(form, name + "Method", out.method); !read) return read.error();
  if (!form.find(name + "Url")) return std::optional<call::Instructions>();
  return std::optional(std::move(out));
}

Result<void> read_coach(Form& form, const call::ParticipantFacts& now, call::ParticipantChange& change) {
  const auto coaching = read_flag(form, "Coaching");
  if (!coaching) return coaching.error();
  const std::string sid = form.value("CallSidToCoach");
  if (*coaching && !**coaching) {
    change.coach = "";
  } else if (!sid.empty()) {
    change.coach = sid;
  } else if (*coaching && !now.coaching) {
    return Error{20422, "Coaching needs CallSidToCoach"};
  }
  return {};
}

Result<call::ParticipantChange> read_change(Form& form, const call::ParticipantFacts& now) {
  call::ParticipantChange out;
  for (const auto& [name, field] : {std::pair{"Muted", &out.muted},
                                    {"Hold", &out.hold},
                                    {"BeepOnExit", &out.beep_on_exit},
                                    {"EndConferenceOnExit", &out.end_on_exit}}) {
    const auto flag = read_flag(form, name);
    if (!flag) return flag.error();
    *field = *flag;
  }
  const auto held = read_document(form, "Hold", "GET");
  if (!held) return held.error();
  if (*held && !(*held)->url.empty()) out.hold_document = **held;
  const auto wait = read_document(form, "Wait", "POST");
  if (!wait) return wait.error();
  out.wait = *wait;
  if (const auto coach = read_coach(form, now, out); !coach) return coach.error();
  return out;
}

Error not_bridged() {
  return {16001, "The participant is not connected to the conference"};
}

Result<void> announce(Context& context, const std::shared_ptr<call::Conference>& room, call::Participant& participant,
                      call::Instructions document) {
  auto& attendant = context.live.attendant;
  auto call = attendant.live_calls().find(participant.facts().call_sid);
  if (!call || !participant.seat()) return not_bridged();
  attendant.announce(room, std::move(call), call::Attendant::Listeners::one, std::move(document));
  return {};
}

Result<void> change(Context& context, const std::shared_ptr<call::Conference>& room, const Row& row) {
  auto changed = read_change(context.form, row.facts);
  if (!changed) return changed.error();
  auto document = read_document(context.form, "Announce", "POST");
  if (!document) return document.error();
  auto* participant = room->find(row.sid);
  if (!participant) return not_bridged();
  if (const auto done = participant->change(*changed); !done) return done.error();
  if (!*document || (*document)->url.empty()) return {};
  return announce(context, room, *participant, **std::move(document));
}

}  // namespace

boost::json::object to_json(const Context& context, const std::string& conference_sid,
                            const call::ParticipantFacts& facts, std::string_view status) {
  return {
      {"account_sid", context.account.sid},
      {"call_sid", facts.call_sid},
      {"label", text_or_null(facts.label)},
      {"call_sid_to_coach", text_or_null(facts.coached)},
      {"coaching", facts.coaching},
      {"conference_sid", conference_sid},
      {"date_created", date_value(facts.created_ms)},
      {"date_updated", date_value(facts.updated_ms)},
      {"end_conference_on_exit", facts.end_on_exit},
      {"muted", facts.muted},
      {"hold", facts.hold},
      {"start_conference_on_enter", facts.start_on_enter},
      {"status", status},
      {"queue_time", nullptr},
      {"uri", context.uri("/Conferences/" + conference_sid + "/Participants/" + facts.call_sid)},
  };
}

Task<Result<Answer>> list(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto filter = read_filter(context.form);
  if (!filter) co_return filter.error();
  const auto known = co_await conferences::read_row(context);
  if (!known) co_return known.error();
  const auto room = live_room(context);
  auto rows = room ? rows_of(context, *room) : std::vector<Row>();
  std::erase_if(rows, [&](const Row& row) { return !(*filter)(row); });
  co_return page_answer(context, *listing, {"participants", "Participant"}, slice(std::move(rows), listing->page),
                        row_to_json);
}

Task<Result<Answer>> fetch(Context& context) {
  const auto row = find(context, live_room(context));
  if (!row) co_return row.error();
  co_return Answer{200, row_to_json(context, *row), "Participant", ""};
}

Task<Result<Answer>> update(Context& context) {
  const auto room = live_room(context);
  const auto before = find(context, room);
  if (!before) co_return before.error();
  if (const auto changed = change(context, room, *before); !changed) co_return changed.error();
  const auto row = find(context, room);
  if (!row) co_return row.error();
  co_return Answer{200, row_to_json(context, *row), "Participant", ""};
}

// The call goes on with its document behind the <Dial>; who was called to the conference has none, and is hung up.
Task<Result<Answer>> remove(Context& context) {
  const auto room = live_room(context);
  const auto row = find(context, room);
  if (!row) co_return row.error();
  if (auto* participant = room->find(row->sid)) {
    participant->leave("participant_updated_via_api");
  } else if (const auto call = context.live.attendant.live_calls().find(row->sid)) {
    call->terminate(call::Cause::cancelled);
  }
  co_return Answer{204, {}, "", ""};
}

}  // namespace ringback::api::resource::participants
