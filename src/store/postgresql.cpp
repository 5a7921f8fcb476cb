#include "store/postgresql.hpp"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <map>

#include "base/text.hpp"
#include "store/failure.hpp"

namespace ringback::store::postgresql {
namespace {

using Keywords = std::map<std::string, std::string, std::less<>>;

// Of the locks that programs take in one database, by no rule but that ours is always the same.
constexpr long long schema_lock = 0x52696e676261636b;  // "Ringback"

// What the URL need not say: a server that is gone must be noticed in seconds, not when TCP gives up.
Keywords defaults() {
  return {{"application_name", "ringback"}, {"client_encoding", "UTF8"}, {"connect_timeout", "3"},
          {"tcp_user_timeout", "5000"},     {"keepalives_idle", "5"},    {"keepalives_interval", "2"},
          {"keepalives_count", "2"}};
}

// A password's `/` or `@` ends what libpq takes for it; the rest would be told as a wrong port or an unknown host.
bool holds_password_elsewhere(const Keywords& keywords) {
  const auto port = keywords.find("port");
  const auto host = keywords.find("host");
  if (port != keywords.end() && port->second.find_first_not_of("0123456789,") != std::string::npos) return true;
  return host != keywords.end() && host->second.find('@', 1) != std::string::npos && !host->second.starts_with('/');
}

// What libpq reads in the URL. Nothing if it can't: what it says then may hold a part of the password.
Result<Keywords> keywords_of(const std::string& url) {
  Error wrong{0, "the store's URL is not one that PostgreSQL takes; in a password, /@?#:% are written as %XX"};
  Keywords out = defaults();
  PQconninfoOption* options = PQconninfoParse(url.c_str(), nullptr);
  if (options == nullptr) return wrong;
  for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option) {
    if (option->val != nullptr) out[option->keyword] = option->val;
  }
  PQconninfoFree(options);
  if (holds_password_elsewhere(out)) return wrong;
  return out;
}

// Without a blank or a quotation mark: SOCI reads the text too, for keys of its own.
std::string connection_url(const Keywords& keywords) {
  std::string out = "postgresql://";
  for (const auto& [keyword, value] : keywords) {
    out.append(out.ends_with('/') ? "?" : "&").append(keyword).append("=").append(percent_encode(value));
  }
  return out;
}

Result<Session> prepared(Session session, Access access) {
  *session << "SET client_min_messages = error";  // libpq would write notices among the lines of the log
  std::string encoding;
  *session << "SHOW server_encoding", soci::into(encoding);
  if (encoding != "UTF8") {
    return Error{0, "the store's database must be encoded in UTF8 (createdb --encoding=UTF8), not in " + encoding};
  }
  if (access == Access::read_only) *session << "SET default_transaction_read_only = on";
  // Whoever holds a lock of theirs on our tables must not hold up calls for ever.
  *session << "SET statement_timeout = '10s'";
  return session;
}

class Postgresql final : public Engine {
 public:
  explicit Postgresql(const Keywords& keywords) : url_(connection_url(keywords)) {}

  Result<Session> connect(Access access) const override {
    try {
      return prepared(std::make_unique<soci::session>(*soci::factory_postgresql(), url_), access);
    } catch (const std::exception& exception) {
      return Error{0, "cannot open the store on PostgreSQL: " + words_of(exception)};
    }
  }
  void lock_schema(soci::session& sql) const override {
    sql << "SET LOCAL statement_timeout = 0";  // an index of a large table takes its time
    sql << "SELECT pg_advisory_xact_lock(" << schema_lock << ")";
  }
  // Whatever order the database was made with, text has that of its bytes.
  std::string definition(std::string_view statement) const override {
    constexpr std::string_view type = " TEXT ";
    std::string out;
    for (auto at = statement.find(type); at != statement.npos; at = statement.find(type)) {
      out.append(statement.substr(0, at)).append(" TEXT COLLATE \"C\" ");
      statement.remove_prefix(at + type.size());
    }
    return out.append(statement);
  }

 private:
  const std::string url_;
};

}  // namespace

Result<std::unique_ptr<Engine>> engine(const std::string& url) {
  const auto keywords = keywords_of(url);
  if (!keywords) return keywords.error();
  return std::unique_ptr<Engine>(std::make_unique<Postgresql>(*keywords));
}

}  // namespace ringback::store::postgresql
