#include "media/sound/clip_file.hpp"

#include <gtest/gtest.h>
#include <sndfile.h>

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cmath>
#include <cstring>
#include <numbers>
#include <optional>
#include <vector>

#include "media/sound/clip_decoder.hpp"

namespace ringback::media {
namespace {

// A file in memory that libsndfile writes.
struct MemoryFile {
  std::string bytes;
  std::size_t position = 0;

  static MemoryFile& of(void* self) { return *static_cast<MemoryFile*>(self); }
  static sf_count_t size(void* self) { return static_cast<sf_count_t>(of(self).bytes.size()); }
  static sf_count_t tell(void* self) { return static_cast<sf_count_t>(of(self).position); }
  static sf_count_t seek(sf_count_t offset, int whence, void* self) {
    const auto from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? tell(self) : size(self);
    of(self).position = static_cast<std::size_t>(from + offset);
    return tell(self);
  }
  static sf_count_t read(void* to, sf_count_t count, void* self) {
    auto& file = of(self);
    const auto taken = std::min(file.bytes.size() - file.position, static_cast<std::size_t>(count));
    std::memcpy(to, file.bytes.data() + file.position, taken);
    file.position += taken;
    return static_cast<sf_count_t>(taken);
  }
  static sf_count_t write(const void* from, sf_count_t count, void* self) {
    auto& file = of(self);
    const auto end = file.position + static_cast<std::size_t>(count);
    file.bytes.resize(std::max(file.bytes.size(), end));
    std::memcpy(file.bytes.data() + file.position, from, static_cast<std::size_t>(count));
    file.position = end;
    return count;
  }
};

struct Form {
  const char* name;
  int format;
  int rate;
  int channels;
  const char* content_type;
  int clip_rate;
};

// A second of 440 Hz in that form.
std::string make_file(const Form& form, double seconds = 1.0) {
  MemoryFile file;
  SF_VIRTUAL_IO io{MemoryFile::size, MemoryFile::seek, MemoryFile::read, MemoryFile::write, MemoryFile::tell};
  SF_INFO info{.samplerate = form.rate, .channels = form.channels, .format = form.format};
  SNDFILE* out = sf_open_virtual(&io, SFM_WRITE, &info, &file);
  if (!out) return {};
  std::vector<float> samples;
  for (int i = 0; i < static_cast<int>(form.rate * seconds); ++i) {
    const auto sample = static_cast<float>(0.3 * std::sin(2 * std::numbers::pi * 440 * i / form.rate));
    samples.insert(samples.end(), static_cast<std::size_t>(form.channels), sample);
  }
  sf_write_float(out, samples.data(), static_cast<sf_count_t>(samples.size()));
  sf_close(out);
  return file.bytes;
}

int crossings(const Clip& clip) {
  int count = 0;
  for (std::size_t i = 1; i < clip.samples.size(); ++i) {
    count += clip.samples[i - 1] < 0 && clip.samples[i] >= 0 ? 1 : 0;
  }
  return count;
}

class ClipFile : public testing::TestWithParam<Form> {};

TEST_P(ClipFile, IsHeardAtItsPitchAndLength) {
  const auto bytes = make_file(GetParam());
  ASSERT_FALSE(bytes.empty());
  const auto clip = decode_clip(bytes, GetParam().content_type, {}, {});
  ASSERT_TRUE(clip) << clip.error().message;
  EXPECT_EQ((*clip)->sample_rate, GetParam().clip_rate);
  EXPECT_NEAR(static_cast<double>((*clip)->duration().count()), 1000, 80);
  EXPECT_NEAR(crossings(**clip), 440, 15);
  // libsndfile reads half a block of GSM in WAV that isn't there: its last 40 ms may be anything.
  const auto loudest = *std::max_element((*clip)->samples.begin(), (*clip)->samples.end() - (*clip)->sample_rate / 10);
  EXPECT_NEAR(loudest, 0.3 * 32768, 1200);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, ClipFile,
    testing::Values(Form{"wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, "audio/wav", 8000},
                    Form{"wav_wide", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 16000, 1, "audio/x-wav", 16000},
                    Form{"wav_stereo_cd", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 44100, 2, "audio/wav", 16000},
                    Form{"wav_24_bits", SF_FORMAT_WAV | SF_FORMAT_PCM_24, 48000, 1, "audio/wav", 16000},
                    Form{"wav_float", SF_FORMAT_WAV | SF_FORMAT_FLOAT, 16000, 1, "audio/wav", 16000},
                    Form{"wav_mulaw", SF_FORMAT_WAV | SF_FORMAT_ULAW, 8000, 1, "audio/wav", 8000},
                    Form{"wav_alaw", SF_FORMAT_WAV | SF_FORMAT_ALAW, 8000, 1, "audio/wav", 8000},
                    Form{"wav_gsm", SF_FORMAT_WAV | SF_FORMAT_GSM610, 8000, 1, "audio/wav", 8000},
                    Form{"wav_odd_rate", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 11025, 1, "audio/wav", 8000},
                    Form{"aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 22050, 1, "audio/aiff", 16000},
                    Form{"mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, 22050, 1, "audio/mpeg", 16000},
                    Form{"mp3_stereo", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, 44100, 2, "audio/mpeg", 16000},
                    Form{"au", SF_FORMAT_AU | SF_FORMAT_ULAW, 8000, 1, "audio/basic", 8000},
                    Form{"bare_gsm", SF_FORMAT_RAW | SF_FORMAT_GSM610, 8000, 1, "audio/x-gsm", 8000},
                    Form{"bare_mulaw", SF_FORMAT_RAW | SF_FORMAT_ULAW, 8000, 1, "audio/ulaw", 8000}),
    [](const auto& info) { return std::string(info.param.name); });

const Form wav{"wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, "audio/wav", 8000};

TEST(ClipFileEnds, AreFaded) {
  const auto clip = decode_clip(make_file(wav, 0.9994), "audio/wav", {}, {});
  ASSERT_TRUE(clip);
  EXPECT_LT(std::abs((*clip)->samples.front()), 100);
  EXPECT_LT(std::abs((*clip)->samples.back()), 100);
}

TEST(ClipFileLimits, TooMuchSoundIsAnError) {
  EXPECT_FALSE(decode_clip(make_file(wav, 2.5), "audio/wav", {.max_length = std::chrono::seconds(2)}, {}));
  EXPECT_TRUE(decode_clip(make_file(wav, 1.5), "audio/wav", {.max_length = std::chrono::seconds(2)}, {}));
}

TEST(ClipFileLimits, WhatIsNoSoundIsAnError) {
  for (const char* bytes : {"", "<html>", "RIFF", "RIFF\xff\xff\xff\xffWAVEfmt "}) {
    EXPECT_FALSE(decode_clip(bytes, "audio/wav", {}, {})) << bytes;
  }
  EXPECT_FALSE(decode_clip("", "audio/gsm", {}, {}));
}

TEST(ClipFileLimits, AFileThatIsCutShortPlaysAsFarAsItGoes) {
  const auto bytes = make_file(wav);
  const auto clip = decode_clip(std::string_view(bytes).substr(0, 8044), "audio/wav", {}, {});
  ASSERT_TRUE(clip);
  EXPECT_EQ((*clip)->samples.size(), 4000U);
}

TEST(ClipFileLimits, NobodyWaits) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(decode_clip(make_file(wav), "audio/wav", {}, stop.get_token()));
}

TEST(ClipDecoder, DecodesElsewhere) {
  boost::asio::io_context io;
  ClipDecoder decoder;
  std::optional<Result<SharedClip>> out;
  boost::asio::co_spawn(io, decoder.decode(make_file(wav), "audio/wav"),
                        [&](const std::exception_ptr&, Result<SharedClip> clip) { out.emplace(std::move(clip)); });
  io.run();
  ASSERT_TRUE(out && *out);
  EXPECT_EQ((**out)->samples.size(), 8000U);
}

}  // namespace
}  // namespace ringback::media
