#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"
#include "speech/sound_stream.hpp"

namespace ringback::speech {

struct Transcript {
  std::string text;                  // UTF-8; empty: nothing was understood
  double confidence = 0;             // 0 to 1
  std::vector<Error> warnings = {};  // what could not be done as it was asked for; `code` is Twilio's
};

// Turns speech into text. Control thread; the work is done elsewhere.
class SpeechToText {
 public:
  struct Request {
    std::shared_ptr<SoundStream> sound;
    std::string language = "en-US";       // BCP 47
    std::vector<std::string> hints = {};  // words and phrases that are likely
    bool profanity_filter = true;
    // What has been understood so far. Unset, or called on any thread until the answer.
    std::function<void(std::string)> on_partial = {};
  };

  virtual ~SpeechToText() = default;
  // Listens until the sound is closed, and resumes with what was said. Fails with 20503 (too busy) or 13340 (the engine
  // failed). Throws operation_aborted when the awaiting coroutine is cancelled.
  virtual Task<Result<Transcript>> recognize(Request request) = 0;
  // False where the operator wants none.
  virtual bool configured() const { return true; }
  // Callers that are listened to, or wait for it.
  std::size_t under_way() const { return under_way_; }

 protected:
  // One caller, while it lives.
  class Caller {
   public:
    explicit Caller(SpeechToText& engine) : engine_(engine) { ++engine_.under_way_; }
    ~Caller() { --engine_.under_way_; }
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;

   private:
    SpeechToText& engine_;
  };

 private:
  std::size_t under_way_ = 0;
};

}  // namespace ringback::speech
