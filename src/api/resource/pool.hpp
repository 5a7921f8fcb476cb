#pragma once

#include "api/context.hpp"
#include "store/configured.hpp"

// The numbers that the operator lets accounts take.
namespace ringback::api::resource {

// Those that nobody has and the context's account may take, by number; what the configuration doesn't say of one is
// what the number tells.
Task<Result<std::vector<store::AvailableNumber>>> free_numbers(const Context& context);

}  // namespace ringback::api::resource
