#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/clip.hpp"
#include "call/cause.hpp"
#include "webhook/requests.hpp"

namespace ringback::call {
class Attendant;
class Call;
class Conferences;
class Exchange;
class Journal;
class Queues;
class Recordings;
}  // namespace ringback::call
namespace ringback::media {
class Engine;
class Session;
}  // namespace ringback::media
namespace ringback::speech {
class SpeechToText;
class TextToSpeech;
}  // namespace ringback::speech
namespace ringback::webhook {
class SoundFiles;
}
namespace ringback {
class Deadlines;
}

namespace ringback::twiml {

// What verbs work with. The server's, for its whole life.
struct Services {
  webhook::Requests& requests;
  call::Exchange& exchange;
  call::Journal& journal;
  media::Engine& engine;
  Deadlines& deadlines;
  speech::TextToSpeech& speech;
  webhook::SoundFiles& sounds;
  speech::SpeechToText& recognizer;
  call::Recordings& recordings;
  call::Queues& queues;
  call::Conferences& conferences;
  std::string default_region;  // of national phone numbers in documents
  // Lets live updates reach the parties of a <Dial>. Set once routing is there.
  call::Attendant* attendant = nullptr;
};

// Who hears a document in place of its call.
class Audience {
 public:
  virtual ~Audience() = default;
  // Resumes at the end of the sound. Cancelled while it waits, it stops it.
  virtual Task<void> play(SharedClip clip, int times) = 0;
};

// The running document as a verb sees it.
struct Execution {
  Services& services;
  call::Call& call;
  std::string document_url;
  // How a call that is still unanswered at the end of the document is refused; unset: it is answered and hung up.
  std::optional<call::Cause> refusal = std::nullopt;
  // The call is a <Dial>'s party, which is not joined with its caller yet.
  bool whisper = false;
  // The document is what a caller in a queue hears: <Leave> leaves it.
  bool queued = false;

  // Who hears it; nobody: the call.
  Audience* audience = nullptr;

  // The number that a notice has where this runs; unset: its own. (Some have another in a <Gather>.)
  int (*renumber)(int code) = nullptr;

  // Where relative URLs of this document lead. An unusable one is a notice (11100) and an empty result.
  std::string resolve(const std::string& reference) const;
  void warn(int code, const std::string& text) const;
  // Something that `url` should have given and didn't.
  void error(const Error& error, const std::string& url) const;
  // As `resolve`, of a URL that has an error code of its own.
  std::string resolve(const std::string& reference, int code) const;
  int number(int code) const;
  // The audience hears it, or the call, which has a leg. Resumes at its end.
  Task<void> play(SharedClip clip, int times) const;
};

// What comes after a verb.
struct Step {
  enum class Kind { next_verb, document, finish, leave };
  Kind kind = Kind::next_verb;
  webhook::Request request;  // of the next document

  static Step next() { return {}; }
  static Step finish() {
    return {
        .kind = Kind::finish,
    };
  }
  static Step leave() { return {.kind = Kind::leave}; }
  static Step document(webhook::Request request) { return {.kind = Kind::document, .request = std::move(request)}; }
};

// One verb of a document, parsed. Its routine reads downward as the verb's description does; a hang-up or a live
// update cancels it: the await throws operation_aborted, and destructors clean up.
class Verb {
 public:
  virtual ~Verb() = default;
  // What takes time and can be had before the verb's turn: a file. It is not necessary.
  virtual Task<void> prepare(Execution&) { co_return; }
  virtual Task<Step> run(Execution& on) = 0;
};

}  // namespace ringback::twiml
