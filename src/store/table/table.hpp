#pragma once

#include <soci/soci.h>

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "store/collection.hpp"

// Rows and records. A table says its name and its columns once, in a specialisation of Table; all SQL follows from it.
namespace ringback::store::table {

// template <> struct Table<Row> {
//   static constexpr std::string_view name, key;
//   template <class R, class Visit> static void columns(R& row, Visit visit);  // visit("column", row.member) each
// };
template <class Row>
struct Table;

// The WHERE clause of a query and the values of its parameters, which it owns.
class Conditions {
 public:
  Conditions& equal(std::string_view column, std::string value);
  Conditions& equal(std::string_view column, int value);
  // One of the two.
  Conditions& equal_either(std::string_view column, std::string_view other, std::string value);
  Conditions& differ(std::string_view column, std::string value);
  Conditions& equal_any(std::string_view column, std::vector<std::string> values);
  // `query` is SQL of ours.
  Conditions& absent_from(std::string_view column, std::string_view query);
  // Only if there is a value.
  Conditions& equal_if(std::string_view column, std::string value);
  // `from` and `until` as in CallFilter. Rows whose time is 0 ("not yet") match no bound.
  Conditions& between(std::string_view column, Millis from, Millis until);
  // Text that contains `pattern`, in which `*` stands for any one character.
  Conditions& contains_if(std::string_view column, std::string_view pattern);
  // Rows after the last one of the former page.
  Conditions& after(std::string_view date_column, const Page& page);

  std::string text() const { return text_.empty() ? "" : " WHERE " + text_; }
  void bind(soci::statement& statement);

 private:
  struct Parameter {
    std::string name;
    std::string text;
    long long number = 0;
    bool is_number = false;
  };
  void add(const std::string& condition);
  std::string parameter(std::string value);
  std::string parameter(Millis value);

  std::string text_;
  std::deque<Parameter> parameters_;  // a deque: SOCI keeps references
};

// Column names of a table, each between `before` and `after`, parted by commas.
template <class Row>
std::string column_list(std::string_view before = "", std::string_view after = "") {
  std::string out;
  Row row;
  Table<Row>::columns(row, [&](std::string_view name, auto&) {
    if (!out.empty()) out += ", ";
    out.append(before).append(name).append(after);
  });
  return out;
}

template <class Row>
std::string upsert_statement() {
  std::string updates;
  Row row;
  Table<Row>::columns(row, [&](std::string_view name, auto&) {
    if (!updates.empty()) updates += ", ";
    updates.append(name).append(" = excluded.").append(name);
  });
  return "INSERT INTO " + std::string(Table<Row>::name) + " (" + column_list<Row>() + ") VALUES (" +
         column_list<Row>(":") + ") ON CONFLICT (" + std::string(Table<Row>::key) + ") DO UPDATE SET " + updates;
}

// Text as both engines hold it: UTF-8 without NUL. What is not becomes U+FFFD.
std::string storable(std::string text);

// Inserts or replaces.
template <class Row>
void upsert(soci::session& sql, Row row) {
  static const std::string text = upsert_statement<Row>();
  soci::statement statement(sql);
  Table<Row>::columns(row, [&](std::string_view name, auto& value) {
    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) value = storable(std::move(value));
    statement.exchange(soci::use(value, std::string(name)));
  });
  statement.alloc();
  statement.prepare(text, soci::details::st_one_time_query);
  statement.define_and_bind();
  statement.execute(true);
}

// `tail` follows the conditions: ORDER BY, LIMIT.
template <class Row>
std::vector<Row> select(soci::session& sql, Conditions conditions = {}, const std::string& tail = "") {
  static const std::string head = "SELECT " + column_list<Row>() + " FROM " + std::string(Table<Row>::name);
  Row row;
  soci::statement statement(sql);
  Table<Row>::columns(row, [&](std::string_view, auto& value) { statement.exchange(soci::into(value)); });
  conditions.bind(statement);
  statement.alloc();
  statement.prepare(head + conditions.text() + tail, soci::details::st_one_time_query);
  statement.define_and_bind();
  statement.execute();
  std::vector<Row> rows;
  while (statement.fetch()) rows.push_back(row);
  return rows;
}

template <class Row>
std::optional<Row> select_one(soci::session& sql, Conditions conditions) {
  auto rows = select<Row>(sql, std::move(conditions), " LIMIT 1");
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

// Deletes; returns how many there were.
template <class Row>
long long remove(soci::session& sql, Conditions conditions) {
  soci::statement statement(sql);
  conditions.bind(statement);
  statement.alloc();
  statement.prepare("DELETE FROM " + std::string(Table<Row>::name) + conditions.text(),
                    soci::details::st_one_time_query);
  statement.define_and_bind();
  statement.execute(true);
  return statement.get_affected_rows();
}

// Newest first by (date, sid), or the other way round.
template <class Row>
Rows<Row> select_page(soci::session& sql, Conditions conditions, const Page& page,
                      const std::string& date = "date_created") {
  conditions.after(date, page);
  const std::string way = page.oldest_first ? "" : " DESC";
  // One row more than asked for tells whether there is a next page.
  const std::string tail = " ORDER BY " + date + way + ", sid" + way + " LIMIT " + std::to_string(page.size + 1) +
                           " OFFSET " + std::to_string(page.offset);
  Rows<Row> out{select<Row>(sql, std::move(conditions), tail), false};
  out.more = out.rows.size() > page.size;
  if (out.more) out.rows.resize(page.size);
  return out;
}

}  // namespace ringback::store::table
