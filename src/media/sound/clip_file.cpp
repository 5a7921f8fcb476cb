#include "media/sound/clip_file.hpp"

#include <sndfile.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <numeric>
#include <optional>
#include <span>

#include "media/sound/resampler.hpp"

namespace ringback::media {
namespace {

constexpr int narrow_rate = 8000;
constexpr int wide_rate = 16000;
constexpr int max_channels = 8;
constexpr int min_file_rate = 1000;
constexpr int max_file_rate = 192'000;
constexpr std::size_t block = 4096;  // samples of all channels
constexpr std::size_t fades_a_second = 200;
constexpr float full_scale = 32767;

// A file in memory, as libsndfile's callbacks see it.
struct Reader {
  std::string_view bytes;
  sf_count_t position = 0;

  static Reader& of(void* self) { return *static_cast<Reader*>(self); }
  static sf_count_t size(void* self) { return static_cast<sf_count_t>(of(self).bytes.size()); }
  static sf_count_t tell(void* self) { return of(self).position; }
  static sf_count_t seek(sf_count_t offset, int whence, void* self) {
    auto& reader = of(self);
    const sf_count_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? reader.position : size(self);
    reader.position = std::clamp<sf_count_t>(from + offset, 0, size(self));
    return reader.position;
  }
  static sf_count_t read(void* to, sf_count_t count, void* self) {
    auto& reader = of(self);
    const auto rest = reader.bytes.substr(static_cast<std::size_t>(reader.position));
    const auto taken = std::min(rest.size(), static_cast<std::size_t>(std::max<sf_count_t>(count, 0)));
    std::memcpy(to, rest.data(), taken);
    reader.position += static_cast<sf_count_t>(taken);
    return static_cast<sf_count_t>(taken);
  }
  static sf_count_t write(const void*, sf_count_t, void*) { return 0; }
};

struct CloseFile {
  void operator()(SNDFILE* file) const { sf_close(file); }
};
using File = std::unique_ptr<SNDFILE, CloseFile>;

File open_file(Reader& reader, SF_INFO& info) {
  SF_VIRTUAL_IO io{Reader::size, Reader::seek, Reader::read, Reader::write, Reader::tell};
  reader.position = 0;
  return File(sf_open_virtual(&io, SFM_READ, &info, &reader));
}

// What a file without a header is by its type; 0: it must have one.
int headerless_format(std::string_view content_type) {
  if (content_type == "audio/gsm" || content_type == "audio/x-gsm") return SF_FORMAT_RAW | SF_FORMAT_GSM610;
  if (content_type == "audio/ulaw" || content_type == "audio/x-mulaw" || content_type == "audio/basic") {
    return SF_FORMAT_RAW | SF_FORMAT_ULAW;
  }
  return 0;
}

// libsndfile tries two dozen formats on what it is given; it is given those that the product plays.
bool has_known_header(std::string_view bytes) {
  static constexpr std::array<std::string_view, 6> marks = {"RIFF", "RIFX", "RF64", "FORM", ".snd", "ID3"};
  const bool mpeg = bytes.size() > 2 && bytes[0] == '\xFF' && (static_cast<unsigned char>(bytes[1]) & 0xE0U) == 0xE0;
  return mpeg || std::ranges::any_of(marks, [&](std::string_view mark) { return bytes.starts_with(mark); });
}

File open_any(Reader& reader, SF_INFO& info, std::string_view content_type) {
  if (has_known_header(reader.bytes)) {
    if (auto file = open_file(reader, info)) return file;
  }
  const int format = headerless_format(content_type);
  if (format == 0) return nullptr;
  info = {.frames = 0, .samplerate = narrow_rate, .channels = 1, .format = format, .sections = 0, .seekable = 0};
  return open_file(reader, info);
}

bool usable(const SF_INFO& info) {
  return info.channels >= 1 && info.channels <= max_channels && info.samplerate >= min_file_rate &&
         info.samplerate <= max_file_rate;
}

// Takes the file's sound in, block by block, to the rate of the clip.
class Intake {
 public:
  Intake(int file_rate, std::size_t max_samples) : max_samples_(max_samples) {
    clip_->sample_rate = clip_rate(file_rate);
    if (file_rate != clip_->sample_rate) {
      resampler_.emplace(static_cast<unsigned>(file_rate), static_cast<unsigned>(clip_->sample_rate));
    }
  }

