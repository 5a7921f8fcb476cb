#include "archive/sounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/sid.hpp"

namespace ringback::archive {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

// The bucket itself is tested with a service: tests/interop/recordings_bucket.test.js.
struct SoundsTest : testing::Test {
  fs::path folder = fs::temp_directory_path() / ("ringback-sounds-" + random_hex(8));
  std::string sid = make_sid("RE");

  SoundsTest() { fs::create_directories(folder); }
  ~SoundsTest() override { fs::remove_all(folder); }

  void write(const std::string& name) const { std::ofstream(folder / name) << "sound"; }
  // Nobody listens there.
  static http::BucketOptions unreachable() {
    return {.endpoint = "http://127.0.0.1:1", .name = "b", .access_key_id = "id", .secret_access_key = "secret"};
  }
};

TEST_F(SoundsTest, WithoutABucketTheFolderHasThem) {
  const Sounds sounds(folder.string(), {});
  EXPECT_EQ(sounds.provide(sid, {}).error().code, 20404);
  write(sid + ".wav");
  write(sid + ".mono.mp3");
  EXPECT_EQ(sounds.provide(sid, {}).value(), (folder / (sid + ".wav")).string());
  EXPECT_TRUE(sounds.remove(sid, {}));
  EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(SoundsTest, WhatIsNotInTheBucketYetStaysAndIsFound) {
  const Sounds sounds(folder.string(), unreachable());
  write(sid + ".wav");
  write("notes.wav");
  EXPECT_FALSE(sounds.store(sid, {}));
  EXPECT_THAT(sounds.not_stored(), ElementsAre(sid));
  EXPECT_TRUE(fs::exists(sounds.provide(sid, {}).value()));
}

TEST_F(SoundsTest, WhatHasBeenDeletedIsNotStored) {
  const Sounds sounds(folder.string(), unreachable());
  EXPECT_TRUE(sounds.store(sid, {}));
}

TEST_F(SoundsTest, ABucketThatIsNotReachedIsNoMissingSound) {
  const Sounds sounds(folder.string(), unreachable());
  EXPECT_EQ(sounds.provide(sid, {}).error().code, 20503);
}

TEST_F(SoundsTest, CopiesThatNobodyWantsAreForgotten) {
  const Sounds sounds(folder.string(), unreachable());
  write("kept/" + sid + ".wav");
  sounds.forget_copies();
  EXPECT_TRUE(fs::exists(folder / "kept" / (sid + ".wav")));
  fs::last_write_time(folder / "kept" / (sid + ".wav"), fs::file_time_type::clock::now() - Sounds::copies_live * 2);
  sounds.forget_copies();
  EXPECT_FALSE(fs::exists(folder / "kept" / (sid + ".wav")));
}

}  // namespace
}  // namespace ringback::archive
