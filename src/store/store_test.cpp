#include "store/store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "base/sid.hpp"
#include "store/accounts.hpp"
#include "store/api_keys.hpp"
#include "store/applications.hpp"
#include "store/calls.hpp"
#include "store/configured.hpp"
#include "store/due_callbacks.hpp"
#include "store/engine.hpp"
#include "store/incoming_phone_numbers.hpp"
#include "store/notifications.hpp"
#include "store/recordings.hpp"
#include "store/signs_of_life.hpp"
#include "store/store_fixture.hpp"

namespace ringback::store {
namespace {

namespace asio = boost::asio;

std::string contents(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_F(StoreTest, SecretsAreInNoFileOfTheStore) {
  if (on_postgresql()) GTEST_SKIP() << "its files are the server's: SchemaTest looks into the rows";
  const Account account = make_account();
  const std::string password = random_hex(16);
  ASSERT_TRUE(wait(store->accounts().save(account)));
  ASSERT_TRUE(wait(store->configured().replace({}, {}, {{"alice", password, "+819059876543"}})));
  const ApiKey key{.sid = make_sid("SK"), .account_sid = account.sid, .secret = random_hex(16)};
  ASSERT_TRUE(wait(store->api_keys().save(key)));
  store.reset();
  for (const auto& file : std::filesystem::directory_iterator(folder / "new")) {
    EXPECT_EQ(contents(file).find(account.auth_token), std::string::npos) << file;
    EXPECT_EQ(contents(file).find(password), std::string::npos) << file;
    EXPECT_EQ(contents(file).find(key.secret), std::string::npos) << file;
  }
}

TEST_F(StoreTest, TheDatabaseIsItsOwnersAlone) {
  if (on_postgresql()) GTEST_SKIP() << "its files are the server's";
  const auto mode = std::filesystem::status(folder / "new" / "store.db").permissions();
  EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(StoreTest, EverythingIsThereAfterReopening) {
  const Account account = make_account();
  ASSERT_TRUE(wait(store->accounts().save(account)));
  ASSERT_TRUE(wait(store->configured().replace({}, {}, {{"alice", "s3cret", "+819059876543"}})));
  reopen();
  EXPECT_EQ((*wait(store->accounts().find(account.sid)))->auth_token, account.auth_token);
  EXPECT_EQ(wait(store->configured().phones())->front().password, "s3cret");
}

TEST_F(StoreTest, AnotherKeyIsRefusedInWords) {
  store.reset();
  std::ofstream(options.key_file, std::ios::binary) << std::string(32, 'x');
  const auto opened = open(options, io.get_executor());
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message.find("not the one"), std::string::npos) << opened.error().message;
}

TEST_F(StoreTest, ALostKeyIsNotReplaced) {
  store.reset();
  std::filesystem::remove(options.key_file);
  EXPECT_FALSE(open(options, io.get_executor()));
  EXPECT_FALSE(std::filesystem::exists(options.key_file));
}

TEST_F(StoreTest, AnUnknownEngineAndAFolderThatCannotBeAreRefusedInWords) {
  EXPECT_FALSE(open({.url = "mysql://x", .key_file = options.key_file}, io.get_executor()));
  const auto opened = open({.url = "sqlite:///proc/none/store.db", .key_file = "/proc/none/key"}, io.get_executor());
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message.find("/proc/none/store.db"), std::string::npos);
}

IncomingPhoneNumber number_of(const std::string& account_sid, const std::string& phone_number) {
  IncomingPhoneNumber out;
  out.sid = make_sid("PN");
  out.account_sid = account_sid;
  out.phone_number = phone_number;
  out.friendly_name = "main";
  out.urls.voice_url = "https://example.com/voice";
  out.urls.status_callback_method = "GET";
  return out;
}

TEST_F(StoreTest, NumbersAreFoundByTheirSidAndByTheirDigits) {
  const auto saved = number_of(account_sid, "+815031234567");
  ASSERT_TRUE(wait(store->incoming_phone_numbers().save(saved)));
  EXPECT_EQ((*wait(store->incoming_phone_numbers().find(account_sid, saved.sid)))->urls.voice_url,
            "https://example.com/voice");
  EXPECT_EQ((*wait(store->incoming_phone_numbers().find_number("+815031234567")))->urls.status_callback_method, "GET");
  EXPECT_FALSE(*wait(store->incoming_phone_numbers().find(make_sid("AC"), saved.sid)));
}

TEST_F(StoreTest, ANumberIsOwnedOnce) {
  auto first = number_of(account_sid, "+815031234567");
  ASSERT_TRUE(wait(store->incoming_phone_numbers().save(first)));
  const auto second = wait(store->incoming_phone_numbers().save(number_of(make_sid("AC"), "+815031234567")));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, 21422);
  first.friendly_name = "renamed";
  EXPECT_TRUE(wait(store->incoming_phone_numbers().save(first)));
  EXPECT_EQ((*wait(store->incoming_phone_numbers().find(account_sid, first.sid)))->friendly_name, "renamed");
}

TEST_F(StoreTest, NumbersAreFilteredByPartsAndWildcards) {
  ASSERT_TRUE(wait(store->incoming_phone_numbers().save(number_of(account_sid, "+815031234567"))));
  ASSERT_TRUE(wait(store->incoming_phone_numbers().save(number_of(account_sid, "+14158675308"))));
  const std::vector<std::pair<std::string, std::size_t>> filters = {
      {"", 2}, {"5031", 1}, {"+1415867530*", 1}, {"*", 2}, {"53*8", 1}, {"%", 0}, {"_", 0}, {"999", 0}};
  for (const auto& [filter, expected] : filters) {
    EXPECT_EQ(wait(store->incoming_phone_numbers().list(account_sid, {.phone_number = filter}, {}))->rows.size(),
              expected)
        << filter;
  }
  EXPECT_EQ(wait(store->incoming_phone_numbers().list(account_sid, {.friendly_name = "other"}, {}))->rows.size(), 0U);
}

TEST_F(StoreTest, ApplicationsAreListedAndFoundInTheirAccountOnly) {
  Application saved{.sid = make_sid("AP"), .account_sid = account_sid, .friendly_name = "phone", .urls = {}};
  ASSERT_TRUE(wait(store->applications().save(saved)));
  EXPECT_EQ((*wait(store->applications().find(account_sid, saved.sid)))->friendly_name, "phone");
  EXPECT_EQ(wait(store->applications().list(account_sid, {.friendly_name = "phone"}, {}))->rows.size(), 1U);
  EXPECT_EQ(wait(store->applications().list(account_sid, {.friendly_name = "Phone"}, {}))->rows.size(), 0U);
  EXPECT_FALSE(*wait(store->applications().find(make_sid("AC"), saved.sid)));
}

TEST_F(StoreTest, TheConfigurationReplacesWhatWasThere) {
  ASSERT_TRUE(wait(store->configured().replace({{"+81501", ""}}, {{"old", {"192.0.2.1"}, ""}}, {{"a", "b", "+811"}})));
  ASSERT_TRUE(wait(store->configured().replace({{"+81502", "AC1"}}, {{"new", {"192.0.2.2"}, "sbc:5070"}}, {})));
  const auto numbers = wait(store->configured().available_numbers());
  const auto trunks = wait(store->configured().trunks());
  ASSERT_EQ(numbers->size(), 1U);
  EXPECT_EQ(numbers->front().account_sid, "AC1");
  ASSERT_EQ(trunks->size(), 1U);
  EXPECT_EQ(trunks->front().proxy, "sbc:5070");
  EXPECT_TRUE(wait(store->configured().phones())->empty());
}

TEST_F(StoreTest, ACallIsOneRowHoweverOftenItIsSaved) {
  Call call;
  call.sid = make_sid("CA");
  call.account_sid = account_sid;
  call.to = "+815031234567";
  call.from = "client:DeviceId_0001";
  call.status = "ringing";
  call.date_created = 1'700'000'000'123;
  ASSERT_TRUE(wait(store->calls().save(call, {})));
  call.status = "completed";
  call.end_time = 1'700'000'010'456;
  ASSERT_TRUE(wait(store->calls().save(call, {})));
  const auto listed = wait(store->calls().list(account_sid, {}, {}));
  ASSERT_EQ(listed->rows.size(), 1U);
  EXPECT_EQ(listed->rows[0].status, "completed");
  EXPECT_EQ(listed->rows[0].from, "client:DeviceId_0001");
  EXPECT_EQ(listed->rows[0].date_created, 1'700'000'000'123);
  EXPECT_EQ(listed->rows[0].end_time, 1'700'000'010'456);
}

TEST_F(StoreTest, CallsAreFiltered) {
  Call call;
  call.sid = make_sid("CA");
  call.account_sid = account_sid;
  call.to = "+1";
  call.from = "+2";
  call.parent_call_sid = "CAparent";
  call.status = "busy";
  call.start_time = 1000;
  ASSERT_TRUE(wait(store->calls().save(call, {})));
  struct Case {
    CallFilter filter;
    std::size_t expected;
  };
  const std::vector<Case> cases = {
      {{.to = "+1"}, 1},
      {{.to = "+"}, 0},
      {{.from = "+2", .status = "busy", .parent_call_sid = "CAparent"}, 1},
      {{.status = "queued"}, 0},
      {{.start_time_from = 1000}, 1},
      {{.start_time_from = 1001}, 0},
      {{.start_time_until = 1000}, 0},
      {{.start_time_from = 900, .start_time_until = 1001}, 1},
      {{.end_time_until = 5000}, 0},  // it has not ended
  };
  for (const auto& [filter, expected] : cases) {
    EXPECT_EQ(wait(store->calls().list(account_sid, filter, {}))->rows.size(), expected) << &filter - &cases[0].filter;
  }
}

TEST_F(StoreTest, PagesNeitherSkipNorRepeatWhileCallsComeIn) {
  save_calls(25, 1000);
  std::set<std::string> seen;
  Page page{.size = 10};
  for (bool more = true; more;) {
    const auto rows = wait(store->calls().list(account_sid, {}, page));
    for (const Call& call : rows->rows) EXPECT_TRUE(seen.insert(call.sid).second);
    more = rows->more;
    page.after_date = rows->rows.back().date_created;
    page.after_sid = rows->rows.back().sid;
    save_calls(3, 2000);
  }
  EXPECT_EQ(seen.size(), 25U);
}

// Many of one millisecond, and new ones while the list is read.
TEST_F(StoreTest, TenThousandCallsComeOnceEachWhileNewOnesCome) {
  std::vector<std::future<Result<void>>> saved;
  for (int i = 0; i < 10'000; ++i) {
    Call call;
    call.sid = make_sid("CA");
    call.account_sid = account_sid;
    call.date_created = 1000 + i / 300;
    saved.push_back(asio::co_spawn(io, store->calls().save(call, {}), asio::use_future));
  }
  io.restart();
  io.run();
  for (auto& each : saved) ASSERT_TRUE(each.get());
  std::vector<std::pair<Millis, std::string>> seen;
  Page page{.size = 1000};
  for (bool more = true; more;) {
    const auto rows = wait(store->calls().list(account_sid, {}, page));
    for (const Call& call : rows->rows) seen.emplace_back(call.date_created, call.sid);
    more = rows->more;
    page.after_date = seen.back().first;
    page.after_sid = seen.back().second;
    save_calls(1, 2000);
  }
  EXPECT_EQ(seen.size(), 10'000U);
  EXPECT_TRUE(std::is_sorted(seen.rbegin(), seen.rend()));
  EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), seen.size());
}

