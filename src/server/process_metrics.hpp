#pragma once

#include "base/deadlines.hpp"
#include "base/metrics.hpp"

namespace ringback::server {

// What every Prometheus client tells of its process, by the names that they share: processor time, memory, descriptors
// and threads, from /proc.
void measure_process(metrics::Registry& registry, WallTime started);

}  // namespace ringback::server
