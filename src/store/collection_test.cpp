#include "store/collection.hpp"

#include "base/sid.hpp"
#include "store/applications.hpp"
#include "store/call_events.hpp"
#include "store/calls.hpp"
#include "store/configured.hpp"
#include "store/expiry.hpp"
#include "store/incoming_phone_numbers.hpp"
#include "store/ip_access_control_lists.hpp"
#include "store/ip_addresses.hpp"
#include "store/notifications.hpp"
#include "store/outgoing_caller_ids.hpp"
#include "store/sip_credential_lists.hpp"
#include "store/sip_credentials.hpp"
#include "store/sip_domains.hpp"
#include "store/sip_mappings.hpp"
#include "store/store_fixture.hpp"

namespace ringback::store {
namespace {

struct CollectionTest : StoreTest {
  // The code that it is refused with; 0 if it is not.
  int refusal(Task<Result<void>> task) {
    const auto outcome = wait(std::move(task));
    return outcome ? 0 : outcome.error().code;
  }
  void done(Task<Result<void>> task) { ASSERT_EQ(refusal(std::move(task)), 0); }
  SipCredential credential(const std::string& username) {
    return {.sid = make_sid("CR"),
            .account_sid = account_sid,
            .credential_list_sid = "CL1",
            .username = username,
            .password = "Secret of " + username,
            .date_created = 1,
            .date_updated = 1};
  }
  void save_number(const std::string& number, const std::string& application = "") {
    IncomingPhoneNumber row;
    row.sid = make_sid("PN");
    row.account_sid = account_sid;
    row.phone_number = number;
    row.voice_application_sid = application;
    done(store->incoming_phone_numbers().save(row));
  }
};

TEST_F(CollectionTest, RowsComeBackUntilTheyAreRemoved) {
  auto& credentials = store->sip_credentials();
  const SipCredential alice = credential("alice");
  done(credentials.save(alice));
  EXPECT_EQ(value(credentials.find(account_sid, alice.sid))->password, "Secret of alice");
  EXPECT_EQ(value(credentials.list(account_sid, {"CL1"}, {})).rows.front().password, "Secret of alice");
  EXPECT_TRUE(value(credentials.list(account_sid, {"CL2"}, {})).rows.empty());
  EXPECT_FALSE(value(credentials.find("AC1", alice.sid)));
  EXPECT_FALSE(value(credentials.remove("AC1", alice.sid)));
  EXPECT_TRUE(value(credentials.remove(account_sid, alice.sid)));
  EXPECT_FALSE(value(credentials.remove(account_sid, alice.sid)));
}

TEST_F(CollectionTest, ARowThatMustBeTheOnlyOneIsRefusedBesideAnother) {
  auto& credentials = store->sip_credentials();
  SipCredential alice = credential("alice");
  done(credentials.save(alice));
  EXPECT_EQ(refusal(credentials.save(credential("alice"))), 21243);
  alice.password = "Another";
  done(credentials.save(alice));
  EXPECT_EQ(value(credentials.find(account_sid, alice.sid))->password, "Another");
}

TEST_F(CollectionTest, NoTwoAccountsHaveOneDomain) {
  done(store->sip_domains().save({.sid = "SD1", .account_sid = account_sid, .domain_name = "a.sip.example"}));
  EXPECT_EQ(refusal(store->sip_domains().save({.sid = "SD2", .account_sid = "AC1", .domain_name = "a.sip.example"})),
            21232);
}

TEST_F(CollectionTest, WhatIsInAListGoesWithIt) {
  done(store->sip_credential_lists().save({.sid = "CL1", .account_sid = account_sid, .friendly_name = "a"}));
  done(store->sip_credentials().save(credential("alice")));
  EXPECT_TRUE(value(store->sip_credential_lists().remove(account_sid, "CL1")));
  EXPECT_TRUE(value(store->sip_credentials().list(account_sid, {}, {})).rows.empty());
  done(store->ip_access_control_lists().save({.sid = "AL1", .account_sid = account_sid, .friendly_name = "a"}));
  done(store->ip_addresses().save({.sid = "IP1", .account_sid = account_sid, .ip_access_control_list_sid = "AL1"}));
  EXPECT_TRUE(value(store->ip_access_control_lists().remove(account_sid, "AL1")));
  EXPECT_TRUE(value(store->ip_addresses().list(account_sid, {}, {})).rows.empty());
}

TEST_F(CollectionTest, AListIsMappedOnceAndNoLongerOnceItsDomainIsGone) {
  const SipMapping mapping{.id = "SD1 calls CL1", .sid = "CL1", .account_sid = account_sid, .domain_sid = "SD1"};
  done(store->sip_domains().save({.sid = "SD1", .account_sid = account_sid, .domain_name = "a.sip.example"}));
  done(store->sip_mappings().add(mapping));
  EXPECT_EQ(refusal(store->sip_mappings().add(mapping)), 21231);
  EXPECT_EQ(value(store->sip_mappings().list(account_sid, {.list_sid = "CL1"}, {})).rows.size(), 1U);
  EXPECT_FALSE(value(store->sip_mappings().remove(account_sid, {.domain_sid = "SD2"})));
  EXPECT_TRUE(value(store->sip_domains().remove(account_sid, "SD1")));
  EXPECT_TRUE(value(store->sip_mappings().list(account_sid, {.list_sid = "CL1"}, {})).rows.empty());
}

TEST_F(CollectionTest, PagesMayGoFromTheOldestOn) {
  for (const Millis date : {3, 1, 2}) {
    CallEvent event;
    event.sid = "EV" + std::to_string(date);
    event.account_sid = account_sid;
    event.call_sid = "CA1";
    event.date_created = date;
    done(store->call_events().save(event));
  }
  auto& events = store->call_events();
  const auto first = value(events.list(account_sid, {.call_sid = "CA1"}, {.size = 2, .oldest_first = true}));
  ASSERT_EQ(first.rows.size(), 2U);
  EXPECT_TRUE(first.more);
  EXPECT_EQ(first.rows[1].sid, "EV2");
  const auto rest = value(events.list(account_sid, {.call_sid = "CA1"},
                                      {.size = 2, .after_date = 2, .after_sid = "EV2", .oldest_first = true}));
  ASSERT_EQ(rest.rows.size(), 1U);
  EXPECT_EQ(rest.rows[0].sid, "EV3");
}

TEST_F(CollectionTest, ACallGoesWithItsChildrenAndWhatIsKnownOfThem) {
  for (const auto* sid : {"CA1", "CA2", "CA3"}) {
    Call call;
    call.sid = sid;
    call.account_sid = account_sid;
    call.parent_call_sid = call.sid == "CA2" ? "CA1" : "";
    done(store->calls().save(call, {}));
    Notification note;
    note.sid = "NO" + call.sid;
    note.account_sid = account_sid;
    note.call_sid = sid;
    done(store->notifications().add(note));
  }
  EXPECT_FALSE(value(store->calls().remove(make_sid("AC"), "CA1")));
  EXPECT_TRUE(value(store->calls().remove(account_sid, "CA1")));
  const auto left = value(store->calls().list(account_sid, {}, {}));
  ASSERT_EQ(left.rows.size(), 1U);
  EXPECT_EQ(left.rows[0].sid, "CA3");
  EXPECT_EQ(value(store->notifications().list(account_sid, {}, {})).rows.size(), 1U);
}

TEST_F(CollectionTest, NumbersOfARemovedApplicationLoseIt) {
  Application app;
  app.sid = make_sid("AP");
  app.account_sid = account_sid;
  done(store->applications().save(app));
  save_number("+81311112222", app.sid);
  EXPECT_TRUE(value(store->applications().remove(account_sid, app.sid)));
  EXPECT_FALSE(value(store->applications().remove(account_sid, app.sid)));
  EXPECT_EQ(value(store->incoming_phone_numbers().find_number("+81311112222"))->voice_application_sid, "");
}

TEST_F(CollectionTest, ANumberThatIsRemovedIsFreeAgain) {
  const std::string other = make_sid("AC");
  done(store->configured().replace({{"+811", ""}, {"+812", account_sid}, {"+813", other}}, {}, {}));
  EXPECT_EQ(value(store->configured().free_numbers(account_sid)).size(), 2U);
  save_number("+811");
  EXPECT_EQ(value(store->configured().free_numbers(account_sid)).front().phone_number, "+812");
  const auto number = value(store->incoming_phone_numbers().find_number("+811"));
  EXPECT_TRUE(value(store->incoming_phone_numbers().remove(account_sid, number->sid)));
  EXPECT_EQ(value(store->configured().free_numbers(other)).size(), 2U);
}

CallEvent event_of(const std::string& account_sid, const std::string& call_sid, Millis date) {
  CallEvent event;
  event.sid = make_sid("EV");
  event.account_sid = account_sid;
  event.call_sid = call_sid;
  event.date_created = date;
  return event;
}

Notification notification_of(const std::string& account_sid, const std::string& call_sid, Millis date) {
  Notification out;
  out.sid = make_sid("NO");
  out.account_sid = account_sid;
  out.call_sid = call_sid;
  out.message_date = date;
  return out;
}

TEST_F(CollectionTest, OfACallTheNewestEventsAndNotificationsAreKept) {
  Options few = place.options;
  few.events_per_call = 3;
  store = *open(few, io.get_executor());
  done(store->call_events().save(event_of(account_sid, "CA2", 1)));
  for (Millis date = 1; date <= 5; ++date) {
    done(store->call_events().save(event_of(account_sid, "CA1", date)));
    done(store->notifications().add(notification_of(account_sid, "CA1", date)));
    done(store->notifications().add(notification_of(account_sid, "", date)));
  }
  const auto kept = value(store->call_events().list(account_sid, {.call_sid = "CA1"}, {.oldest_first = true})).rows;
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_EQ(kept[0].date_created, 3);
  EXPECT_EQ(value(store->call_events().list(account_sid, {.call_sid = "CA2"}, {})).rows.size(), 1U);
  EXPECT_EQ(value(store->notifications().list(account_sid, {.call_sid = "CA1"}, {})).rows.size(), 3U);
  EXPECT_EQ(value(store->notifications().list(account_sid, {.call_sid = ""}, {})).rows.size(), 5U);
}

TEST_F(CollectionTest, WhatIsTooOldGoesAPieceAtATimeTheOldestFirst) {
  for (Millis date = 1; date <= 5; ++date) {
    done(store->call_events().save(event_of(account_sid, "CA1", date)));
    done(store->notifications().add(notification_of(account_sid, "", date)));
  }
  EXPECT_EQ(value(store->expiry().remove(5, 3)), 6U);
  const auto left = value(store->call_events().list(account_sid, {}, {.oldest_first = true})).rows;
  ASSERT_EQ(left.size(), 2U);
  EXPECT_EQ(left[0].date_created, 4);
  EXPECT_EQ(value(store->expiry().remove(5, 3)), 2U);
  EXPECT_EQ(value(store->expiry().remove(5, 3)), 0U);
  EXPECT_EQ(value(store->notifications().list(account_sid, {}, {})).rows.size(), 1U);
}

}  // namespace
}  // namespace ringback::store
