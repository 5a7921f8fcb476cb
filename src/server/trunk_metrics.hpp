#pragma once

#include "base/metrics.hpp"

namespace ringback::sip {
class Endpoint;
}

namespace ringback::server {

// Registers what each trunk does, by its name. `endpoint` outlives the last `text` of the registry.
void measure_trunks(metrics::Registry& registry, const sip::Endpoint& endpoint);

}  // namespace ringback::server
