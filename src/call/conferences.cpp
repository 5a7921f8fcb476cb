#include "call/conferences.hpp"

#include <algorithm>

#include "base/sid.hpp"
#include "call/call.hpp"

namespace ringback::call {
namespace {

constexpr std::size_t longest_label = 128;
constexpr std::size_t sid_length = 34;

bool is_label(const std::string& text) {
  const bool call_sid = text.size() == sid_length && text.starts_with("CA");
  return text.size() <= longest_label && text.find('/') == std::string::npos && !call_sid;
}

template <class Key, class Value>
std::shared_ptr<Value> living(const std::map<Key, std::weak_ptr<Value>>& among, const Key& key) {
  const auto found = among.find(key);
  return found == among.end() ? nullptr : found->second.lock();
}

template <class Key>
void forget_those_over(std::map<Key, std::weak_ptr<Conference>>& among) {
  std::erase_if(among, [](const auto& entry) {
    const auto room = entry.second.lock();
    return !room || room->over();
  });
}

}  // namespace

std::shared_ptr<Conference> Conferences::find(const std::string& account_sid, const std::string& sid) const {
  auto room = living(by_sid_, sid);
  return room && !room->over() && room->facts().account_sid == account_sid ? room : nullptr;
}

std::shared_ptr<Conference> Conferences::open(const Facts& call, const ConferenceOrder& order) {
  forget_those_over(rooms_);
  forget_those_over(by_sid_);
  const Key key{call.account_sid, order.name};
  if (auto room = living(rooms_, key)) return room;
  const auto room = std::make_shared<Conference>(context_,
                                                 ConferenceFacts{.sid = make_sid("CF"),
                                                                 .account_sid = call.account_sid,
                                                                 .auth_token = call.auth_token,
                                                                 .friendly_name = order.name},
                                                 order);
  rooms_[key] = room;
  by_sid_[room->facts().sid] = room;
  return room;
}

// A call that was invited enters that very room, even if another of its name has come up since.
Result<std::shared_ptr<Conference>> Conferences::room(const Facts& call, const ConferenceOrder& order) {
  const auto invitation = by_invited_.find(call.sid);
  if (invitation == by_invited_.end()) return open(call, order);
  const auto room = invitation->second.lock();
  by_invited_.erase(invitation);
  if (!room || room->over()) return Error{16022, "the conference that the call was made for is over"};
  return room;
}

Result<std::unique_ptr<Participant>> Conferences::enter(Call& call, const ConferenceOrder& order) {
  if (!is_label(order.label)) {
    return Error{16023, "participantLabel: at most 128 characters, no slash, and no CallSid"};
  }
  const auto& facts = call.facts();
  const bool invited = by_invited_.contains(facts.sid);
  auto room = this->room(facts, order);
  if (!room) return room.error();
  if (!order.coach.empty() && !(*room)->find(order.coach)) {
    return Error{13240, "coach: that call is not in the conference"};
  }
  if (!invited && !order.label.empty() && (*room)->has_label(order.label)) {
    return Error{16025, "participantLabel: another participant has it"};
  }
  if (!invited && (*room)->full()) return Error{16020, "the conference is full"};
  return std::make_unique<Participant>(std::move(*room), call, order);
}

Result<std::shared_ptr<Invitation>> Conferences::invite(const Facts& call, const std::string& sid_or_name,
                                                        ConferenceOrder order) {
  std::erase_if(by_invited_, [](const auto& entry) { return entry.second.expired(); });
  if (!is_label(order.label)) return Error{16024, "Label: at most 128 characters, no slash, and no CallSid"};
  std::shared_ptr<Conference> room;
  if (is_sid(sid_or_name, "CF")) {
    room = find(call.account_sid, sid_or_name);
    if (!room) return Error{16022, "The conference does not exist or is completed"};
  }
  const auto known = room ? room : living(rooms_, Key{call.account_sid, sid_or_name});
  const auto* coached = known && !known->over() ? known->find(order.coach) : nullptr;
  if (!order.coach.empty() && !coached) return Error{16028, "Who is to be coached is not in the conference"};
  if (coached && coached->facts().hold) return Error{16027, "Who is to be coached is on hold"};
  order.name = room ? room->facts().friendly_name : sid_or_name;
  if (!room) room = open(call, order);
  if (!order.label.empty() && room->has_label(order.label)) return Error{16026, "Another participant has that Label"};
  if (room->full()) return Error{16020, "The conference is full"};
  by_invited_[call.sid] = room;
  return std::make_shared<Invitation>(std::move(room), call.sid, order);
}

}  // namespace ringback::call
