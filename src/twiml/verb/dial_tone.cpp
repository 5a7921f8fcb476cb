#include "twiml/verb/dial_tone.hpp"

#include "base/phone_number.hpp"
#include "call/call.hpp"

namespace ringback::twiml {
namespace {

// Else that of the number that was called, else the server's country's.
const media::RingTone& tone_of(const Execution& on, const DialAttributes& attributes) {
  if (attributes.ring_tone) return *media::find_ring_tone(*attributes.ring_tone);
  const auto country = geography(on.call.facts().called).country;
  return media::ring_tone_of_region(country.empty() ? on.services.default_region : country);
}

}  // namespace

DialTone::DialTone(Execution& on, const DialAttributes& attributes) : call_(on.call) {
  if (call_.answered()) call_.leg()->session().ring(tone_of(on, attributes));
}

DialTone::~DialTone() {
  if (call_.answered() && call_.leg()) call_.leg()->session().play(media::Tone::silence);
}

}  // namespace ringback::twiml
