#pragma once

#include "base/async.hpp"
#include "routing/admission.hpp"

namespace ringback::media {
class Engine;
}

namespace ringback::server {

// Measures, every Admission::interval until it is cancelled, how late the control thread is and how busy the media
// threads are, and tells `admission`.
Task<void> monitor_load(media::Engine& engine, Deadlines& deadlines, routing::Admission& admission);

}  // namespace ringback::server
