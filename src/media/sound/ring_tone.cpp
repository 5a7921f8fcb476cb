#include "media/sound/ring_tone.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace ringback::media {
namespace {

using Cadence = std::array<std::uint16_t, 4>;

constexpr Cadence slow{1000, 4000};            // most of Europe
constexpr Cadence twice{400, 200, 400, 2000};  // the United Kingdom and who learned from it

constexpr RingTone ring_tones[] = {
    {"at", 420, 0, 0, {1000, 5000}},       //
    {"au", 400, 0, 17, twice},             //
    {"bg", 425, 0, 0, slow},               //
    {"br", 425, 0, 0, slow},               //
    {"be", 425, 0, 0, {1000, 3000}},       //
    {"ch", 425, 0, 0, slow},               //
    {"cl", 400, 0, 0, {1000, 3000}},       //
    {"cn", 450, 0, 0, slow},               //
    {"cz", 425, 0, 0, slow},               //
    {"de", 425, 0, 0, slow},               //
    {"dk", 425, 0, 0, slow},               //
    {"ee", 425, 0, 0, slow},               //
    {"es", 425, 0, 0, {1500, 3000}},       //
    {"fi", 425, 0, 0, slow},               //
    {"fr", 440, 0, 0, {1500, 3500}},       //
    {"gr", 425, 0, 0, slow},               //
    {"hu", 425, 0, 0, {1250, 3750}},       //
    {"il", 400, 0, 0, {1000, 3000}},       //
    {"in", 400, 0, 25, twice},             //
    {"it", 425, 0, 0, slow},               //
    {"jp", 400, 0, 16, {1000, 2000}},      //
    {"lt", 425, 0, 0, slow},               //
    {"mx", 425, 0, 0, slow},               //
    {"my", 425, 0, 0, twice},              //
    {"nl", 425, 0, 0, slow},               //
    {"no", 425, 0, 0, slow},               //
    {"nz", 400, 450, 0, twice},            //
    {"ph", 425, 480, 0, slow},             //
    {"pl", 425, 0, 0, slow},               //
    {"pt", 425, 0, 0, {1000, 5000}},       //
    {"ru", 425, 0, 0, slow},               //
    {"se", 425, 0, 0, {1000, 5000}},       //
    {"sg", 425, 0, 24, twice},             //
    {"th", 400, 0, 0, slow},               //
    {"tw", 440, 480, 0, {1000, 2000}},     //
    {"uk", 400, 450, 0, twice},            //
    {"us", 440, 480, 0, {2000, 4000}},     //
    {"us-old", 420, 0, 40, {2000, 4000}},  //
    {"ve", 425, 0, 0, slow},               //
    {"za", 400, 0, 33, twice},             //
};

}  // namespace

const RingTone* find_ring_tone(std::string_view country) {
  const auto* found = std::find_if(std::begin(ring_tones), std::end(ring_tones),
                                   [&](const RingTone& tone) { return tone.country == country; });
  return found == std::end(ring_tones) ? nullptr : found;
}

const RingTone& ring_tone_of_region(std::string_view region) {
  const auto* found = find_ring_tone(region == "GB" ? "uk" : lower(region));
  return found ? *found : *find_ring_tone("us");
}

}  // namespace ringback::media
