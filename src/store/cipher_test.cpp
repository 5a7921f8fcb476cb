#include "store/cipher.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "base/sid.hpp"

namespace ringback::store {
namespace {

Cipher cipher_of(unsigned char fill) {
  Cipher::Key key;
  key.fill(fill);
  return Cipher(key);
}

TEST(Cipher, OpensWhatItSealed) {
  const Cipher cipher = cipher_of(1);
  for (const auto* plain : {"", "a", "0123456789abcdef0123456789abcdef", "\xff\x00 nicht nur Text"}) {
    const auto opened = cipher.open(cipher.seal(plain, "place"), "place");
    ASSERT_TRUE(opened);
    EXPECT_EQ(*opened, plain);
  }
}

TEST(Cipher, SealsTheSameSecretDifferentlyEachTime) {
  const Cipher cipher = cipher_of(1);
  EXPECT_NE(cipher.seal("secret", "place"), cipher.seal("secret", "place"));
}

TEST(Cipher, RefusesAnotherKeyAnotherPlaceAndAlteredText) {
  const Cipher cipher = cipher_of(1);
  const std::string sealed = cipher.seal("secret", "place");
  std::string altered = sealed;
  altered[30] = altered[30] == '0' ? '1' : '0';
  EXPECT_FALSE(cipher_of(2).open(sealed, "place"));
  EXPECT_FALSE(cipher.open(sealed, "elsewhere"));
  EXPECT_FALSE(cipher.open(altered, "place"));
}

TEST(Cipher, RefusesWhatIsNoSealedText) {
  for (const auto* text : {"", "0", "zz", "plain text", "00112233445566778899aabb"}) {
    EXPECT_FALSE(cipher_of(1).open(text, "place")) << text;
  }
}

struct KeyFile : testing::Test {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("ringback-key-" + random_hex(8));
  ~KeyFile() override { std::filesystem::remove(path); }
};

TEST_F(KeyFile, IsMadeForItsOwnerAlone) {
  ASSERT_TRUE(make_key_file(path));
  struct stat status{};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(status.st_size, 32);
}

TEST_F(KeyFile, OpensLaterWhatWasSealedAtFirst) {
  const auto first = make_key_file(path);
  const auto later = read_key_file(path);
  ASSERT_TRUE(first && later);
  EXPECT_EQ(*later->open(first->seal("secret", "place"), "place"), "secret");
}

TEST_F(KeyFile, IsNeverOverwritten) {
  ASSERT_TRUE(make_key_file(path));
  EXPECT_FALSE(make_key_file(path));
}

TEST_F(KeyFile, OfAnotherLengthIsRefusedByName) {
  std::ofstream(path) << "too short";
  const auto cipher = read_key_file(path);
  ASSERT_FALSE(cipher);
  EXPECT_NE(cipher.error().message.find(path.string()), std::string::npos);
}

TEST_F(KeyFile, ThatIsMissingIsRefusedByName) {
  const auto cipher = read_key_file(path);
  ASSERT_FALSE(cipher);
  EXPECT_NE(cipher.error().message.find(path.string()), std::string::npos);
}

}  // namespace
}  // namespace ringback::store
