#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/inbox.hpp"
#include "base/interruptible.hpp"
#include "base/text.hpp"
#include "call/call.hpp"
#include "call/digits.hpp"
#include "speech/speech_to_text.hpp"
#include "twiml/verb.hpp"
#include "twiml/verb/gather_attributes.hpp"
#include "twiml/verb/gather_prompts.hpp"
#include "twiml/verb/partial_results.hpp"

namespace ringback::twiml {

// What a caller answered, in the parameters of the `action` request.
struct GatherAnswer {
  bool empty = true;
  Parameters parameters;
};

// Hears the caller while it hears the prompts and afterwards: keys, speech, or whichever comes first. Control thread;
// lives as long as the <Gather> runs.
class GatherListening {
 public:
  GatherListening(const Execution& on, const GatherAttributes& attributes, Executor control);

  Task<GatherAnswer> run(GatherPrompts& prompts);

 private:
  // A key, or the first words.
  struct Heard {
    std::optional<char> key;
  };

  GatherAnswer no_answer() const;
  void on_key(char key);
  void on_speech();
  void listen_for_speech();
  // Nothing after the timeout.
  Task<std::optional<Heard>> next();
  Task<GatherAnswer> type(char first);
  Task<GatherAnswer> recognize();
  Task<void> listen(std::optional<Result<speech::Transcript>>& out);
  speech::SpeechToText::Request request();
  std::shared_ptr<PartialResults> partial_results() const;

  const Execution& on_;
  const GatherAttributes& attributes_;
  const Executor control_;
  // Shared so that what comes from another thread can tell whether this still lives.
  std::shared_ptr<Inbox<Heard>> heard_ = std::make_shared<Inbox<Heard>>();
  Interruptible prompting_;
  Interruptible recognizing_;
  bool understood_ = false;  // words: keys mean nothing from then on
  std::shared_ptr<speech::SoundStream> sound_;
  std::unique_ptr<media::Tap> tap_;
  const call::Digits digits_;
};

}  // namespace ringback::twiml
