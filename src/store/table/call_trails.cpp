#include "store/table/call_trails.hpp"

#include "store/table/calls.hpp"

namespace ringback::store::table {
namespace {

struct Snapshot {
  std::string call_sid;
  std::string snapshot;
};

// The one row of its table.
struct Life {
  std::string id = "server";
  Millis alive_at = 0;
};

}  // namespace

template <>
struct Table<Snapshot> {
  static constexpr std::string_view name = "open_calls";
  static constexpr std::string_view key = "call_sid";

  template <class Visit>
  static void columns(Snapshot& row, Visit visit) {
    visit("call_sid", row.call_sid);
    visit("snapshot", row.snapshot);
  }
};

template <>
struct Table<DueCallback> {
  static constexpr std::string_view name = "due_callbacks";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(DueCallback& row, Visit visit) {
    visit("sid", row.sid);
    visit("call_sid", row.call_sid);
    visit("event", row.event);
    visit("date_created", row.date_created);
  }
};

template <>
struct Table<Life> {
  static constexpr std::string_view name = "signs_of_life";
  static constexpr std::string_view key = "id";

  template <class Visit>
  static void columns(Life& row, Visit visit) {
    visit("id", row.id);
    visit("alive_at", row.alive_at);
  }
};

void leave_trail(soci::session& sql, const std::string& call_sid, const CallTrail& trail) {
  if (trail.snapshot.empty()) {
    sql << "DELETE FROM open_calls WHERE call_sid = :sid", soci::use(call_sid);
  } else {
    upsert(sql, Snapshot{call_sid, trail.snapshot});
  }
  leave_due(sql, trail.due);
}

void leave_due(soci::session& sql, const std::vector<DueCallback>& due) {
  for (const DueCallback& callback : due) upsert(sql, callback);
}

// By their status, not by their snapshots: a record of an older schema has none, and must end all the same.
Result<std::vector<OpenCall>> open_calls(soci::session& sql) {
  std::vector<OpenCall> out;
  for (const auto* status : {"queued", "ringing", "in-progress"}) {
    for (Call& call : select<Call>(sql, Conditions().equal("status", status))) {
      const auto found = select_one<Snapshot>(sql, Conditions().equal("call_sid", call.sid));
      out.push_back({std::move(call), found ? found->snapshot : std::string()});
    }
  }
  return out;
}

Result<std::vector<DueCallback>> due_callbacks(soci::session& sql) {
  return select<DueCallback>(sql, {}, " ORDER BY date_created, sid");
}

void remove_due_callback(soci::session& sql, const std::string& sid) {
  sql << "DELETE FROM due_callbacks WHERE sid = :sid", soci::use(sid);
}

void sign_of_life(soci::session& sql, Millis now) {
  upsert(sql, Life{.alive_at = now});
}

Result<std::optional<Millis>> last_sign_of_life(soci::session& sql) {
  const auto found = select_one<Life>(sql, {});
  return found ? std::optional(found->alive_at) : std::nullopt;
}

}  // namespace ringback::store::table
