#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/deadlines.hpp"
#include "base/interruptible.hpp"
#include "base/result.hpp"
#include "call/conference_event.hpp"
#include "call/instructions.hpp"
#include "call/recording.hpp"
#include "media/session.hpp"

namespace ringback::call {

class Invitation;
class Participant;

// How a call takes part.
struct ConferenceOrder {
  std::string name;
  std::string label{};
  bool muted = false;
  bool start_on_enter = true;
  bool end_on_exit = false;
  bool beep_on_enter = true;
  bool beep_on_exit = true;
  std::string coach{};  // CallSid of the participant that alone hears this one; empty: all do
  // What is heard until the conference starts. None: our music; without a URL: silence.
  std::optional<Instructions> wait{};
  // Of the first participant alone.
  std::size_t max_participants = 250;
  ConferenceCallback callback{};
  // Of the first that asks for it.
  std::optional<RecordingOrder> recording{};
  std::string recorded_url{};  // is told of the recording's end, under `conference-record-end`
};

// A room: who is in it and what they hear. It is made when somebody first enters or is called to enter, starts once
// there are two of whom one starts it, and is over when the last has left or one has whose leaving ends it: then it
// never comes back. Control thread; lives as long as the participants and invitations that hold it.
class Conference {
 public:
  struct Context {
    media::Engine& engine;
    Deadlines& deadlines;
    ConferenceJournal& journal;
    Recordings& recordings;
  };
  Conference(Context context, ConferenceFacts facts, const ConferenceOrder& first);
  Conference(const Conference&) = delete;
  Conference& operator=(const Conference&) = delete;

  const ConferenceFacts& facts() const { return facts_; }
  // In the order of entering.
  const std::vector<Participant*>& participants() const { return participants_; }
  // Who are being called.
  const std::vector<Invitation*>& invitations() const { return invitations_; }
  bool started() const { return facts_.status == "in-progress"; }
  bool over() const { return facts_.status == "completed"; }
  bool full() const { return participants_.size() + invitations_.size() >= max_participants_; }
  // By CallSid.
  Participant* find(const std::string& call_sid) const;
  // Of one who is in it or being called.
  bool has_label(const std::string& label) const;

  // While it is recorded; else nullptr.
  Recording* recording() const { return recording_.get(); }

  // An application ends it.
  void end_by_request();
  // What all hear, in place of what was announced before. It ends with the conference; nothing before that starts.
  media::Mix* mix() const { return mix_.get(); }
  void begin_announcement(const std::shared_ptr<Interruptible>& running);
  // Tells that it has come to its end; `failed`: why it was not heard. `to` is the one who heard it, if not all did.
  void announced(const std::string& url, const std::string& failed, const ParticipantFacts* to);

 private:
  friend class Invitation;
  friend class Participant;

  void enter(Participant& participant, const ConferenceOrder& order);
  void leave(Participant& participant);
  void close_if_empty(const ParticipantFacts& last);
  std::unique_ptr<media::Seat> seat(Participant& participant);
  void beep(bool entering);
  void end(const ParticipantFacts* last, std::string reason);
  void record_sound();
  void record(unsigned kind, ConferenceEvent event, const ParticipantFacts* about);
  std::int64_t now_ms() const;

  const Context context_;
  ConferenceFacts facts_;
  const std::size_t max_participants_;
  const ConferenceCallback callback_;
  int told_ = 0;  // how often the callback was
  std::vector<Participant*> participants_;
  std::vector<Invitation*> invitations_;
  std::unique_ptr<media::Mix> mix_;  // once it has started
  std::optional<RecordingOrder> recording_order_;
  std::string recorded_url_;
  std::unique_ptr<Recording> recording_;
  std::weak_ptr<Interruptible> announcement_;
};

// A call that is being made to take part: the room waits for it until it enters or this is destroyed.
class Invitation {
 public:
  Invitation(std::shared_ptr<Conference> conference, const std::string& call_sid, const ConferenceOrder& order);
  ~Invitation();
  Invitation(const Invitation&) = delete;
  Invitation& operator=(const Invitation&) = delete;

  const ParticipantFacts& facts() const { return facts_; }
  const std::shared_ptr<Conference>& conference() const { return conference_; }

 private:
  friend class Conference;
  const std::shared_ptr<Conference> conference_;
  ParticipantFacts facts_;
};

}  // namespace ringback::call