  static int clip_rate(int file_rate) { return file_rate < wide_rate ? narrow_rate : wide_rate; }

  // False if it is more than a clip may have.
  bool take(std::span<const std::int16_t> samples) {
    if (!resampler_) {
      append(samples);
    } else {
      resample(samples);
    }
    return clip_->samples.size() <= max_samples_;
  }

  SharedClip finish() {
    // What the resampler's filter still holds of the end.
    constexpr std::array<std::int16_t, block / 64> silence{};
    if (resampler_ && !clip_->samples.empty()) resample(silence);
    fade_ends();
    clip_->samples.shrink_to_fit();
    return std::move(clip_);
  }

 private:
  void append(std::span<const std::int16_t> samples) {
    clip_->samples.insert(clip_->samples.end(), samples.begin(), samples.end());
  }
  void resample(std::span<const std::int16_t> samples) {
    std::array<std::int16_t, block> made;
    while (!samples.empty()) {
      const auto progress = resampler_->process(samples, made);
      if (progress.taken == 0 && progress.made == 0) return;
      samples = samples.subspan(progress.taken);
      append(std::span(made).first(progress.made));
    }
  }
  void fade_ends() {
    auto& samples = clip_->samples;
    const auto length = std::min(samples.size(), static_cast<std::size_t>(clip_->sample_rate) / fades_a_second);
    for (std::size_t i = 0; i < length; ++i) {
      const auto gain = static_cast<double>(i) / static_cast<double>(length);
      auto& first = samples[i];
      auto& last = samples[samples.size() - 1 - i];
      first = static_cast<std::int16_t>(first * gain);
      last = static_cast<std::int16_t>(last * gain);
    }
  }

  const std::size_t max_samples_;
  std::optional<Resampler> resampler_;  // none: the rate is the clip's already
  std::shared_ptr<Clip> clip_ = std::make_shared<Clip>();
};

// The mean of the channels of each frame, in 16 bits. Floats may lie beyond full scale.
std::size_t mix(std::span<const float> samples, std::size_t channels, std::span<std::int16_t> out) {
  const std::size_t frames = samples.size() / channels;
  for (std::size_t i = 0; i < frames; ++i) {
    const auto frame = samples.subspan(i * channels, channels);
    const float mean = std::accumulate(frame.begin(), frame.end(), 0.0F) / static_cast<float>(channels);
    out[i] =
        static_cast<std::int16_t>(std::isfinite(mean) ? std::clamp(mean * full_scale, -full_scale, full_scale) : 0);
  }
  return frames;
}

// Zero frames at the end of the file.
std::span<const std::int16_t> read_block(SNDFILE* file, std::size_t channels, std::span<std::int16_t> out) {
  std::array<float, block> samples;
  const auto got = sf_readf_float(file, samples.data(), static_cast<sf_count_t>(block / channels));
  if (got <= 0) return {};
  return out.first(mix(std::span(samples).first(static_cast<std::size_t>(got) * channels), channels, out));
}

}  // namespace

Result<SharedClip> decode_clip(std::string_view bytes, std::string_view content_type, const ClipLimits& limits,
                               const std::stop_token& stop) {
  Reader reader{bytes};
  SF_INFO info{};
  const File file = open_any(reader, info, content_type);
  if (!file) return Error{0, "no sound file that can be read"};
  if (!usable(info)) return Error{0, "a sound file of a rate or with channels that can't be played"};

  const auto channels = static_cast<std::size_t>(info.channels);
  const auto rate = Intake::clip_rate(info.samplerate);
  Intake intake(info.samplerate, static_cast<std::size_t>(limits.max_length.count() * rate));
  std::array<std::int16_t, block> room;
  for (;;) {
    if (stop.stop_requested()) return Error{0, "nobody waits for the sound"};
    const auto samples = read_block(file.get(), channels, room);
    if (samples.empty()) break;
    if (!intake.take(samples)) return Error{0, "the sound is longer than may be played"};
  }
  auto clip = intake.finish();
  if (clip->samples.empty()) return Error{0, "the sound file has no sound"};
  return clip;
}

}  // namespace ringback::media
