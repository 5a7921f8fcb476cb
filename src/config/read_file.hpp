#pragma once

#include "config/key.hpp"
#include "config/report.hpp"

namespace ringback::config {

// Reads the file's tree into `config`, by the schema; reports every key that is unknown, wrong, missing or given twice.
void read_file(const Table& file, const Schema& schema, Config& config, Report& report);

}  // namespace ringback::config
