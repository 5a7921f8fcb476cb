#include "speech/wav.hpp"

namespace ringback::speech {
namespace {

void append(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}

}  // namespace

std::string to_wav(std::span<const std::int16_t> samples, int rate) {
  const std::size_t data_bytes = samples.size() * 2;
  std::string out = "RIFF";
  append(out, 36 + data_bytes, 4);
  out += "WAVEfmt ";
  append(out, 16, 4);
  append(out, 1, 2);  // PCM
  append(out, 1, 2);  // one channel
  append(out, static_cast<std::uint64_t>(rate), 4);
  append(out, static_cast<std::uint64_t>(rate) * 2, 4);
  append(out, 2, 2);
  append(out, 16, 2);
  out += "data";
  append(out, data_bytes, 4);
  for (const std::int16_t sample : samples) append(out, static_cast<std::uint16_t>(sample), 2);
  return out;
}

}  // namespace ringback::speech