TEST_F(StoreTest, CallsComeNewestFirst) {
  for (const Millis date : {5, 9, 1}) save_calls(1, date);
  const auto rows = wait(store->calls().list(account_sid, {}, {}))->rows;
  EXPECT_EQ(rows[0].date_created, 9);
  EXPECT_EQ(rows[2].date_created, 1);
  EXPECT_EQ(wait(store->calls().list(account_sid, {}, {.size = 2, .offset = 2}))->rows[0].date_created, 1);
}

TEST_F(StoreTest, NotificationsBelongToTheirCall) {
  Notification warning{.sid = make_sid("NO"),
                       .account_sid = account_sid,
                       .call_sid = "CA1",
                       .error_code = 12200,
                       .message_text = "unknown verb",
                       .request_url = "https://example.com"};
  Notification error = warning;
  error.sid = make_sid("NO");
  error.warning = false;
  error.message_date = 5;
  ASSERT_TRUE(wait(store->notifications().add(warning)));
  ASSERT_TRUE(wait(store->notifications().add(error)));
  const auto found = wait(store->notifications().list(account_sid, {.call_sid = "CA1"}, {}))->rows;
  ASSERT_EQ(found.size(), 2U);
  EXPECT_FALSE(found[0].warning);
  EXPECT_TRUE(found[1].warning);
  EXPECT_EQ(found[1].message_text, "unknown verb");
  EXPECT_TRUE(wait(store->notifications().list(account_sid, {.call_sid = "CA2"}, {}))->rows.empty());
}

