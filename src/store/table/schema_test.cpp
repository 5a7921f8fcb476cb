// The tables of the migrations and the columns of the records must say the same.
#include <gtest/gtest.h>
#include <type_traits>

#include "store/session_fixture.hpp"
#include "store/table/accounts.hpp"
#include "store/table/api_keys.hpp"
#include "store/table/applications.hpp"
#include "store/table/call_events.hpp"
#include "store/table/calls.hpp"
#include "store/table/conferences.hpp"
#include "store/table/configuration.hpp"
#include "store/table/incoming_phone_numbers.hpp"
#include "store/table/ip_access_control_lists.hpp"
#include "store/table/ip_addresses.hpp"
#include "store/table/notifications.hpp"
#include "store/table/outgoing_caller_ids.hpp"
#include "store/table/queues.hpp"
#include "store/table/recordings.hpp"
#include "store/table/sealed.hpp"
#include "store/table/sip_credential_lists.hpp"
#include "store/table/sip_credentials.hpp"
#include "store/table/sip_domains.hpp"
#include "store/table/sip_mappings.hpp"
#include "store/table/transcriptions.hpp"

namespace ringback::store::table {
namespace {

// A row whose every member has a value of its own.
template <class Row>
Row distinct_row() {
  Row row;
  int number = 0;
  Table<Row>::columns(row, [&number](std::string_view name, auto& value) {
    ++number;
    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
      value = std::string(name) + " " + std::to_string(number);
    } else {
      value = static_cast<std::decay_t<decltype(value)>>(1'700'000'000 + number);
    }
  });
  return row;
}

template <class Row>
std::string describe(Row row) {
  std::string out;
  Table<Row>::columns(row, [&out](std::string_view name, auto& value) {
    out.append(name).append("=");
    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
      out += value;
    } else {
      out += std::to_string(value);
    }
    out += '\n';
  });
  return out;
}

template <class Row>
struct SchemaTest : testing::Test, NewDatabase {};

using RowTypes = testing::Types<Account, ApiKey, IncomingPhoneNumber, Application, AvailableNumber, Phone, Call,
                                CallEvent, Recording, Conference, Queue, Transcription, OutgoingCallerId, SipDomain,
                                SipCredentialList, SipCredential, IpAccessControlList, IpAddress, SipMapping>;
TYPED_TEST_SUITE(SchemaTest, RowTypes);

TYPED_TEST(SchemaTest, EveryMemberComesBackFromItsOwnColumn) {
  const auto saved = distinct_row<TypeParam>();
  upsert(this->sql, saved);
  const auto found = select<TypeParam>(this->sql);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(describe(found.front()), describe(saved));
}

TYPED_TEST(SchemaTest, TheTableHasNoColumnThatNoMemberFills) {
  int columns = 0;
  const std::string table(Table<TypeParam>::name);
  const std::string query =
      on_postgresql()
          ? "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = current_schema AND table_name = :name"
          : "SELECT COUNT(*) FROM pragma_table_info(:name)";
  this->sql << query, soci::use(table), soci::into(columns);
  int members = 0;
  TypeParam row;
  Table<TypeParam>::columns(row, [&members](std::string_view, auto&) { ++members; });
  EXPECT_EQ(columns, members);
}

struct NotificationsTable : testing::Test, NewDatabase {};

TEST_F(NotificationsTable, KeepsWarningsAndErrorsApart) {
  for (const bool warning : {true, false}) {
    Notification row;
    row.sid = warning ? "NO1" : "NO2";
    row.account_sid = "AC1";
    row.call_sid = "CA1";
    row.warning = warning;
    row.error_code = 12200;
    row.request_method = "POST";
    add_notification(sql, row);
  }
  const auto found = list_notifications(sql, "AC1", {.call_sid = "CA1"}, {}).rows;
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].sid, "NO2");
  EXPECT_FALSE(found[0].warning);
  EXPECT_TRUE(found[1].warning);
  EXPECT_EQ(found[1].error_code, 12200);
  EXPECT_EQ(found[1].request_method, "POST");
}

Result<std::optional<Account>> account_of(soci::session& sql, const Cipher& cipher, const std::string& sid) {
  return open_one(select_one<Account>(sql, Conditions().equal("sid", sid)), cipher);
}

struct SecretsInTables : testing::Test, NewDatabase {};

TEST_F(SecretsInTables, AreSealedForTheirOwnRow) {
  const Cipher cipher(Cipher::Key{1});
  for (const auto* sid : {"AC1", "AC2"}) {
    Account account;
    account.sid = sid;
    account.auth_token = "token of " + account.sid;
    upsert(sql, sealed(account, cipher));
  }
  EXPECT_EQ(account_of(sql, cipher, "AC1").value()->auth_token, "token of AC1");
  // One who can write to the file can't make another account's token his own.
  sql << "UPDATE accounts SET auth_token = (SELECT auth_token FROM accounts WHERE sid = 'AC2') WHERE sid = 'AC1'";
  const auto swapped = account_of(sql, cipher, "AC1");
  ASSERT_FALSE(swapped);
  EXPECT_EQ(swapped.error().code, 20500);
}

TEST_F(SecretsInTables, OfTrunksAreSealedAndComeBackWithEveryField) {
  const Trunk trunk{.name = "carrier",
                    .addresses = {"192.0.2.1", "198.51.100.0/24"},
                    .proxy = "sip.example.com;transport=tcp",
                    .user = "us",
                    .password = "s3cret",
                    .registers = true,
                    .register_expires = 600,
                    .inbound_user = "them",
                    .inbound_password = "their s3cret",
                    .prefixes = {"+81", "+1"},
                    .priority = 2,
                    .weight = 3,
                    .number_format = "e164",
                    .caller_id_in = "P-Asserted-Identity",
                    .max_calls = 30,
                    .calls_per_second = 5};
  replace_configuration(sql, Cipher(Cipher::Key{1}),
                        {{}, {trunk, {.name = "plain", .addresses = {}, .proxy = "x"}}, {}});
  const auto read = trunks(sql, Cipher(Cipher::Key{1}));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->front(), trunk);
  EXPECT_EQ(read->back().password, "");
  EXPECT_EQ(trunks(sql, Cipher(Cipher::Key{2})).error().code, 20500);
  int shown = 0;
  sql << "SELECT COUNT(*) FROM trunks WHERE password LIKE '%s3cret%' OR inbound_password LIKE '%s3cret%'",
      soci::into(shown);
  EXPECT_EQ(shown, 0);
}

TEST_F(SecretsInTables, OfPhonesDoNotOpenWithAnotherKey) {
  replace_configuration(sql, Cipher(Cipher::Key{1}), {{}, {}, {{"alice", "s3cret", "+819059876543"}}});
  EXPECT_EQ(phones(sql, Cipher(Cipher::Key{1})).value().front().password, "s3cret");
  EXPECT_EQ(phones(sql, Cipher(Cipher::Key{2})).error().code, 20500);
}

}  // namespace
}  // namespace ringback::store::table
