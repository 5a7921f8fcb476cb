#include "media/sound/recording_copy.hpp"

#include <fcntl.h>
#include <sndfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <memory>
#include <span>
#include <vector>

namespace ringback::media {
namespace {

constexpr sf_count_t block = 4096;  // frames
// Of the range that MPEG has at 8 kHz (8 to 64 kbit/s), from its top.
constexpr double share_of_32_kbits = 32.0 / 56.0;

struct CloseFile {
  void operator()(SNDFILE* file) const { sf_close(file); }
};
using File = std::unique_ptr<SNDFILE, CloseFile>;

File open_target(const std::string& path, SF_INFO& info, bool mp3) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0) return nullptr;
  info.format = mp3 ? SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III : SF_FORMAT_WAV | SF_FORMAT_PCM_16;
  File file(sf_open_fd(fd, SFM_WRITE, &info, SF_TRUE));
  if (!file || !mp3) return file;
  int mode = SF_BITRATE_MODE_CONSTANT;
  double level = share_of_32_kbits;
  sf_command(file.get(), SFC_SET_BITRATE_MODE, &mode, sizeof mode);
  sf_command(file.get(), SFC_SET_COMPRESSION_LEVEL, &level, sizeof level);
  return file;
}

// In place; how many samples are left.
std::size_t mix_pairs(std::span<std::int16_t> samples) {
  for (std::size_t i = 0; i + 1 < samples.size(); i += 2) {
    samples[i / 2] = static_cast<std::int16_t>((samples[i] + samples[i + 1]) / 2);
  }
  return samples.size() / 2;
}

Result<void> copy_sound(SNDFILE* from, int channels, SNDFILE* to, bool mix, const std::stop_token& stop) {
  std::vector<std::int16_t> samples(static_cast<std::size_t>(block * channels));
  for (;;) {
    if (stop.stop_requested()) return Error{0, "nobody waits for the sound"};
    const auto frames = sf_readf_short(from, samples.data(), block);
    if (frames <= 0) return {};
    const auto sound = std::span(samples).first(static_cast<std::size_t>(frames * channels));
    if (mix) mix_pairs(sound);
    if (sf_writef_short(to, samples.data(), frames) != frames) return Error{0, "the disk doesn't take it"};
  }
}

}  // namespace

Result<void> copy_recording(const std::string& from, const std::string& to, RecordingCopy copy,
                            const std::stop_token& stop) {
  SF_INFO info{};
  const File source(sf_open(from.c_str(), SFM_READ, &info));
  if (!source) return Error{0, "no recording that can be read: " + from};
  const int channels = info.channels;
  const bool mix = copy.one_channel && channels == 2;
  SF_INFO made{};
  made.samplerate = info.samplerate;
  made.channels = mix ? 1 : channels;
  const std::string beside = to + ".part";
  auto target = open_target(beside, made, copy.mp3);
  if (!target) return Error{0, "can't write " + beside};
  const auto copied = copy_sound(source.get(), channels, target.get(), mix, stop);
  target.reset();
  if (copied && std::rename(beside.c_str(), to.c_str()) == 0) return {};
  ::unlink(beside.c_str());
  return copied ? Error{0, "can't rename " + beside} : copied.error();
}

}  // namespace ringback::media