TEST_F(StoreTest, CallsThatACrashLeftOpenComeBackWithTheirSnapshot) {
  for (const auto* status : {"in-progress", "ringing", "completed"}) {
    Call call;
    call.sid = "CA-" + std::string(status);
    call.account_sid = account_sid;
    call.status = status;
    ASSERT_TRUE(
        wait(store->calls().save(call, {.snapshot = status == std::string("ringing") ? "" : "snapshot", .due = {}})));
  }
  reopen();
  const auto open = *wait(store->calls().open());
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(open[0].call.sid, "CA-ringing");
  EXPECT_EQ(open[0].snapshot, "");
  EXPECT_EQ(open[1].call.sid, "CA-in-progress");
  EXPECT_EQ(open[1].snapshot, "snapshot");
}

TEST_F(StoreTest, ACallThatEndsLeavesNoSnapshot) {
  Call call;
  call.sid = make_sid("CA");
  call.status = "ringing";
  ASSERT_TRUE(wait(store->calls().save(call, {.snapshot = "snapshot", .due = {}})));
  ASSERT_TRUE(wait(store->calls().save(call, {})));
  EXPECT_EQ(wait(store->calls().open())->front().snapshot, "");
}

TEST_F(StoreTest, CallbacksAreDueUntilTheyAreRemoved) {
  Call call;
  call.sid = "CA1";
  ASSERT_TRUE(
      wait(store->calls().save(call, {.snapshot = "", .due = {{"b", "CA1", "second", 2}, {"a", "CA1", "first", 1}}})));
  reopen();
  const auto due = *wait(store->due_callbacks().list());
  ASSERT_EQ(due.size(), 2U);
  EXPECT_EQ(due[0].event, "first");
  EXPECT_EQ(due[1].call_sid, "CA1");
  ASSERT_TRUE(wait(store->due_callbacks().remove("a")));
  EXPECT_EQ(wait(store->due_callbacks().list())->size(), 1U);
}

