#pragma once

#include "base/text.hpp"
#include "call/journal.hpp"

namespace ringback::webhook {

// The standard parameters of a request about that call, as docs/webhooks.md lists them: in alphabetical order ignoring
// case. Empty values are there as empty.
Parameters standard_parameters(const call::Facts& facts);

// Adds `more` to `parameters` and restores the order.
void merge(Parameters& parameters, const Parameters& more);

// Whether a parameter of that name is one of ours, which a page can't set (docs/webhooks.md).
bool is_standard(std::string_view name);

}  // namespace ringback::webhook
