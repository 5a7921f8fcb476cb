#pragma once

#include <string>

#include "base/result.hpp"
#include "store/threads.hpp"

namespace ringback::store::sqlite {

enum class Access { write, read_only };

// All that is SQLite's own: the file (made with mode 0600, and its folder), write-ahead log, waits for other
// processes. Fails with words that name the file.
Result<Session> connect(const std::string& file, Access access);

}  // namespace ringback::store::sqlite
