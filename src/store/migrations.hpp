#pragma once

#include <span>
#include <string_view>

#include "base/result.hpp"
#include "store/engine.hpp"

namespace ringback::store {

// One step of the schema's history; statements are parted by `;`. Never edited once released, only followed by more.
struct Migration {
  int number = 0;
  std::string_view statements;
};

std::span<const Migration> migrations();

// Applies those of `steps` that the database has not seen, each in a transaction of its own, while no other program
// does. Fails if the database is newer than this program. Throws soci::soci_error.
Result<void> migrate(const Engine& engine, soci::session& sql, std::span<const Migration> steps = migrations());

}  // namespace ringback::store
