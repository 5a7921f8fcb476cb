#include "browser/outgoing_leg.hpp"

#include "browser/frame.hpp"
#include "browser/hangup_error.hpp"
#include "browser/services.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {

OutgoingLeg::OutgoingLeg(Parts parts, Socket& socket, std::string temporary_sid, std::string answer)
    : Leg(std::move(parts), socket), temporary_sid_(std::move(temporary_sid)), answer_(std::move(answer)) {}

// A CallSid in `ringing` would rename every call of the device, one that rings there too.
void OutgoingLeg::ring_with(std::string_view sdp) {
  if (state() != State::ringing || socket() == nullptr) return;
  call_sid_told_ = !socket()->rings();
  send(frame::ringing(call_sid_told_ ? call_sid() : "", sdp));
}

void OutgoingLeg::early_media() {
  if (resumes()) ring_with(answer_);
}

void OutgoingLeg::answer() {
  if (state() != State::ringing) return;
  set_up();
  call_sid_told_ = true;
  send_answer(answer_);
  if (socket() != nullptr) socket()->release_answers();
}

void OutgoingLeg::reject(call::Cause cause) {
  if (state() == State::over) return;
  send(hangup_frame(refusal_error(cause)));
  finish();
}

void OutgoingLeg::say_goodbye(call::Cause cause) {
  send(hangup_frame(hangup_error(cause)));
}

// The browser has nothing to take this call up with. A 2.x device would stay busy for ever, and only `cancel` frees it;
// a 1.x device keeps the call, and releases the microphone for `hangup` alone in all its releases.
void OutgoingLeg::on_socket_lost_unanswered() {
  const bool cancels = resumes() && call_sid_told_;
  services().directory.leave_word(services().parts.deadlines, client(),
                                  cancels ? frame::cancel(call_sid()) : hangup_frame({}));
  end(call::Cause::cancelled);
}

std::string OutgoingLeg::hangup_frame(const Error& error) const {
  return frame::hangup(call_sid_told_ ? call_sid() : temporary_sid_, error);
}

}  // namespace ringback::browser
