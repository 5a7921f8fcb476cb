#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ringback::speech {

// What an English voice can read of a UTF-8 text: ASCII letters, digits and punctuation. Accents are taken off,
// typographic marks become plain ones, everything else becomes a blank.
std::string to_readable(std::string_view utf8);

// Whether there is a letter or a digit in it: what flite is not asked to say otherwise.
bool is_sayable(std::string_view readable);

// Sentences, and pieces of sentences where one is longer than `max_bytes`, cut at a blank where there is one.
std::vector<std::string> split_sentences(std::string_view readable, std::size_t max_bytes);

}  // namespace ringback::speech
