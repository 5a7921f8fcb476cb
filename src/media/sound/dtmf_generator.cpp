#include "media/sound/dtmf_generator.hpp"

#include <array>

namespace ringback::media {
namespace {

constexpr double amplitude = 5000;  // each: about -16 dB of full scale
constexpr std::array<std::uint16_t, 4> rows{697, 770, 852, 941};
constexpr std::array<std::uint16_t, 4> columns{1209, 1336, 1477, 1633};

// Where each key stands, row and column, in the order of the events: 0-9 * # A-D.
constexpr std::array<std::array<std::uint8_t, 2>, 16> keys = {{{3, 1},
                                                               {0, 0},
                                                               {0, 1},
                                                               {0, 2},
                                                               {1, 0},
                                                               {1, 1},
                                                               {1, 2},
                                                               {2, 0},
                                                               {2, 1},
                                                               {2, 2},
                                                               {3, 0},
                                                               {3, 2},
                                                               {0, 3},
                                                               {1, 3},
                                                               {2, 3},
                                                               {3, 3}}};

}  // namespace

void DtmfGenerator::start(std::uint8_t event, unsigned rate) {
  const auto [row, column] = keys[event % keys.size()];
  low_ = Oscillator(rows[row], rate);
  high_ = Oscillator(columns[column], rate);
}

void DtmfGenerator::fill(std::span<std::int16_t> frame) {
  for (auto& sample : frame) sample = static_cast<std::int16_t>(amplitude * (low_.next() + high_.next()));
}

}  // namespace ringback::media
