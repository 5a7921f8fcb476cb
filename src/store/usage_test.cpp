#include "store/usage.hpp"

#include <algorithm>

#include "base/sid.hpp"
#include "store/calls.hpp"
#include "store/recordings.hpp"
#include "store/store_fixture.hpp"

namespace ringback::store {
namespace {

constexpr Millis day = 86'400'000;

struct UsageTest : StoreTest {
  // `seconds` of talk; -1: never answered.
  void save_call(const std::string& direction, const std::string& from, const std::string& to, Millis when,
                 int seconds) {
    Call call;
    call.sid = make_sid("CA");
    call.account_sid = account_sid;
    call.direction = direction;
    call.from = from;
    call.to = to;
    call.date_created = when;
    call.answer_time = seconds < 0 ? 0 : when;
    call.end_time = when + std::max(seconds, 0) * 1000;
    value(store->calls().save(call, {}));
  }
  // `day direction party count minutes` each, sorted.
  std::vector<std::string> used(std::vector<Usage> rows) {
    std::vector<std::string> out;
    for (const Usage& row : rows) {
      out.push_back(std::to_string(row.day) + ' ' + row.direction + ' ' + row.party + ' ' + std::to_string(row.count) +
                    ' ' + std::to_string(row.minutes));
    }
    std::ranges::sort(out);
    return out;
  }
};

TEST_F(UsageTest, OfCallsIsByDayDirectionAndParty) {
  save_call("inbound", "+81312345678", "+815031234567", 10 * day, 61);
  save_call("inbound", "+81312345679", "+815031234567", 11 * day - 1, 60);
  save_call("inbound", "client:alice", "AP1", 10 * day, 1);
  save_call("outbound-api", "+815031234567", "sips:bob@example.com", 11 * day, 0);
  save_call("outbound-dial", "client:alice", "client:bob", 11 * day, 1);
  EXPECT_EQ(used(value(store->calls().used(account_sid, 10 * day, 12 * day))),
            (std::vector<std::string>{"10 inbound client 1 1", "10 inbound number 2 3", "11 outbound-api sip 1 0",
                                      "11 outbound-dial client 1 1"}));
}

TEST_F(UsageTest, IsOfWhatWasAnsweredInTheTimeAskedFor) {
  save_call("inbound", "+81312345678", "+815031234567", 10 * day, -1);
  save_call("inbound", "+81312345678", "+815031234567", 9 * day, 5);
  save_call("inbound", "+81312345678", "+815031234567", 11 * day, 5);
  EXPECT_TRUE(value(store->calls().used(account_sid, 10 * day, 11 * day)).empty());
  EXPECT_TRUE(value(store->calls().used(make_sid("AC"), 0, 12 * day)).empty());
}

TEST_F(UsageTest, OfRecordingsHasThoseThatAreComplete) {
  for (const auto* status : {"completed", "deleted", "absent", "in-progress"}) {
    Recording row;
    row.sid = make_sid("RE");
    row.account_sid = account_sid;
    row.status = status;
    row.duration = 30;
    row.date_created = 10 * day;
    value(store->recordings().save(row, {}));
  }
  EXPECT_EQ(used(value(store->recordings().used(account_sid, 10 * day, 11 * day))),
            (std::vector<std::string>{"10   2 2"}));
}

}  // namespace
}  // namespace ringback::store
