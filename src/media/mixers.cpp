#include "media/mixers.hpp"

namespace ringback::media {
namespace {

struct Visitor {
  Mixer* mixer;  // none: its opening was lost
  bool operator()(command::Sit& c) const {
    if (mixer) mixer->sit(std::move(c.seat));
    return true;
  }
  bool operator()(const command::Rise& c) const {
    if (mixer) mixer->rise(c.member);
    return true;
  }
  bool operator()(const command::Mute& c) const {
    if (mixer) mixer->set_muted(c.member, c.muted);
    return true;
  }
  bool operator()(const command::Coach& c) const {
    if (mixer) mixer->coach(c.member, c.coached);
    return true;
  }
  bool operator()(command::Announce& c) const {
    if (mixer) mixer->play({std::move(c.source), c.number, c.only});
    return true;
  }
  bool operator()(const command::StopAnnouncement& c) const {
    if (mixer) mixer->stop(c.number);
    return true;
  }
  bool operator()(command::TapMix& c) const {
    if (mixer) mixer->tap(std::move(c.tap));
    return true;
  }
  bool operator()(const auto&) const { return false; }
};

}  // namespace

bool Mixers::apply(Command& command, StreamHost& host) {
  const auto id = command.stream;
  if (auto* opened = std::get_if<command::OpenMix>(&command.body)) {
    open(id, std::move(opened->mixer));
    return true;
  }
  auto* mixer = find(id);
  if (mixer && std::holds_alternative<command::Close>(command.body)) {
    slots_[id.slot].reset();
    host.report(id, {StreamEvent::Kind::closed});
    return true;
  }
  return std::visit(Visitor{mixer}, command.body);
}

void Mixers::open(StreamId id, std::unique_ptr<Mixer> mixer) {
  if (id.slot >= slots_.size()) slots_.resize(id.slot + 1);
  slots_[id.slot] = std::move(mixer);
}

Mixer* Mixers::find(StreamId id) {
  if (id.slot >= slots_.size()) return nullptr;
  auto* mixer = slots_[id.slot].get();
  return mixer && mixer->id() == id ? mixer : nullptr;
}

void Mixers::tick(StreamHost& host, TimePoint now) {
  for (auto& mixer : slots_) {
    if (mixer) mixer->tick(host, now);
  }
}

}  // namespace ringback::media
