#include "speech/pocketsphinx.hpp"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "speech/flite.hpp"

// What flite says, pocketsphinx is to understand, over a telephone.
namespace ringback::speech {
namespace {

using testing::HasSubstr;

template <class T>
Result<T> wait_for(Task<Result<T>> task) {
  boost::asio::io_context io;
  std::optional<Result<T>> out;
  boost::asio::co_spawn(io, std::move(task),
                        [&out](const std::exception_ptr&, Result<T> result) { out = std::move(result); });
  io.run();
  return *out;
}

// As a telephone passes it: 8 kHz, nothing above 4.
std::vector<std::int16_t> halve(const std::vector<std::int16_t>& sound) {
  std::vector<std::int16_t> out;
  for (std::size_t i = 2; i + 2 < sound.size(); i += 2) {
    out.push_back(static_cast<std::int16_t>(
        (sound[i - 2] + 4 * sound[i - 1] + 6 * sound[i] + 4 * sound[i + 1] + sound[i + 2]) / 16));
  }
  return out;
}

struct PocketsphinxTest : testing::Test {
  static Flite& flite() {
    static Flite one{{}};
    return one;
  }
  static Pocketsphinx& engine() {
    static Pocketsphinx one{[] {
      RecognitionOptions options;
      options.max_at_once = 1;
      return options;
    }()};
    return one;
  }

  std::vector<std::string> partial;

  Result<Transcript> hear(const std::string& text, SpeechToText::Request request) {
    const auto spoken = wait_for(flite().say({.pieces = {{text, {}}}, .voice = "flite.rms"}));
    request.sound = std::make_shared<SoundStream>();
    request.sound->write(std::vector<std::int16_t>(2400));
    request.sound->write(halve(spoken->clip->samples));
    request.sound->write(std::vector<std::int16_t>(8000));
    request.sound->close();
    request.on_partial = [this](const std::string& so_far) { partial.push_back(so_far); };
    return wait_for(engine().recognize(std::move(request)));
  }
};

TEST_F(PocketsphinxTest, UnderstandsEachChoiceOfAMenu) {
  const std::vector<std::string> hints = {"Sales", "support", "billing", "yes", "no"};
  for (const std::string& hint : hints) {
    const auto heard = hear(hint, {.hints = hints});
    ASSERT_TRUE(heard) << heard.error().message;
    EXPECT_EQ(heard->text, hint);
    EXPECT_GE(heard->confidence, 0.3);
    EXPECT_TRUE(heard->warnings.empty());
  }
  EXPECT_FALSE(partial.empty());
}

TEST_F(PocketsphinxTest, IsNotSureOfAChoiceWhenSomethingElseWasSaid) {
  const auto heard = hear("goodbye", {.hints = {"billing", "support"}});
  ASSERT_TRUE(heard);
  EXPECT_TRUE(heard->text == "goodbye" || heard->confidence < 0.5) << heard->text;
}

TEST_F(PocketsphinxTest, TakesDictation) {
  const auto heard = hear("my name is john", {});
  ASSERT_TRUE(heard);
  EXPECT_THAT(heard->text, HasSubstr("name is john"));
}

TEST_F(PocketsphinxTest, SaysWhatItCannotDo) {
  const auto heard = hear("yes", {.language = "de-DE", .hints = {"yes", "ringback"}, .profanity_filter = true});
  ASSERT_TRUE(heard);
  EXPECT_EQ(heard->text, "yes");
  ASSERT_EQ(heard->warnings.size(), 3U);
  EXPECT_EQ(heard->warnings[0].code, 13330);
  EXPECT_EQ(heard->warnings[1].code, 13333);
  EXPECT_EQ(heard->warnings[2].code, 13331);
}

TEST_F(PocketsphinxTest, WithoutAModelItFails) {
  RecognitionOptions options;
  options.model_dir = "/nowhere";
  Pocketsphinx lost(options);
  SpeechToText::Request request{.sound = std::make_shared<SoundStream>()};
  request.sound->close();
  const auto heard = wait_for(lost.recognize(std::move(request)));
  ASSERT_FALSE(heard);
  EXPECT_EQ(heard.error().code, 13340);
}

}  // namespace
}  // namespace ringback::speech
