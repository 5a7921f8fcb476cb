#pragma once

#include "store/engine.hpp"

namespace ringback::store::postgresql {

// A database of PostgreSQL 12 or later, by a URL as libpq takes it (docs/operating.md). Text is compared byte by byte
// whatever the database's own collation, as SQLite does. Its errors never hold the URL.
Result<std::unique_ptr<Engine>> engine(const std::string& url);

}  // namespace ringback::store::postgresql
