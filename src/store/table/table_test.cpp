#include "store/table/table.hpp"

#include <gtest/gtest.h>

#include "store/session_fixture.hpp"

namespace ringback::store::table {

namespace {

struct Pet {
  std::string sid;
  std::string name;
  Millis date_created = 0;
};

}  // namespace

template <>
struct Table<Pet> {
  static constexpr std::string_view name = "pets";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(Pet& row, Visit visit) {
    visit("sid", row.sid);
    visit("name", row.name);
    visit("date_created", row.date_created);
  }
};

namespace {

using Names = std::vector<std::string>;

struct TableTest : testing::Test, EmptyDatabase {
  TableTest() {
    sql << engine->definition(
        "CREATE TABLE pets (sid TEXT PRIMARY KEY, name TEXT NOT NULL, date_created BIGINT NOT NULL)");
  }

  void add(const std::string& sid, const std::string& name, Millis date) { upsert(sql, Pet{sid, name, date}); }
  Names names(Conditions conditions) {
    Names out;
    for (const Pet& pet : select<Pet>(sql, std::move(conditions), " ORDER BY sid")) out.push_back(pet.name);
    return out;
  }
  Names page(const Page& page, bool more) {
    const auto rows = select_page<Pet>(sql, {}, page);
    EXPECT_EQ(rows.more, more);
    Names out;
    for (const Pet& pet : rows.rows) out.push_back(pet.sid);
    return out;
  }
};

TEST(TableSql, FollowsFromTheColumns) {
  EXPECT_EQ(column_list<Pet>(), "sid, name, date_created");
  EXPECT_EQ(column_list<Pet>(":"), ":sid, :name, :date_created");
  EXPECT_EQ(
      upsert_statement<Pet>(),
      "INSERT INTO pets (sid, name, date_created) VALUES (:sid, :name, :date_created) ON CONFLICT (sid) DO UPDATE "
      "SET sid = excluded.sid, name = excluded.name, date_created = excluded.date_created");
}

TEST(ConditionsText, HoldsNoValues) {
  EXPECT_EQ(Conditions().text(), "");
  EXPECT_EQ(Conditions().equal("a", "x").equal_if("b", "").equal_if("c", "y").text(), " WHERE a = :p0 AND c = :p1");
  EXPECT_EQ(Conditions().between("t", 0, 0).text(), "");
  EXPECT_EQ(Conditions().between("t", 1, 2).text(), " WHERE t > 0 AND t >= :p0 AND t < :p1");
  EXPECT_EQ(Conditions().contains_if("a", "x*").text(), " WHERE a LIKE :p0 ESCAPE '!'");
}

TEST_F(TableTest, ARowIsInsertedOnceAndThenReplaced) {
  add("1", "cat", 1);
  add("1", "dog", 2);
  const auto rows = select<Pet>(sql);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].name, "dog");
  EXPECT_EQ(rows[0].date_created, 2);
}

TEST_F(TableTest, OneRowOrNone) {
  add("1", "cat", 1);
  EXPECT_TRUE(select_one<Pet>(sql, Conditions().equal("sid", "1")).has_value());
  EXPECT_FALSE(select_one<Pet>(sql, Conditions().equal("sid", "2")).has_value());
}

TEST_F(TableTest, ValuesAreNeverSql) {
  add("1", "cat", 1);
  for (const auto* value : {"' OR '1'='1", "cat'; DROP TABLE pets; --", ":p0", "%", "c_t"}) {
    EXPECT_TRUE(names(Conditions().equal("name", value)).empty()) << value;
    EXPECT_TRUE(names(Conditions().contains_if("name", value)).empty()) << value;
  }
  EXPECT_EQ(names({}), Names{"cat"});
}

TEST_F(TableTest, TimesThatAreNotYetMatchNoBound) {
  add("1", "never", 0);
  add("2", "early", 10);
  add("3", "late", 20);
  EXPECT_EQ(names(Conditions().between("date_created", 0, 15)), Names{"early"});
  EXPECT_EQ(names(Conditions().between("date_created", 10, 0)), (Names{"early", "late"}));
  EXPECT_EQ(names(Conditions().between("date_created", 10, 20)), Names{"early"});
  EXPECT_EQ(names(Conditions().between("date_created", 0, 0)).size(), 3U);
}

TEST_F(TableTest, PagesComeNewestFirstAndOfOneInstantByTheKey) {
  for (const auto* sid : {"b", "a", "c"}) add(sid, "same", 5);
  add("z", "older", 1);
  add("0", "newer", 9);
  EXPECT_EQ(page({.size = 2}, true), (Names{"0", "c"}));
  EXPECT_EQ(page({.size = 2, .after_date = 5, .after_sid = "c"}, true), (Names{"b", "a"}));
  EXPECT_EQ(page({.size = 2, .after_date = 5, .after_sid = "a"}, false), Names{"z"});
  EXPECT_EQ(page({.size = 5}, false).size(), 5U);
}

TEST_F(TableTest, APageAfterARowThatIsGoneGoesOnFromItsPlace) {
  add("a", "x", 1);
  add("b", "x", 2);
  sql << "DELETE FROM pets WHERE sid = 'b'";
  EXPECT_EQ(page({.size = 2, .after_date = 2, .after_sid = "b"}, false), Names{"a"});
}

TEST_F(TableTest, TextHasTheOrderOfItsBytesOnEveryEngine) {
  for (const auto* name : {"b", "B", "a", "é", "Z", "1", "日", "~"}) add(name, name, 1);
  EXPECT_EQ(names({}), (Names{"1", "B", "Z", "a", "b", "~", "é", "日"}));
}

TEST_F(TableTest, ALettersCaseMattersToEveryComparison) {
  add("1", "Cat", 1);
  EXPECT_EQ(names(Conditions().contains_if("name", "Ca")), Names{"Cat"});
  EXPECT_TRUE(names(Conditions().contains_if("name", "ca")).empty());
  EXPECT_TRUE(names(Conditions().equal("name", "cat")).empty());
}

TEST_F(TableTest, WhatIsNoTextIsStoredRepairedAndFoundAgain) {
  const std::string nul("a\0b", 3);
  add("1", "caf\xe9", 1);
  add("2", nul, 1);
  EXPECT_EQ(names({}), (Names{"caf\xef\xbf\xbd",
                              "a\xef\xbf\xbd"
                              "b"}));
  EXPECT_EQ(names(Conditions().equal("name", "caf\xe9")).size(), 1U);
  EXPECT_EQ(names(Conditions().equal("name", nul)).size(), 1U);
}

}  // namespace
}  // namespace ringback::store::table
