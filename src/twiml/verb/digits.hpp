#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ringback::twiml {

// Digits to be sent, as an application writes them (`0-9 A-D # *`, `w` half a second, `W` a second), in the form that a
// session takes: `W` is two of its `w`. Nothing if there is anything else.
std::optional<std::string> parse_digits(std::string_view given);

// How long a session takes to send them.
std::chrono::milliseconds length_of_digits(std::string_view digits);

}  // namespace ringback::twiml
