#include "store/table/usage.hpp"

namespace ringback::store::table {
namespace {

constexpr const char* calls = R"(
SELECT date_created / 86400000 AS the_day, direction,
  CASE substr(CASE direction WHEN 'inbound' THEN from_party ELSE to_party END, 1, 4)
    WHEN 'clie' THEN 'client' WHEN 'sip:' THEN 'sip' WHEN 'sips' THEN 'sip' ELSE 'number' END AS party,
  count(*), CAST(sum((end_time - answer_time + 59999) / 60000) AS BIGINT)
FROM calls
WHERE account_sid = :account AND date_created >= :from_time AND date_created < :until_time
  AND answer_time > 0 AND end_time > 0
GROUP BY 1, 2, 3)";

constexpr const char* recordings = R"(
SELECT date_created / 86400000 AS the_day, '' AS direction, '' AS party,
  count(*), CAST(sum((duration + 59) / 60) AS BIGINT)
FROM recordings
WHERE account_sid = :account AND date_created >= :from_time AND date_created < :until_time
  AND status IN ('completed', 'deleted')
GROUP BY 1, 2, 3)";

std::vector<Usage> select_usage(soci::session& sql, const char* query, const std::string& account_sid, long long from,
                                long long until) {
  long long day = 0;
  long long count = 0;
  long long minutes = 0;
  Usage row;
  soci::statement statement = (sql.prepare << query, soci::use(account_sid, "account"), soci::use(from, "from_time"),
                               soci::use(until, "until_time"), soci::into(day), soci::into(row.direction),
                               soci::into(row.party), soci::into(count), soci::into(minutes));
  statement.execute();
  std::vector<Usage> out;
  while (statement.fetch()) {
    row.day = day;
    row.count = count;
    row.minutes = minutes;
    out.push_back(row);
  }
  return out;
}

}  // namespace

std::vector<Usage> usage_of_calls(soci::session& sql, const std::string& account_sid, Millis from, Millis until) {
  return select_usage(sql, calls, account_sid, from, until);
}

std::vector<Usage> usage_of_recordings(soci::session& sql, const std::string& account_sid, Millis from, Millis until) {
  return select_usage(sql, recordings, account_sid, from, until);
}

}  // namespace ringback::store::table
