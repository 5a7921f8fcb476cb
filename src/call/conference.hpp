#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/deadlines.hpp"
#include "base/result.hpp"
#include "call/conference_event.hpp"
#include "media/session.hpp"

namespace ringback::call {

class Call;
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
  // Of the first participant alone.
  std::size_t max_participants = 250;
  ConferenceCallback callback{};
};

// A room: who is in it and what they hear. It is made when somebody first enters, starts once there are two of whom
// one starts it, and is over when the last has left or one has whose leaving ends it: then it never comes back.
// Control thread; lives as long as the participants that hold it.
class Conference {
 public:
  struct Context {
    media::Engine& engine;
    Deadlines& deadlines;
    ConferenceJournal& journal;
  };
  Conference(Context context, ConferenceFacts facts, const ConferenceOrder& first);
  Conference(const Conference&) = delete;
  Conference& operator=(const Conference&) = delete;

  const ConferenceFacts& facts() const { return facts_; }
  const std::vector<Participant*>& participants() const { return participants_; }
  bool started() const { return facts_.status == "in-progress"; }
  bool over() const { return facts_.status == "completed"; }
  bool full() const { return participants_.size() >= max_participants_; }
  Participant* find(const std::string& call_sid) const;
  bool has_label(const std::string& label) const;

 private:
  friend class Participant;

  void enter(Participant& participant);
  void leave(Participant& participant);
  std::unique_ptr<media::Seat> seat(Participant& participant);
  void beep(bool entering);
  void end(const Participant& last, std::string reason);
  void record(unsigned kind, std::string name, const Participant* about);

  const Context context_;
  ConferenceFacts facts_;
  const std::size_t max_participants_;
  const ConferenceCallback callback_;
  int told_ = 0;                            // how often the callback was
  std::vector<Participant*> participants_;  // in the order of entering
  std::unique_ptr<media::Mix> mix_;         // once it has started
};

// A call's part in a conference, from construction to destruction. The call outlives it.
class Participant final : private media::Seat::Listener {
 public:
  Participant(std::shared_ptr<Conference> conference, Call& call, const ConferenceOrder& order);
  ~Participant() override;
  Participant(const Participant&) = delete;
  Participant& operator=(const Participant&) = delete;

  const ParticipantFacts& facts() const { return facts_; }
  const Conference& conference() const { return *conference_; }
  Call& call() const { return call_; }
  // Told once the room starts, and once it is over for this one; both may have happened already. At most one.
  void on_change(std::function<void()> changed) { changed_ = std::move(changed); }
  // Nothing is to be played to the call from here until it leaves. The room has started.
  void take_seat();
  void set_muted(bool muted);
  // Resumes when the room is over or this one has left.
  Task<void> wait_for_end();
  // Leaves, while the call goes on; once. The reason is the room's end if that has come.
  void leave(std::string reason = "participant_hung_up");

 private:
  friend class Conference;
  void on_speech(bool speaks) override;
  void seat_coach();
  void changed();

  const std::shared_ptr<Conference> conference_;
  Call& call_;
  ParticipantFacts facts_;
  const bool beep_on_enter_;
  const bool beep_on_exit_;
  const std::string coached_;
  std::unique_ptr<media::Seat> seat_;
  std::function<void()> changed_;
  bool waited_ = false;  // for the room to start: nobody was disturbed by its entering
  bool left_ = false;
  Wakeup ended_;
};

// The rooms of all accounts, by name. Lives as long as the server.
class Conferences {
 public:
  explicit Conferences(Conference::Context context) : context_(context) {}

  // The call enters the room of that name, which is made if there is none. Fails with 16020 (full), 16023 or 16025 (the
  // label), 13240 (who is to be coached isn't there). The call has a leg and is answered.
  Result<std::unique_ptr<Participant>> enter(Call& call, const ConferenceOrder& order);

 private:
  using Key = std::pair<std::string, std::string>;  // account, name
  std::shared_ptr<Conference> room(const Call& call, const ConferenceOrder& order);

  const Conference::Context context_;
  std::map<Key, std::weak_ptr<Conference>> rooms_;
};

}  // namespace ringback::call
