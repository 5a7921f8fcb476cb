#include "http/file_body.hpp"

#include <gtest/gtest.h>

#include "http/temporary_folder.hpp"

namespace ringback::http {
namespace {

struct Row {
  std::string_view text;
  std::optional<ByteRange> expected;
};

TEST(FileBody, RangesAreReadAsTheRfcHasThem) {
  const Row rows[] = {
      {"bytes=0-4", ByteRange{0, 5}},
      {"bytes=5-", ByteRange{5, 5}},
      {"bytes=-3", ByteRange{7, 3}},
      {"bytes=-30", ByteRange{0, 10}},
      {"bytes=9-100", ByteRange{9, 1}},
      {"bytes=10-", ByteRange{}},
      {"bytes=-0", ByteRange{10, 0}},
      {"bytes=4-2", std::nullopt},
      {"bytes=a-b", std::nullopt},
      {"bytes=0-1,3-4", std::nullopt},
      {"bytes=-", std::nullopt},
      {"bytes=", std::nullopt},
      {"bytes=1-x", std::nullopt},
      {"items=0-4", std::nullopt},
      {"", std::nullopt},
      {"bytes=99999999999999999999-", std::nullopt},
  };
  for (const auto& [text, expected] : rows) {
    const auto range = parse_range(text, 10);
    ASSERT_EQ(range.has_value(), expected.has_value()) << text;
    if (!range) continue;
    EXPECT_EQ(range->first, expected->first) << text;
    EXPECT_EQ(range->size, expected->size) << text;
  }
}

struct FileBodyTest : testing::Test {
  FileBodyTest() { folder.write("sound.wav", "0123456789"); }
  FileResponse open(const Headers& asked = {}, const std::string& name = "sound.wav") const {
    Response response{200, {{"Content-Type", "audio/x-wav"}}, ""};
    response.file = folder.path(name);
    return open_body(std::move(response), asked);
  }
  TemporaryFolder folder;
};

TEST_F(FileBodyTest, AWholeFileComesWithItsTag) {
  const auto answer = open();
  EXPECT_EQ(answer.response.status, 200);
  EXPECT_EQ(answer.size, 10U);
  EXPECT_EQ(header(answer.response.headers, "Accept-Ranges"), "bytes");
  const std::string etag(header(answer.response.headers, "ETag"));
  EXPECT_EQ(open({{"If-None-Match", etag}}).response.status, 304);
  EXPECT_EQ(open({{"Range", "bytes=0-1"}, {"If-Range", etag}}).response.status, 206);
  EXPECT_EQ(open({{"Range", "bytes=0-1"}, {"If-Range", "\"old\""}}).response.status, 200);
}

TEST_F(FileBodyTest, APartIsAPart) {
  const auto answer = open({{"Range", "bytes=2-4"}});
  EXPECT_EQ(answer.response.status, 206);
  EXPECT_EQ(header(answer.response.headers, "Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(answer.file.read(answer.offset, answer.size), "234");
}

TEST_F(FileBodyTest, APartThatIsNotThereIsRefused) {
  const auto answer = open({{"Range", "bytes=10-"}});
  EXPECT_EQ(answer.response.status, 416);
  EXPECT_EQ(header(answer.response.headers, "Content-Range"), "bytes */10");
  EXPECT_FALSE(answer.file.is_open());
}

TEST_F(FileBodyTest, AFileThatHasGoneIsNotFound) {
  EXPECT_EQ(open({}, "other.wav").response.status, 404);
}

}  // namespace
}  // namespace ringback::http
