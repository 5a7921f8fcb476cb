#pragma once

#include <gmock/gmock.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "base/manual_deadlines.hpp"
#include "base/sid.hpp"
#include "call/call.hpp"
#include "call/conferences.hpp"
#include "call/fake_conference_journal.hpp"
#include "call/fake_leg.hpp"
#include "call/queue.hpp"
#include "call/recording.hpp"
#include "speech/fake_recognizer.hpp"
#include "speech/fake_speech.hpp"
#include "twiml/script.hpp"
#include "webhook/fake_application.hpp"
#include "webhook/sound_files.hpp"

namespace ringback::twiml {

namespace asio = boost::asio;

inline Task<void> run_whole(Script& script, call::Call& call, Executor executor, asio::cancellation_slot slot) {
  co_await asio::co_spawn(executor, script.run(), asio::bind_cancellation_slot(slot, asio::use_awaitable));
  co_await call.say_goodbyes();
}

// A second of sound, whatever the file.
inline Task<Result<SharedClip>> decode_fake(std::string bytes, std::string) {
  if (bytes == "noise") co_return Error{0, "no sound file"};
  auto clip = std::make_shared<Clip>();
  clip->samples.resize(8000);
  co_return SharedClip(std::move(clip));
}

struct RecordingsFolder {
  RecordingsFolder() { std::filesystem::create_directories(path); }
  ~RecordingsFolder() { std::filesystem::remove_all(path); }
  RecordingsFolder(const RecordingsFolder&) = delete;
  RecordingsFolder& operator=(const RecordingsFolder&) = delete;
  const std::string path = (std::filesystem::temp_directory_path() / ("ringback-twiml-" + random_hex(8))).string();
};

// A phone that calls, an application that answers, and a client and a phone that can be dialled.
struct ScriptTest : testing::Test, call::Call::Observer {
  asio::io_context io;
  ManualDeadlines deadlines{io};
  webhook::FakeApplication application;
  webhook::Requests requests{application.as_fetch(), deadlines};
  media::FakeEngine engine;
  call::FakeExchange exchange;
  call::FakeJournal journal;
  speech::FakeSpeech speech;
  speech::FakeRecognizer recognizer{deadlines};
  webhook::SoundFiles sounds{application.as_fetch(), decode_fake, deadlines, {}};
  RecordingsFolder folder;
  call::Recordings recordings{{journal, deadlines, io.get_executor(), folder.path, "https://ringback.test"}};
  call::Queues queues;
  call::FakeConferenceJournal conference_journal;
  call::Conferences conferences{{engine, deadlines, conference_journal, recordings}};
  Services services{requests, exchange,   journal,    engine, deadlines,   speech,
                    sounds,   recognizer, recordings, queues, conferences, "JP"};
  call::FakePhone caller;
  call::FakePhone client;
  call::FakePhone phone;
  call::Call call{first_facts(), journal, deadlines};
  asio::cancellation_signal hangup;
  std::unique_ptr<Script> script;
  bool done = false;

  static call::Facts first_facts() {
    call::Facts facts;
    facts.sid = "CA1";
    facts.account_sid = "AC1";
    facts.direction = "inbound";
    facts.status = "ringing";
    facts.from = "+819059876543";
    facts.to = facts.called = "+815031234567";
    return facts;
  }
  ScriptTest() {
    call.adopt(std::make_unique<call::FakeLeg>(caller));
    call.set_observer(this);
    call.begin();
    exchange.lines = {{"DeviceId_0001", {&client}, {}}, {"+819059876543", {&phone}, {}}, {"nobody", {}, {}}};
    exchange.own_number = "+815031234567";
  }
  ~ScriptTest() override { deadlines.finish(); }
  void on_over() override { hangup.emit(asio::cancellation_type::terminal); }

  void runs(const std::string& fallback = "") {
    Script::Start start{.request = {.url = "http://app/start"}, .fallback_url = fallback};
    script = std::make_unique<Script>(services, call, start);
    asio::co_spawn(io, run_whole(*script, call, io.get_executor(), hangup.slot()),
                   [this](const std::exception_ptr& error) {
                     done = true;
                     if (error) std::rethrow_exception(error);
                   });
    deadlines.settle();
  }
  void answers(const std::string& verbs) {
    application.answers_with("http://app/start", "<Response>" + verbs + "</Response>");
  }
};

}  // namespace ringback::twiml
