#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/deadlines.hpp"
#include "call/call.hpp"
#include "media/recorder.hpp"

namespace ringback::call {

// Where recordings go and who is told of them. Lives as long as the server; control thread.
class Recordings {
 public:
  struct Parts {
    Journal& journal;
    Deadlines& deadlines;
    Executor control;
    std::string folder;      // of the files; is there
    std::string public_url;  // of this server, without a slash at its end
  };
  explicit Recordings(Parts parts) : parts_(std::move(parts)) {}

  // Of the WAV file of a recording.
  std::string file(const std::string& sid) const { return parts_.folder + '/' + sid + ".wav"; }
  // Of its sound: WAV, or MP3 with `.mp3` behind it.
  std::string url(const std::string& account_sid, const std::string& sid) const;
  const std::string& public_url() const { return parts_.public_url; }
  // Resumes once what has happened to recordings of that call is stored.
  Task<void> stored(std::string call_sid) const { return parts_.journal.flush(std::move(call_sid)); }
  // Those that run, or whose file isn't complete yet.
  std::size_t running() const { return *running_; }

 private:
  friend class Recording;
  const Parts parts_;
  const std::shared_ptr<std::size_t> running_ = std::make_shared<std::size_t>(0);
};

struct RecordingOrder {
  using Channels = media::RecorderOptions::Channels;
  // One track is one channel; both are mixed, or a channel each.
  static Channels channels_of(std::string_view track, bool dual);

  std::string source;  // as REST names it
  std::string track = "both";
  Channels channels = Channels::heard;
  bool trim_silence = false;
  std::chrono::seconds silence_limit{0};  // zero: none
  std::chrono::seconds max_length{14400};
  std::optional<Callback> callback;
  std::string events = "completed";  // that it asks for
  std::string name{};                // by which its document stops it; empty: none
  std::string conference_sid{};      // of which it is
  // Told once it is complete, with the size of its file; not of what is absent.
  std::function<void(const RecordingFacts&, std::int64_t bytes)> on_complete{};
  bool transcribe = false;
  std::string transcribe_callback{};  // empty: nobody is told of the text
};

// Unix milliseconds.
std::int64_t milliseconds_of(WallTime time);

// Records a call's leg, or what `tap` brings, from construction to destruction, and writes into the journal when it
// begins and when its file is complete, a moment after the end. Control thread.
class Recording {
 public:
  // `on_limit` is called once, when silence or the length reaches its limit or the disk is full. Never after `stop`.
  Recording(Recordings& recordings, Call& call, RecordingOrder order, std::function<void()> on_limit = {});
  // `call` is whose it is.
  using MakeTap = std::function<std::unique_ptr<media::Tap>(std::shared_ptr<media::TapSink>)>;
  Recording(Recordings& recordings, const Facts& call, RecordingOrder order, const MakeTap& tap,
            std::function<void()> on_limit = {});
  ~Recording() { stop(); }  // before its call, if it is of one's leg
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;

  void stop();
  bool stopped() const { return !tap_; }

  // From outside whatever records: a request of the application.
  void pause(media::Recorder::Pause how);
  void resume();
  // Stops it, and lets whoever waits for its limit go on.
  void end();

  const RecordingFacts& facts() const;
  // Of the call whose it is.
  const std::string& call_sid() const;
  const std::string& name() const;

  // What becomes of it, also after the Recording has gone.
  class Outcome;
  std::shared_ptr<Outcome> outcome() const { return outcome_; }

 private:
  void set_status(const std::string& status);

  Call* call_ = nullptr;  // that lists it
  std::shared_ptr<Outcome> outcome_;
  std::shared_ptr<media::Recorder> recorder_;
  std::unique_ptr<media::Tap> tap_;
};

class Recording::Outcome {
 public:
  Outcome(Recordings& recordings, const Facts& call, RecordingOrder order, std::function<void()> on_limit);
  ~Outcome();
  Outcome(const Outcome&) = delete;
  Outcome& operator=(const Outcome&) = delete;

  const RecordingFacts& facts() const { return recording_; }
  // Resumes when its file is complete and the journal has it (or after ten seconds: then it goes on without). One
  // waiter at a time. `outcome` holds what it waits for.
  static Task<void> wait(std::shared_ptr<Outcome> outcome);

 private:
  friend class Recording;
  media::RecorderOptions recorder_options(std::string file) const;
  // A change that the application may see, before the end.
  void record_change();
  void take(const media::RecorderEvent& event);
  void fail(const std::string& words);

  const Recordings::Parts parts_;
  const std::shared_ptr<std::size_t> running_;
  const RecordingOrder order_;
  Facts call_;
  RecordingFacts recording_;
  std::function<void()> on_limit_;
  Wakeup closing_;
  bool closed_ = false;
};

// Tells of a call which recording its order asked for, if that one is complete.
void name_recording(Facts& call, const RecordingFacts& recording);

// The event that completes a recording: what is shorter than a second is absent (16101). Of `callbacks` those are told
// that asked for it.
Event end_of_recording(Facts call, RecordingFacts recording, std::chrono::milliseconds length,
                       std::vector<Callback> callbacks);

}  // namespace ringback::call
