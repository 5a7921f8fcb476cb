#pragma once

#include <memory>
#include <optional>
#include <string>

#include "call/changes.hpp"
#include "call/conference.hpp"

namespace ringback::call {

class Call;

// What an application changes of a participant; what is unset stays.
struct ParticipantChange {
  std::optional<bool> muted{};
  std::optional<bool> hold{};
  std::optional<Instructions> hold_document{};  // of `hold`; none: our music
  std::optional<Instructions> wait{};           // without a URL: silence
  std::optional<bool> beep_on_exit{};
  std::optional<bool> end_on_exit{};
  std::optional<std::string> coach{};  // CallSid; empty: heard by all again
};

// A call's part in a conference, from construction to destruction. The call outlives it. The routine of the call does
// what is to be done: see `hearing`.
class Participant final : private media::Seat::Listener {
 public:
  Participant(std::shared_ptr<Conference> conference, Call& call, const ConferenceOrder& order);
  ~Participant() override;
  Participant(const Participant&) = delete;
  Participant& operator=(const Participant&) = delete;

  const ParticipantFacts& facts() const { return facts_; }
  const std::shared_ptr<Conference>& conference() const { return conference_; }
  Call& call() const { return call_; }

  // What the call is to hear now; `changes` tells when that becomes another, or another document.
  enum class Hearing { waiting, holding, talking, nothing };
  Hearing hearing() const;
  Changes& changes() { return changes_; }
  const std::optional<Instructions>& wait_document() const { return wait_; }
  const std::optional<Instructions>& hold_document() const { return hold_document_; }
  // The end of `hearing`: it has left, or the room is over.
  bool gone() const { return hearing() == Hearing::nothing; }

  // To hear and be heard; while `hearing` is talking. Nothing else is to be played to the call then.
  void take_seat();
  media::Seat* seat() const { return seat_.get(); }
  // Tells of each in an event. Fails with 16028 or 16027 if who is to be coached isn't there, or is on hold; nothing is
  // changed then.
  Result<void> change(const ParticipantChange& change);
  // What this one alone hears, in place of what was announced before.
  void begin_announcement(const std::shared_ptr<Interruptible>& running);
  // Leaves, while the call goes on; once. The reason is the room's end if that has come.
  void leave(std::string reason = "participant_hung_up");

 private:
  friend class Conference;
  void on_speech(bool speaks) override;
  void mute(bool muted);
  void hold(bool held);
  bool modify(const ParticipantChange& change);
  void seat_coach();

  const std::shared_ptr<Conference> conference_;
  Call& call_;
  ParticipantFacts facts_;
  bool beep_on_enter_;
  bool beep_on_exit_;
  std::optional<Instructions> wait_;
  std::optional<Instructions> hold_document_;
  std::unique_ptr<media::Seat> seat_;
  std::weak_ptr<Interruptible> announcement_;
  bool left_ = false;
  Changes changes_;
};

}  // namespace ringback::call
