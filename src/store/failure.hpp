#pragma once

#include <exception>
#include <optional>
#include <string>

#include "base/result.hpp"

namespace ringback::store {

// Nothing, or why the work was not done.
using Failure = std::optional<Error>;

// What an engine's exception says, in one line: without the statement's values, which are no business of a log.
std::string words_of(const std::exception& exception);

}  // namespace ringback::store
