#include "twiml/verb/queue_name.hpp"

#include <algorithm>

namespace ringback::twiml {
namespace {

constexpr std::ptrdiff_t longest_name = 64;

// UTF-8: every byte but those that continue a character.
std::ptrdiff_t characters(const std::string& text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

}  // namespace

bool check_queue_name(const std::string& name, int too_short, int too_long, Warnings& warnings) {
  if (name.empty()) {
    warnings.push_back({too_short, "the queue has no name", true});
  } else if (characters(name) > longest_name) {
    warnings.push_back({too_long, "the queue's name is longer than 64 characters", true});
  } else {
    return true;
  }
  return false;
}

}  // namespace ringback::twiml
