#include "speech/espeak.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <utility>

#include "base/deadlines.hpp"
#include "speech/child_process.hpp"
#include "speech/languages.hpp"
#include "speech/resample.hpp"
#include "speech/ssml.hpp"

namespace ringback::speech {
namespace {

constexpr std::size_t header_bytes = 44;  // of a WAV file as it writes it
constexpr int clip_rate = 16'000;

std::size_t bytes_of(const std::vector<Piece>& pieces) {
  std::size_t bytes = 0;
  for (const Piece& piece : pieces) bytes += piece.text.size();
  return bytes;
}

// Whether there is more than blanks and ASCII punctuation in it.
bool is_sayable(const std::vector<Piece>& pieces) {
  return std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
    return std::any_of(piece.text.begin(), piece.text.end(), [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte >= 0x80 || std::isalnum(byte) != 0;
    });
  });
}

Result<SharedClip> to_clip(const std::string& wav) {
  if (wav.size() <= header_bytes || !wav.starts_with("RIFF"))
    return Error{13520, "the text has nothing that can be said"};
  std::int32_t rate = 0;
  std::memcpy(&rate, wav.data() + 24, sizeof rate);
  if (rate < 8000 || rate > 48'000) return Error{20503, "espeak-ng gave no sound"};
  std::vector<std::int16_t> samples((wav.size() - header_bytes) / 2);
  std::memcpy(samples.data(), wav.data() + header_bytes, samples.size() * 2);
  auto clip = std::make_shared<Clip>();
  clip->sample_rate = clip_rate;
  clip->samples = resample(samples, rate, clip_rate);
  return SharedClip(std::move(clip));
}

Result<SharedClip> speak(const Options& options, const std::string& voice, const std::string& ssml, TimePoint limit,
                         const std::stop_token& stop) {
  const std::vector<std::string> command = {options.espeak, "-v", voice, "-b", "1", "-m", "--stdin", "--stdout"};
  const auto most = header_bytes + static_cast<std::size_t>(options.max_length.count()) * 2 * 22'050;
  const auto wav = run_process(command, ssml, {limit, most}, stop);
  if (!wav) return wav.error();
  return to_clip(*wav);
}

}  // namespace

Espeak::Espeak(Options options)
    : options_(std::move(options)),
      installed_(!options_.espeak.empty() && access(options_.espeak.c_str(), X_OK) == 0),
      workers_(2, options_.max_waiting) {}

bool Espeak::speaks(const std::string& language) const {
  return installed_ && !espeak_voice(language).empty();
}

Task<Result<Spoken>> Espeak::say(Utterance utterance) {
  if (!is_sayable(utterance.pieces)) co_return Error{13520, "the text has nothing that can be said"};
  if (bytes_of(utterance.pieces) > options_.max_text_bytes) {
    co_return Error{13521, "the text is longer than " + std::to_string(options_.max_text_bytes) + " characters"};
  }
  const std::string voice = espeak_voice(utterance.language) + (is_man(utterance.voice) ? "+m3" : "+f3");
  std::function<Result<SharedClip>(std::stop_token)> work =
      [options = options_, voice, ssml = to_ssml(utterance.pieces), limit = monotonic_now() + options_.max_time](
          const std::stop_token& stop) { return speak(options, voice, ssml, limit, stop); };
  auto clip = co_await workers_.run<SharedClip>(std::move(work));
  if (!clip) co_return clip.error();
  co_return Spoken{std::move(*clip), {}};
}

}  // namespace ringback::speech
