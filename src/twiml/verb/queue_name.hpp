#pragma once

#include <string>

#include "twiml/attributes.hpp"

namespace ringback::twiml {

// Whether a queue may be called so: 1 to 64 characters. Else an error of the document.
bool check_queue_name(const std::string& name, int too_short, int too_long, Warnings& warnings);

}  // namespace ringback::twiml
