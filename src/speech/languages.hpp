#pragma once

#include <string>
#include <string_view>

namespace ringback::speech {

// The language that a voice of that name speaks in the product: of `Google.de-DE-Standard-A` and `Polly.Hans` German.
// Empty if the name says none.
std::string language_of_voice(std::string_view voice);

// Whether a product's voice of that name is a man's.
bool is_man(std::string_view voice);

// The voice of espeak-ng for a language (BCP 47), or empty if it has none.
std::string espeak_voice(std::string_view language);

}  // namespace ringback::speech
