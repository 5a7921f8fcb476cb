#include "cli/phone/conversation.hpp"

namespace ringback::cli {

using call::Cause;

namespace {

std::string describe(Cause cause, int sip_code, bool outbound) {
  const std::string code = sip_code != 0 ? " (" + std::to_string(sip_code) + ")" : "";
  switch (cause) {
    case Cause::hangup:
      return "the other side hung up";
    case Cause::busy:
      return "busy" + code;
    case Cause::no_answer:
      return "no answer" + code;
    case Cause::cancelled:
      return "the caller gave up";
    default:
      return (outbound ? "the call failed" : "the call was lost") + code;
  }
}

}  // namespace

Phone::Conversation::Conversation(Phone& phone, std::unique_ptr<call::Leg> leg, CallStatus status)
    : phone_(phone), status_(std::move(status)), leg_(std::move(leg)) {
  leg_->set_listener(this);
  // Digits come here now, and so does what is heard.
  leg_->session().set_listener(this);
  if (phone_.options_.listen_hz != 0) leg_->session().listen_for(phone_.options_.listen_hz);
}

void Phone::Conversation::take(AnswerMode mode) {
  if (mode != AnswerMode::busy) leg_->ring();
  switch (mode) {
    case AnswerMode::echo:
    case AnswerMode::beeps:
      leg_->answer();
      return talk();
    case AnswerMode::reject:
      leg_->reject(Cause::rejected);
      return phone_.end(*this, "rejected");
    case AnswerMode::busy:
      leg_->reject(Cause::busy);
      return phone_.end(*this, "refused as busy");
    case AnswerMode::ring:
      return;
  }
}

void Phone::Conversation::on_ringing(call::Leg&) {
  phone_.say("Ringing at " + status_.peer);
}

void Phone::Conversation::talk() {
  status_.answered = true;
  phone_.say("In a call with " + status_.peer);
  media::Session& session = leg_->session();
  if (phone_.options_.answer == AnswerMode::beeps) {
    session.play(media::Tone::beeps);
  } else {
    session.echo();
  }
}

void Phone::Conversation::on_gone(call::Leg&, Cause cause, int sip_code) {
  phone_.end(*this, describe(cause, sip_code, status_.outbound));
}

void Phone::Conversation::on_digit(char digit) {
  status_.digits += digit;
  phone_.say("Digit " + std::string(1, digit) + " from " + status_.peer);
}

// The pitch, if one is listened for, else the first packet (media/session.hpp).
void Phone::Conversation::on_heard() {
  if (phone_.options_.listen_hz == 0) {
    status_.heard_sound = true;
    return phone_.say("Hearing " + status_.peer);
  }
  status_.heard_beeps = true;
  phone_.say("Heard beeps of " + std::to_string(phone_.options_.listen_hz) + " Hz from " + status_.peer);
}

}  // namespace ringback::cli
