#include "media/recorder.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <boost/asio/io_context.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>

#include "media/sound/clip_file.hpp"
#include "media/sound/recording_copy.hpp"

namespace ringback::media {
namespace {

using namespace std::chrono_literals;
using Kind = RecorderEvent::Kind;
using Channels = RecorderOptions::Channels;

struct RecorderTest : testing::Test {
  RecorderTest() {
    std::string name = (std::filesystem::temp_directory_path() / "ringback-recorder-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    options.path = (folder / "a.wav").string();
  }
  ~RecorderTest() override {
    recorder.reset();
    io.restart();
    io.run();
    std::filesystem::remove_all(folder);
  }

  void starts() {
    recorder = std::make_shared<Recorder>(options, io.get_executor(),
                                          [this](const RecorderEvent& event) { events.push_back(event); });
  }
  static void fill(std::array<std::int16_t, TapBlock::samples>& sound, int amplitude, double hz) {
    for (std::size_t i = 0; i < sound.size(); ++i) {
      sound[i] = static_cast<std::int16_t>(amplitude * std::sin(2 * std::numbers::pi * hz * double(i) / 8000));
    }
  }
  // So long, 20 ms at a time.
  void hears(std::chrono::milliseconds time, int heard, int sent = 0, bool came = true) {
    TapBlock block{};
    fill(block.heard, heard, 400);
    fill(block.sent, sent, 1000);
    block.came = came;
    for (; time > 0ms; time -= 20ms) recorder->on_sound(block);
  }
  std::chrono::milliseconds ends() {
    recorder->on_end();
    io.restart();
    io.run();
    EXPECT_EQ(events.back().kind, Kind::closed);
    return events.back().length;
  }
  std::vector<Kind> told() {
    io.restart();
    io.run();
    std::vector<Kind> out;
    for (const auto& event : events) out.push_back(event.kind);
    return out;
  }
  std::string bytes(const std::string& name = "a.wav") const {
    std::ifstream file(folder / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  // What libsndfile makes of it, mixed to one channel.
  SharedClip clip(const std::string& name = "a.wav") const {
    return decode_clip(bytes(name), "audio/wav", {}, {}).value();
  }
  // Of the file's own samples behind its header.
  int loudest(int channel, int channels) const {
    const auto all = bytes();
    int out = 0;
    for (std::size_t i = 44 + static_cast<std::size_t>(channel) * 2; i + 1 < all.size();
         i += static_cast<std::size_t>(channels) * 2) {
      const auto low = static_cast<unsigned char>(all[i]);
      out = std::max(out, std::abs(static_cast<std::int16_t>(low | (static_cast<unsigned char>(all[i + 1]) << 8))));
    }
    return out;
  }

  std::filesystem::path folder;
  RecorderOptions options;
  boost::asio::io_context io;
  std::shared_ptr<Recorder> recorder;
  std::vector<RecorderEvent> events;
};

TEST_F(RecorderTest, WritesWhatIsHeardForOwnersEyesOnly) {
  starts();
  hears(2s, 5000, 9000);
  EXPECT_EQ(ends(), 2s);
  EXPECT_EQ(clip()->duration(), 2s);
  EXPECT_EQ(clip()->sample_rate, 8000);
  EXPECT_NEAR(loudest(0, 1), 5000, 10);
  struct stat status{};
  ASSERT_EQ(::stat(options.path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(RecorderTest, KeepsBothSidesApart) {
  options.channels = Channels::dual;
  starts();
  hears(1s, 5000, 9000);
  EXPECT_EQ(ends(), 1s);
  EXPECT_NEAR(loudest(0, 2), 5000, 10);
  EXPECT_NEAR(loudest(1, 2), 9000, 10);
}

TEST_F(RecorderTest, MixesBothSides) {
  options.channels = Channels::mixed;
  starts();
  hears(1s, 30000, 30000);
  ends();
  EXPECT_GE(loudest(0, 1), 32767);  // not wrapped
}

TEST_F(RecorderTest, CanLeaveTheCallerOut) {
  options.channels = Channels::sent;
  starts();
  hears(1s, 5000, 100);
  ends();
  EXPECT_NEAR(loudest(0, 1), 100, 5);
}

TEST_F(RecorderTest, AFileThatWasNeverClosedPlaysAsFarAsItGoes) {
  starts();
  hears(10s, 5000);
  EXPECT_GE(length_of_file(options.path), 9500ms);
  EXPECT_GE(clip()->duration(), 9500ms);
}

TEST_F(RecorderTest, TrimsTheSilenceAtItsEndsAndNoneWithin) {
  options.trim_silence = true;
  starts();
  hears(3s, 0);
  hears(1s, 5000);
  hears(2s, 0);
  hears(1s, 5000);
  hears(4s, 0);
  const auto length = ends();
  EXPECT_NEAR(double(length.count()), 4400, 50);
  EXPECT_EQ(clip()->duration(), length);
}

TEST_F(RecorderTest, KeepsASilentRecordingWhole) {
  options.trim_silence = true;
  starts();
  hears(3s, 0);
  EXPECT_EQ(ends(), 3s);
}

TEST_F(RecorderTest, TellsOfSilenceThatWasReceived) {
  options.silence_limit = 2s;
  starts();
  hears(1s, 0);
  hears(1s, 5000);
  hears(5s, 0, 0, false);  // nothing came
  EXPECT_TRUE(told().empty());
  hears(1s, 0);
  hears(1s, 0, 0, false);
  EXPECT_TRUE(told().empty());
  hears(1s, 0);
  EXPECT_EQ(told(), std::vector{Kind::silence});
  hears(5s, 0);
  EXPECT_EQ(told().size(), 1U);
}

TEST_F(RecorderTest, EndsAtItsLength) {
  options.max_length = 2s;
  starts();
  hears(1s, 5000);
  EXPECT_TRUE(told().empty());
  hears(3s, 5000);
  EXPECT_EQ(told(), std::vector{Kind::full});
  EXPECT_EQ(ends(), 2s);
}

TEST_F(RecorderTest, WhatWasMissedIsSilenceOfThatLength) {
  starts();
  hears(1s, 5000);
  TapBlock block{};
  block.lost = 49;
  recorder->on_sound(block);
  EXPECT_EQ(ends(), 2s);
}

TEST_F(RecorderTest, WhatIsTooShortLeavesNoFile) {
  options.min_length = 1s;
  starts();
  hears(900ms, 5000);
  EXPECT_EQ(ends(), 900ms);
  EXPECT_FALSE(std::filesystem::exists(options.path));
}

TEST_F(RecorderTest, ADiskThatTakesNothingIsToldOnce) {
  options.path = (folder / "missing" / "a.wav").string();
  starts();
  hears(1s, 5000);
  EXPECT_EQ(told(), std::vector{Kind::failed});
  EXPECT_EQ(ends(), 0ms);
}

TEST_F(RecorderTest, NothingHeardIsNoFile) {
  starts();
  EXPECT_EQ(ends(), 0ms);
  EXPECT_FALSE(std::filesystem::exists(options.path));
}

TEST_F(RecorderTest, ACopyIsMp3OrOneChannel) {
  options.channels = Channels::dual;
  starts();
  hears(3s, 5000, 5000);
  ends();
  const auto to = (folder / "a.mp3").string();
  ASSERT_TRUE(copy_recording(options.path, to, {.mp3 = true, .one_channel = true}, {}));
  EXPECT_NEAR(double(bytes("a.mp3").size()), 3 * 32'000 / 8, 2000);
  const auto mp3 = decode_clip(bytes("a.mp3"), "audio/mpeg", {}, {});
  ASSERT_TRUE(mp3) << mp3.error().message;
  EXPECT_NEAR(double((*mp3)->duration().count()), 3000, 200);
  ASSERT_TRUE(copy_recording(options.path, (folder / "m.wav").string(), {.mp3 = false, .one_channel = true}, {}));
  EXPECT_NEAR(double(bytes("m.wav").size()), 3 * 16000 + 44, 100);
  EXPECT_FALSE(copy_recording((folder / "none").string(), to, {}, {}));
  EXPECT_FALSE(std::filesystem::exists(folder / "a.mp3.part"));
}

TEST_F(RecorderTest, APauseIsSilenceOfItsLength) {
  starts();
  hears(1s, 8000);
  recorder->pause(Recorder::Pause::silence);
  hears(2s, 8000);
  recorder->pause(Recorder::Pause::none);
  hears(1s, 8000);
  EXPECT_EQ(ends(), 4s);
  const auto sound = clip();
  const auto loud = [&sound](std::size_t from, std::size_t until) {
    return std::any_of(sound->samples.begin() + static_cast<std::ptrdiff_t>(from),
                       sound->samples.begin() + static_cast<std::ptrdiff_t>(until), [](int s) { return s != 0; });
  };
  EXPECT_TRUE(loud(0, 8000));
  EXPECT_FALSE(loud(8000, 24000));
  EXPECT_TRUE(loud(24000, 32000));
}

TEST_F(RecorderTest, APauseThatIsSkippedTakesNoTime) {
  options.max_length = 3s;
  starts();
  hears(1s, 8000);
  recorder->pause(Recorder::Pause::skip);
  hears(5s, 8000);
  recorder->pause(Recorder::Pause::none);
  hears(1s, 8000);
  EXPECT_EQ(ends(), 2s);
  EXPECT_EQ(told(), std::vector{Kind::closed});
}

}  // namespace
}  // namespace ringback::media
