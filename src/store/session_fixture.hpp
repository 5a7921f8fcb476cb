#pragma once

#include <soci/soci.h>

#include "store/engine.hpp"
#include "store/migrations.hpp"
#include "store/place_fixture.hpp"

namespace ringback::store {

// A session with an empty database of the engine that the test is run for.
struct EmptyDatabase {
  const Place place;
  const std::unique_ptr<Engine> engine = engine_of(place.options.url).value();
  const Session session = engine->connect(Access::write).value();
  soci::session& sql = *session;

  int count(const std::string& query) const {
    int out = 0;
    sql << query, soci::into(out);
    return out;
  }
};

// With the tables of the store.
struct NewDatabase : EmptyDatabase {
  NewDatabase() { migrate(*engine, sql).value(); }
};

}  // namespace ringback::store
