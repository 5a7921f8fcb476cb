#include "store/collection.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>

#include "base/sid.hpp"
#include "store/store.hpp"

namespace ringback::store {
namespace {

struct CollectionTest : testing::Test {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("ringback-store-" + random_hex(8));
  boost::asio::io_context io;
  std::unique_ptr<Store> store =
      *open({.url = "sqlite://" + (folder / "store.db").string(), .key_file = (folder / "store.key").string()},
            io.get_executor());
  const std::string account_sid = make_sid("AC");

  ~CollectionTest() override {
    store.reset();
    std::filesystem::remove_all(folder);
  }
  template <class T>
  T wait(Task<Result<T>> task) {
    auto future = boost::asio::co_spawn(io, std::move(task), boost::asio::use_future);
    io.restart();
    io.run();
    return future.get().value();
  }
  void done(Task<Result<void>> task) {
    auto future = boost::asio::co_spawn(io, std::move(task), boost::asio::use_future);
    io.restart();
    io.run();
    ASSERT_TRUE(future.get());
  }
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
    done(store->save(row));
  }
};

TEST_F(CollectionTest, RowsComeBackUntilTheyAreRemoved) {
  auto& credentials = store->sip().credentials;
  const SipCredential alice = credential("alice");
  EXPECT_EQ(wait(credentials.save(alice)), Saved::done);
  EXPECT_EQ(wait(credentials.find({{"sid", alice.sid}}))->password, "Secret of alice");
  EXPECT_EQ(wait(credentials.list({{"credential_list_sid", "CL1"}}, {})).rows.front().password, "Secret of alice");
  EXPECT_FALSE(wait(credentials.find({{"sid", alice.sid}, {"account_sid", "AC1"}})));
  EXPECT_EQ(wait(credentials.remove({{"sid", alice.sid}})), Removed::something);
  EXPECT_EQ(wait(credentials.remove({{"sid", alice.sid}})), Removed::nothing);
}

TEST_F(CollectionTest, ARowThatMustBeTheOnlyOneIsRefusedBesideAnother) {
  auto& credentials = store->sip().credentials;
  SipCredential alice = credential("alice");
  const Match same_name = {{"credential_list_sid", "CL1"}, {"username", "alice"}};
  EXPECT_EQ(wait(credentials.save(alice, same_name)), Saved::done);
  EXPECT_EQ(wait(credentials.save(credential("alice"), same_name)), Saved::refused);
  alice.password = "Another";
  EXPECT_EQ(wait(credentials.save(alice, same_name)), Saved::done);
  EXPECT_EQ(wait(credentials.find(same_name))->password, "Another");
}

TEST_F(CollectionTest, AnEmptyMatchRemovesNothing) {
  auto& credentials = store->sip().credentials;
  wait(credentials.save(credential("alice")));
  EXPECT_EQ(wait(credentials.remove({})), Removed::nothing);
  EXPECT_EQ(wait(credentials.list({}, {})).rows.size(), 1U);
}

TEST_F(CollectionTest, PagesMayGoFromTheOldestOn) {
  for (const Millis date : {3, 1, 2}) {
    CallEvent event;
    event.sid = "EV" + std::to_string(date);
    event.call_sid = "CA1";
    event.date_created = date;
    wait(store->call_events().save(event));
  }
  const auto first = wait(store->call_events().list({{"call_sid", "CA1"}}, {.size = 2, .oldest_first = true}));
  ASSERT_EQ(first.rows.size(), 2U);
  EXPECT_TRUE(first.more);
  EXPECT_EQ(first.rows[1].sid, "EV2");
  const auto rest = wait(store->call_events().list(
      {{"call_sid", "CA1"}}, {.size = 2, .after_date = 2, .after_sid = "EV2", .oldest_first = true}));
  ASSERT_EQ(rest.rows.size(), 1U);
  EXPECT_EQ(rest.rows[0].sid, "EV3");
}

TEST_F(CollectionTest, ACallGoesWithItsChildrenAndWhatIsKnownOfThem) {
  for (const auto* sid : {"CA1", "CA2", "CA3"}) {
    Call call;
    call.sid = sid;
    call.account_sid = account_sid;
    call.parent_call_sid = call.sid == "CA2" ? "CA1" : "";
    done(store->save(call, {}));
    Notification note;
    note.sid = "NO" + call.sid;
    note.account_sid = account_sid;
    note.call_sid = sid;
    done(store->add(note));
  }
  EXPECT_EQ(wait(store->remove_call(make_sid("AC"), "CA1")), Removed::nothing);
  EXPECT_EQ(wait(store->remove_call(account_sid, "CA1")), Removed::something);
  const auto left = wait(store->calls(account_sid, {}, {}));
  ASSERT_EQ(left.rows.size(), 1U);
  EXPECT_EQ(left.rows[0].sid, "CA3");
  EXPECT_EQ(wait(store->notifications(account_sid, {}, {})).rows.size(), 1U);
}

TEST_F(CollectionTest, NumbersOfARemovedApplicationLoseIt) {
  Application app;
  app.sid = make_sid("AP");
  app.account_sid = account_sid;
  done(store->save(app));
  save_number("+81311112222", app.sid);
  EXPECT_EQ(wait(store->remove_application(account_sid, app.sid)), Removed::something);
  EXPECT_EQ(wait(store->remove_application(account_sid, app.sid)), Removed::nothing);
  EXPECT_EQ(wait(store->number_by_e164("+81311112222"))->voice_application_sid, "");
}

TEST_F(CollectionTest, ANumberThatIsRemovedIsFreeAgain) {
  const std::string other = make_sid("AC");
  done(store->replace_configuration({{"+811", ""}, {"+812", account_sid}, {"+813", other}}, {}, {}));
  EXPECT_EQ(wait(store->free_numbers(account_sid)).size(), 2U);
  save_number("+811");
  EXPECT_EQ(wait(store->free_numbers(account_sid)).front().phone_number, "+812");
  EXPECT_EQ(wait(store->remove_number(account_sid, wait(store->number_by_e164("+811"))->sid)), Removed::something);
  EXPECT_EQ(wait(store->free_numbers(other)).size(), 2U);
}

}  // namespace
}  // namespace ringback::store