TEST_F(StoreTest, TheLastSignOfLifeOutlivesTheProgram) {
  EXPECT_FALSE(*wait(store->signs_of_life().last()));
  ASSERT_TRUE(wait(store->signs_of_life().leave(5)));
  ASSERT_TRUE(wait(store->signs_of_life().leave(7)));
  reopen();
  EXPECT_EQ(*wait(store->signs_of_life().last()), 7);
}

TEST_F(StoreTest, TextOfAnyKindComesBackUnchanged) {
  Application saved{.sid = make_sid("AP"), .account_sid = account_sid, .friendly_name = "", .urls = {}};
  for (const auto* name : {"O'Brien; DROP TABLE calls", "日本語 ☎", ":p0", "\"%_!"}) {
    saved.friendly_name = name;
    ASSERT_TRUE(wait(store->applications().save(saved)));
    EXPECT_EQ((*wait(store->applications().find(account_sid, saved.sid)))->friendly_name, name);
    EXPECT_EQ(wait(store->applications().list(account_sid, {.friendly_name = name}, {}))->rows.size(), 1U) << name;
  }
}

// Starts writes together, as calls that begin at once do.
TEST_F(StoreTest, WritesThatWaitTogetherAreAllThereOnceTheyAreAwaited) {
  std::vector<std::future<Result<void>>> saved;
  for (int i = 0; i < 500; ++i) {
    Call call;
    call.sid = make_sid("CA");
    call.account_sid = account_sid;
    call.date_created = i;
    saved.push_back(asio::co_spawn(io, store->calls().save(call, {}), asio::use_future));
  }
  io.restart();
  io.run();
  for (auto& each : saved) EXPECT_TRUE(each.get());
  EXPECT_EQ(wait(store->calls().list(account_sid, {}, {.size = 1000}))->rows.size(), 500U);
}

