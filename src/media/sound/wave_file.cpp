#include "media/sound/wave_file.hpp"

#include <fcntl.h>
#include <sndfile.h>
#include <sys/stat.h>

#include <cerrno>
#include <system_error>

namespace ringback::media {

void WaveFile::Close::operator()(sf_private_tag* file) const {
  sf_close(file);
}

Result<WaveFile> WaveFile::create(const std::string& path, int channels) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0) return Error{0, "can't make " + path + ": " + std::system_category().message(errno)};
  SF_INFO info{};
  info.samplerate = rate;
  info.channels = channels;
  info.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
  auto* file = sf_open_fd(fd, SFM_WRITE, &info, SF_TRUE);
  if (!file) return Error{0, "can't write " + path + ": " + sf_strerror(nullptr)};
  sf_command(file, SFC_SET_UPDATE_HEADER_AUTO, nullptr, SF_TRUE);
  sf_command(file, SFC_UPDATE_HEADER_NOW, nullptr, 0);
  return WaveFile(file, channels);
}

Result<void> WaveFile::write(std::span<const std::int16_t> samples) {
  const auto frames = static_cast<sf_count_t>(samples.size()) / channels_;
  const auto written = sf_writef_short(file_.get(), samples.data(), frames);
  frames_ += written;
  if (written != frames) return Error{0, std::string("can't write sound: ") + sf_strerror(file_.get())};
  return {};
}

void WaveFile::cut(std::int64_t frames) {
  if (frames >= frames_) return;
  sf_count_t length = frames;
  if (sf_command(file_.get(), SFC_FILE_TRUNCATE, &length, sizeof length) == 0) frames_ = frames;
  sf_command(file_.get(), SFC_UPDATE_HEADER_NOW, nullptr, 0);
}

std::chrono::milliseconds length_of_file(const std::string& path) {
  SF_INFO info{};
  const std::unique_ptr<SNDFILE, int (*)(SNDFILE*)> file(sf_open(path.c_str(), SFM_READ, &info), sf_close);
  if (!file || info.samplerate <= 0) return {};
  return std::chrono::milliseconds(info.frames * 1000 / info.samplerate);
}

}  // namespace ringback::media
