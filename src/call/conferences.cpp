#include <algorithm>

#include "base/sid.hpp"
#include "call/call.hpp"
#include "call/conference.hpp"

namespace ringback::call {
namespace {

constexpr std::size_t longest_label = 128;
constexpr std::size_t sid_length = 34;

bool is_label(const std::string& text) {
  const bool call_sid = text.size() == sid_length && text.starts_with("CA");
  return text.size() <= longest_label && text.find('/') == std::string::npos && !call_sid;
}

}  // namespace

std::shared_ptr<Conference> Conferences::room(const Call& call, const ConferenceOrder& order) {
  const auto& facts = call.facts();
  std::erase_if(rooms_, [](const auto& entry) {
    const auto room = entry.second.lock();
    return !room || room->over();
  });
  auto& place = rooms_[{facts.account_sid, order.name}];
  auto room = place.lock();
  if (!room) {
    room = std::make_shared<Conference>(context_,
                                        ConferenceFacts{.sid = make_sid("CF"),
                                                        .account_sid = facts.account_sid,
                                                        .auth_token = facts.auth_token,
                                                        .friendly_name = order.name},
                                        order);
    place = room;
  }
  return room;
}

Result<std::unique_ptr<Participant>> Conferences::enter(Call& call, const ConferenceOrder& order) {
  if (!is_label(order.label)) {
    return Error{16023, "participantLabel: at most 128 characters, no slash, and no CallSid"};
  }
  auto room = this->room(call, order);
  if (!order.coach.empty() && !room->find(order.coach)) {
    return Error{13240, "coach: that call is not in the conference"};
  }
  if (!order.label.empty() && room->has_label(order.label)) {
    return Error{16025, "participantLabel: another participant has it"};
  }
  if (room->full()) return Error{16020, "the conference is full"};
  return std::make_unique<Participant>(std::move(room), call, order);
}

}  // namespace ringback::call
