#pragma once

#include "store/engine.hpp"

namespace ringback::store::sqlite {

// A file (made with mode 0600, and its folder), written ahead; waits for other processes. Its errors name the file.
Result<std::unique_ptr<Engine>> engine(std::string file);

}  // namespace ringback::store::sqlite
