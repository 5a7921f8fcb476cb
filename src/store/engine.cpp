#include "store/engine.hpp"

#include "store/postgresql.hpp"
#include "store/sqlite.hpp"

namespace ringback::store {

Result<std::unique_ptr<Engine>> engine_of(const std::string& url) {
  constexpr std::string_view sqlite_scheme = "sqlite://";
  if (url.starts_with(sqlite_scheme)) return sqlite::engine(url.substr(sqlite_scheme.size()));
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return postgresql::engine(url);
  // Not the URL itself: it may hold a password.
  return Error{0, "the store's URL must be sqlite://<file> or postgresql://<host>/<database>"};
}

}  // namespace ringback::store
