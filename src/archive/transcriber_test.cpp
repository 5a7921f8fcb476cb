#include "archive/transcriber.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/manual_deadlines.hpp"
#include "base/sid.hpp"
#include "call/fake_leg.hpp"
#include "call/transcription.hpp"
#include "media/sound/wave_file.hpp"
#include "speech/fake_recognizer.hpp"
#include "speech/no_recognizer.hpp"

namespace ringback::archive {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

struct TranscriberTest : testing::Test {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("ringback-archive-" + random_hex(8));
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  call::FakeJournal ledger;
  speech::FakeRecognizer engine{deadlines};
  speech::NoRecognizer nobody;
  std::optional<Workers> files{std::in_place, 1U, 4U};
  const Sounds sounds{folder.string(), {}};
  std::unique_ptr<Transcriber> transcriber = made(engine);

  TranscriberTest() { std::filesystem::create_directories(folder); }
  ~TranscriberTest() override {
    deadlines.finish();
    files.reset();
    std::filesystem::remove_all(folder);
  }

  std::unique_ptr<Transcriber> made(speech::SpeechToText& by) {
    return std::make_unique<Transcriber>(Transcriber::Parts{by, ledger, deadlines, io.get_executor(), *files, sounds});
  }
  std::string file(const std::string& sid) const { return (folder / (sid + ".wav")).string(); }

  // So many seconds of sound, which are to be written down.
  void records(const std::string& sid, int seconds = 5, const std::string& status = "completed") {
    if (status == "completed") {
      auto wave = media::WaveFile::create(file(sid), 1);
      const std::vector<std::int16_t> sound(static_cast<std::size_t>(8000 * seconds), 1000);
      ASSERT_TRUE(wave->write(sound));
    }
    transcriber->record(wanted(sid, seconds, status));
  }
  static call::Event wanted(const std::string& sid, int seconds, const std::string& status) {
    call::RecordingFacts recording{.sid = sid, .status = status, .duration = seconds, .url = "https://r/" + sid};
    recording.transcription_sid = "TR" + sid;
    recording.transcribe_callback = "http://app/text";
    call::Facts facts;
    facts.sid = "CA1";
    return *call::begin_transcription(facts, recording);
  }
  // Until the worker has read the file, or nothing more is to be done.
  void works(const std::function<bool()>& until) {
    for (int i = 0; i < 2000 && !until(); ++i) {
      io.restart();
      io.run_for(5ms);
    }
    EXPECT_TRUE(until());
  }
  void is_asked(std::size_t times) {
    works([this, times] { return engine.asked.size() == times; });
  }
  void is_told(std::size_t times) {
    works([this, times] { return ledger.events.size() == times; });
  }
};

TEST_F(TranscriberTest, WhatARecordingSaysIsToldOnceItIsUnderstood) {
  records("RE1");
  is_asked(1);
  EXPECT_EQ(engine.asked[0].language, "en-US");
  EXPECT_EQ(engine.asked[0].sound->read({})->size(), 40000U);
  EXPECT_EQ(transcriber->waiting(), 1U);
  engine.understands("call me back", 0.8);
  is_told(1);
  const auto& event = ledger.events[0];
  EXPECT_EQ(event.transcription->status, "completed");
  EXPECT_EQ(event.transcription->text, "call me back");
  EXPECT_EQ(event.transcription->sid, "TRRE1");
  ASSERT_EQ(event.callbacks.size(), 1U);
  EXPECT_EQ(event.callbacks[0].url, "http://app/text");
  EXPECT_EQ(transcriber->waiting(), 0U);
}

TEST_F(TranscriberTest, OneIsWrittenDownAfterAnother) {
  records("RE1");
  records("RE2");
  is_asked(1);
  EXPECT_EQ(transcriber->waiting(), 2U);
  engine.understands("one", 1);
  is_asked(2);
  engine.understands("two", 1);
  is_told(2);
  EXPECT_EQ(ledger.events[1].transcription->text, "two");
}

TEST_F(TranscriberTest, WhoeverIsToldOfTheTextHearsThatTheCallHasEnded) {
  records("RE1");
  is_asked(1);
  call::Event end{.kind = call::Event::Kind::ended};
  end.call.sid = "CA1";
  end.call.status = "completed";
  transcriber->record(end);
  engine.understands("call me back", 0.8);
  is_told(1);
  EXPECT_EQ(ledger.events[0].call.status, "completed");
}

TEST_F(TranscriberTest, ThoseThatWaitAreBounded) {
  transcriber->record(wanted("RE0", 5, "completed"));
  for (std::size_t i = 1; i < Transcriber::max_waiting; ++i) transcriber->record(wanted("RE1", 5, "completed"));
  EXPECT_THAT(ledger.notices(), IsEmpty());
  transcriber->record(wanted("RE2", 5, "completed"));
  EXPECT_EQ(transcriber->waiting(), Transcriber::max_waiting);
  EXPECT_THAT(ledger.notices(), ElementsAre(13620));
  EXPECT_EQ(ledger.events.back().transcription->sid, "TRRE2");
}

TEST_F(TranscriberTest, AnEngineThatFailsIsAWarningAndAFailure) {
  records("RE1");
  is_asked(1);
  engine.answers(Error{13340, "out of order"});
  is_told(2);
  EXPECT_THAT(ledger.notices(), ElementsAre(13620));
  EXPECT_EQ(ledger.events[1].transcription->status, "failed");
  EXPECT_EQ(ledger.events[1].transcription->text, "(blank)");
  EXPECT_EQ(ledger.events[1].callbacks.size(), 1U);
}

TEST_F(TranscriberTest, AnEngineThatIsBusyIsAskedAgain) {
  records("RE1");
  is_asked(1);
  engine.answers(Error{20503, "too busy"});
  works([this] { return !engine.answer; });
  deadlines.advance(5s);
  is_asked(2);
  engine.understands("at last", 1);
  is_told(1);
  EXPECT_THAT(ledger.notices(), IsEmpty());
}

TEST_F(TranscriberTest, WhatIsTooShortOrTooLongIsNot) {
  records("RE1", 1);
  records("RE2", 121);
  is_told(4);
  EXPECT_THAT(ledger.notices(), ElementsAre(13617, 13617));
  EXPECT_THAT(engine.asked, IsEmpty());
}

TEST_F(TranscriberTest, WithoutARecordingOrAnEngineThereIsNone) {
  records("RE1", 0, "absent");
  is_told(2);
  transcriber = made(nobody);
  records("RE2");
  is_told(4);
  EXPECT_THAT(ledger.notices(), ElementsAre(13618, 13619));
  EXPECT_EQ(ledger.events.back().transcription->status, "failed");
}

}  // namespace
}  // namespace ringback::archive
