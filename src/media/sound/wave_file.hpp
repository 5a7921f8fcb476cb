#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/result.hpp"

struct sf_private_tag;

namespace ringback::media {

// A WAV file that grows: 16 bits, 8 kHz. Its header is right after each write, so that a file which was never closed
// plays as far as it goes. Blocks for the disk. Errors are words.
class WaveFile {
 public:
  static constexpr unsigned rate = 8000;

  // Makes the file (mode 0600), which must not be there.
  static Result<WaveFile> create(const std::string& path, int channels);

  // Whole frames, a sample of each channel after the other.
  Result<void> write(std::span<const std::int16_t> samples);
  // Forgets all frames from there on.
  void cut(std::int64_t frames);
  std::int64_t frames() const { return frames_; }

 private:
  struct Close {
    void operator()(sf_private_tag* file) const;
  };
  WaveFile(sf_private_tag* file, int channels) : file_(file), channels_(channels) {}

  std::unique_ptr<sf_private_tag, Close> file_;
  int channels_;
  std::int64_t frames_ = 0;
};

// How long a file of sound is; zero if there is none that can be read.
std::chrono::milliseconds length_of_file(const std::string& path);

}  // namespace ringback::media
