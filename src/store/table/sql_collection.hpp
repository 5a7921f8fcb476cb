#pragma once

#include "store/ask.hpp"
#include "store/cipher.hpp"
#include "store/table/sip.hpp"
#include "store/threads.hpp"

namespace ringback::store::table {

// What of a row is a secret, and the place that it is bound to; none of most rows.
template <class Row>
std::string* secret_of(Row&) {
  return nullptr;
}
inline std::string* secret_of(SipCredential& row) {
  return &row.password;
}

template <class Row>
std::string secret_place(const Row& row) {
  return std::string(Table<Row>::name) + ".secret." + row.sid;
}

inline Conditions conditions_of(const Match& match) {
  Conditions out;
  for (const auto& [column, value] : match) out.equal(column, value);
  return out;
}

// A Collection on any engine that SOCI speaks.
template <class Row>
class SqlCollection final : public Collection<Row> {
 public:
  SqlCollection(const Cipher& cipher, JobQueue& writer, JobQueue& readers)
      : cipher_(cipher), writer_(writer), readers_(readers) {}

  Task<Result<std::optional<Row>>> find(Match match) override {
    return ask<std::optional<Row>>(readers_, [this, match = std::move(match)](soci::session& sql) {
      auto row = select_one<Row>(sql, conditions_of(match));
      if (!row) return Result<std::optional<Row>>(std::move(row));
      const auto opened = open(*row);
      return opened ? Result<std::optional<Row>>(std::move(row)) : Result<std::optional<Row>>(opened.error());
    });
  }

  Task<Result<Rows<Row>>> list(Match match, Page page) override {
    return ask<Rows<Row>>(readers_, [this, match = std::move(match), page = std::move(page)](soci::session& sql) {
      auto out = select_page<Row>(sql, conditions_of(match), page);
      for (Row& row : out.rows) {
        if (const auto opened = open(row); !opened) return Result<Rows<Row>>(opened.error());
      }
      return Result<Rows<Row>>(std::move(out));
    });
  }

  // One thread writes, so nobody comes between the question and the answer.
  Task<Result<Saved>> save(Row row, Match unique) override {
    if (std::string* secret = secret_of(row)) *secret = cipher_.seal(*secret, secret_place(row));
    return ask<Saved>(writer_, [row = std::move(row), unique = std::move(unique)](soci::session& sql) -> Result<Saved> {
      const auto other = unique.empty() ? std::nullopt : select_one<Row>(sql, conditions_of(unique));
      if (other && other->sid != row.sid) return Saved::refused;
      upsert(sql, row);
      return Saved::done;
    });
  }

  Task<Result<Removed>> remove(Match match) override {
    return ask<Removed>(writer_, [match = std::move(match)](soci::session& sql) -> Result<Removed> {
      const bool any = !match.empty() && table::remove<Row>(sql, conditions_of(match)) > 0;
      return any ? Removed::something : Removed::nothing;
    });
  }

 private:
  Result<void> open(Row& row) const {
    std::string* secret = secret_of(row);
    if (!secret) return {};
    auto opened = cipher_.open(*secret, secret_place(row));
    if (!opened) return Error{20500, opened.error().message};
    *secret = std::move(*opened);
    return {};
  }

  const Cipher& cipher_;
  JobQueue& writer_;
  JobQueue& readers_;
};

}  // namespace ringback::store::table