// Saves one row after the other and reads each as soon as its write was awaited.
Task<int> count_rows_seen(Store& store, std::string account_sid) {
  int seen = 0;
  for (int i = 0; i < 50; ++i) {
    Call call;
    call.sid = make_sid("CA");
    call.account_sid = account_sid;
    const auto saved = co_await store.calls().save(call, {});
    const auto found = co_await store.calls().find(account_sid, call.sid);
    if (saved && found && *found) ++seen;
  }
  co_return seen;
}

TEST_F(StoreTest, AReadSeesTheWriteThatWasAwaitedBeforeIt) {
  EXPECT_EQ(wait(count_rows_seen(*store, account_sid)), 50);
}

TEST_F(StoreTest, TwoWritesOfOneRowEndInTheirOrder) {
  for (int i = 0; i < 20; ++i) {
    Call call;
    call.sid = "CA1";
    call.account_sid = account_sid;
    call.date_updated = i;
    asio::co_spawn(io, store->calls().save(call, {}), asio::use_future);
  }
  io.restart();
  io.run();
  EXPECT_EQ((*wait(store->calls().find(account_sid, "CA1")))->date_updated, 19);
}

TEST_F(StoreTest, AWriteWhoseAwaitWasCancelledIsDoneAllTheSame) {
  asio::cancellation_signal signal;
  Call call;
  call.sid = "CA1";
  call.account_sid = account_sid;
  asio::co_spawn(io, store->calls().save(call, {}), asio::bind_cancellation_slot(signal.slot(), asio::detached));
  io.restart();
  io.poll();  // the write is handed over
  signal.emit(asio::cancellation_type::terminal);
  io.run();
  reopen();
  EXPECT_TRUE(*wait(store->calls().find(account_sid, "CA1")));
}

TEST_F(StoreTest, WhatWasHandedOverIsWrittenBeforeTheStoreCloses) {
  for (int i = 0; i < 100; ++i) {
    Call call;
    call.sid = make_sid("CA");
    call.account_sid = account_sid;
    asio::co_spawn(io, store->calls().save(call, {}), asio::detached);
  }
  io.restart();
  io.poll();
  reopen();
  EXPECT_EQ(wait(store->calls().list(account_sid, {}, {.size = 1000}))->rows.size(), 100U);
}

TEST_F(StoreTest, NothingWaitsOnceAllIsDone) {
  ASSERT_TRUE(wait(store->signs_of_life().leave(1)));
  EXPECT_EQ(store->backlog().writes, 0U);
  EXPECT_EQ(store->backlog().reads, 0U);
  EXPECT_GT(store->backlog().limit, 0U);
}

TEST_F(StoreTest, AnotherProgramMayUseTheSameFile) {
  const auto other = open_store();
  const Account account = make_account();
  ASSERT_TRUE(wait(other->accounts().save(account)));
  EXPECT_EQ((*wait(store->accounts().find(account.sid)))->auth_token, account.auth_token);
}

}  // namespace
}  // namespace ringback::store
