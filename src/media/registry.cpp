#include "media/registry.hpp"

#include <algorithm>
#include <utility>

namespace ringback::media {

StreamId Registry::open(unsigned thread, std::function<void()> on_closed) {
  auto& slots = slots_[thread];
  auto free = std::find_if(slots.begin(), slots.end(), [](const Slot& slot) { return !slot.id; });
  if (free == slots.end()) free = slots.emplace(slots.end());
  if (++last_generation_ == 0) ++last_generation_;  // 0 means no stream
  free->id = {thread, static_cast<std::uint32_t>(free - slots.begin()), last_generation_};
  free->listener = nullptr;
  free->on_closed = std::move(on_closed);
  free->bridged_to = {};
  free->playback_listener = nullptr;
  free->members = nullptr;
  return free->id;
}

const Registry::Slot* Registry::find(StreamId id) const {
  if (!id || id.slot >= slots_[id.thread].size()) return nullptr;
  const auto& slot = slots_[id.thread][id.slot];
  return slot.id == id ? &slot : nullptr;
}

Registry::Slot* Registry::find(StreamId id) {
  return const_cast<Slot*>(std::as_const(*this).find(id));
}

void Registry::set_listener(StreamId id, Session::Listener* listener) {
  if (auto* slot = find(id)) slot->listener = listener;
}

void Registry::set_members(StreamId id, MemberListener* listener) {
  if (auto* slot = find(id)) slot->members = listener;
}

void Registry::forget(StreamId id) {
  auto* slot = find(id);
  if (!slot) return;
  slot->listener = nullptr;
  slot->playback_listener = nullptr;
  slot->members = nullptr;
}

void Registry::deliver(StreamId id, StreamEvent event) {
  auto* slot = find(id);
  if (!slot) return;
  if (event.kind == StreamEvent::Kind::closed) {
    const auto on_closed = std::move(slot->on_closed);
    *slot = {};
    return on_closed();
  }
  if (event.kind == StreamEvent::Kind::played) return deliver_played(*slot, event.playback);
  const bool speaks = event.kind == StreamEvent::Kind::speaks;
  if (slot->members && (speaks || event.kind == StreamEvent::Kind::quiet)) {
    return slot->members->on_speech(event.member, speaks);
  }
  auto* listener = slot->listener;
  if (!listener) return;
  if (event.kind == StreamEvent::Kind::connected) listener->on_connected();
  if (event.kind == StreamEvent::Kind::digit) listener->on_digit(event.digit);
  if (event.kind == StreamEvent::Kind::peer_lost) listener->on_peer_lost();
  if (event.kind == StreamEvent::Kind::peer_back) listener->on_peer_back();
  if (event.kind == StreamEvent::Kind::heard) listener->on_heard();
}

std::uint32_t Registry::begin_playback(StreamId id, Playback::Listener& listener) {
  auto* slot = find(id);
  if (!slot) return 0;
  slot->playback = ++last_playback_;
  slot->playback_listener = &listener;
  return slot->playback;
}

bool Registry::end_playback(StreamId id, std::uint32_t playback) {
  auto* slot = find(id);
  if (!slot || slot->playback != playback) return false;
  return std::exchange(slot->playback_listener, nullptr) != nullptr;
}

void Registry::deliver_played(Slot& slot, std::uint32_t playback) {
  if (slot.playback != playback) return;
  // It may play the next thing at once.
  if (auto* listener = std::exchange(slot.playback_listener, nullptr)) listener->on_played();
}

void Registry::bridge(StreamId a, StreamId b) {
  if (auto* slot = find(a)) slot->bridged_to = b;
  if (auto* slot = find(b)) slot->bridged_to = a;
}

void Registry::unbridge(StreamId a, StreamId b) {
  part(a, b);
  part(b, a);
}

// A stream that has been bridged anew stays so.
void Registry::part(StreamId id, StreamId from) {
  auto* slot = find(id);
  if (slot && slot->bridged_to == from) slot->bridged_to = {};
}

StreamId Registry::bridged_to(StreamId id) const {
  const auto* slot = find(id);
  return slot ? slot->bridged_to : StreamId{};
}

std::size_t Registry::load(unsigned thread) const {
  return static_cast<std::size_t>(
      std::count_if(slots_[thread].begin(), slots_[thread].end(), [](const Slot& slot) { return bool(slot.id); }));
}

}  // namespace ringback::media
