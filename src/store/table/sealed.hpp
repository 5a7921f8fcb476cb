#pragma once

#include <string>
#include <utility>

#include "store/cipher.hpp"
#include "store/table/table.hpp"

// Rows with secrets: a Table whose rows have some names them in `secrets`, as `columns` does. Each is sealed for its
// own row, so that who can write to the database can't move it to another.
namespace ringback::store::table {

template <class Row>
concept HasSecrets = requires(Row row) { Table<Row>::secrets(row, [](std::string_view, std::string&) {}); };

template <class Row>
std::string place_of(const Row& row, std::string_view column) {
  return std::string(Table<Row>::name) + '.' + std::string(column) + '.' + row.sid;
}

// As the database holds it. An empty secret stays empty.
template <class Row>
Row sealed(Row row, const Cipher& cipher) {
  if constexpr (HasSecrets<Row>) {
    Table<Row>::secrets(row, [&](std::string_view column, std::string& secret) {
      if (!secret.empty()) secret = cipher.seal(secret, place_of(row, column));
    });
  }
  return row;
}

// As it was before it was sealed; 20500 if the key is another.
template <class Row>
Result<void> open_secrets(Row& row, const Cipher& cipher) {
  Result<void> out;
  if constexpr (HasSecrets<Row>) {
    Table<Row>::secrets(row, [&](std::string_view column, std::string& secret) {
      if (secret.empty()) return;
      auto plain = cipher.open(secret, place_of(row, column));
      if (!plain) out = Error{20500, plain.error().message};
      if (plain) secret = *std::move(plain);
    });
  }
  return out;
}

template <class Row>
Result<std::optional<Row>> open_one(std::optional<Row> row, const Cipher& cipher) {
  if (!row) return row;
  const auto opened = open_secrets(*row, cipher);
  if (!opened) return opened.error();
  return row;
}

template <class Row>
Result<Rows<Row>> open_page(Rows<Row> page, const Cipher& cipher) {
  for (Row& row : page.rows) {
    const auto opened = open_secrets(row, cipher);
    if (!opened) return opened.error();
  }
  return page;
}

}  // namespace ringback::store::table
