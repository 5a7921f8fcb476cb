#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/sid.hpp"
#include "store/postgresql_fixture.hpp"
#include "store/store.hpp"

namespace ringback::store {

// The tests of the store run once for each engine: on the one that RINGBACK_TEST_ENGINE names, or on SQLite.
inline bool on_postgresql() {
  const char* engine = std::getenv("RINGBACK_TEST_ENGINE");  // NOLINT(concurrency-mt-unsafe): nothing sets variables
  return engine && std::string_view(engine) == "postgresql";
}

// Where one test's records are. It outlives the stores that are opened there.
struct Place {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("ringback-store-" + random_hex(8));
  const Options options{
      .url = on_postgresql() ? postgresql_server().new_place() : "sqlite://" + (folder / "new" / "store.db").string(),
      .key_file = (folder / "new" / "store.key").string()};

  Place() {
    if (on_postgresql()) std::filesystem::create_directories(folder / "new");  // SQLite makes the file's folder itself
  }
  ~Place() { std::filesystem::remove_all(folder); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
};

}  // namespace ringback::store
