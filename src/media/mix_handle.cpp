#include "media/mix_handle.hpp"

#include <algorithm>

#include "media/session_handle.hpp"
#include "media/sound/clip_source.hpp"

namespace ringback::media {

MixHandle::MixHandle(ThreadedEngine& engine, StreamId id) : engine_(engine), id_(id) {
  engine_.registry().set_members(id_, this);
}

MixHandle::~MixHandle() {
  engine_.registry().forget(id_);
  engine_.post(id_, command::Close{});
}

std::unique_ptr<Seat> MixHandle::seat(Session& session, bool muted, Seat::Listener* listener) {
  const auto member = static_cast<SessionHandle&>(session).id();
  return std::make_unique<SeatHandle>(*this, member, session.codec(), muted, listener);
}

void MixHandle::play(SharedClip clip) {
  engine_.post(id_, command::Announce{std::make_unique<ClipSource>(std::move(clip), 1)});
}

std::unique_ptr<Announcement> MixHandle::announce(SharedClip clip, int times, const Seat* only) {
  const auto number = ++announcements_;
  const auto member = only ? static_cast<const SeatHandle*>(only)->member() : StreamId{};
  engine_.post(id_, command::Announce{std::make_unique<ClipSource>(std::move(clip), times), number, member});
  return std::make_unique<AnnouncementHandle>(*this, number);
}

AnnouncementHandle::~AnnouncementHandle() {
  mix_.engine_.post(mix_.id_, command::StopAnnouncement{number_});
}

// A command that is lost takes the tap with it, and so ends it.
std::unique_ptr<Tap> MixHandle::tap(std::shared_ptr<TapSink> sink, const Session& first) {
  auto ring = engine_.taps().open(std::move(sink));
  const auto member = static_cast<const SessionHandle&>(first).id();
  engine_.post(id_, command::TapMix{std::make_unique<MixTap>(ring, member)});
  return std::make_unique<TapHandle>(std::move(ring));
}

void MixHandle::on_speech(StreamId member, bool speaks) {
  const auto found = std::ranges::find(seats_, member, &SeatHandle::member);
  if (found != seats_.end() && (*found)->listener()) (*found)->listener()->on_speech(speaks);
}

// The seat, with its encoder and decoders, is made here, as the media thread allocates nothing.
SeatHandle::SeatHandle(MixHandle& mix, StreamId member, Codec codec, bool muted, Listener* listener)
    : mix_(mix), member_(member), listener_(listener) {
  mix_.seats_.push_back(this);
  mix_.engine_.post(mix_.id_, command::Sit{std::make_unique<MixerSeat>(member_, codec, muted)});
  mix_.engine_.post(member_, command::Listen{mix_.id_, mixed_codec(codec)});
  mix_.engine_.post(member_, command::Feed{mix_.id_});
}

SeatHandle::~SeatHandle() {
  std::erase(mix_.seats_, this);
  mix_.engine_.post(member_, command::Part{mix_.id_});
  mix_.engine_.post(mix_.id_, command::Rise{member_});
}

void SeatHandle::set_muted(bool muted) {
  mix_.engine_.post(mix_.id_, command::Mute{member_, muted});
}

void SeatHandle::coach(const Seat* coached) {
  const auto* seat = static_cast<const SeatHandle*>(coached);
  mix_.engine_.post(mix_.id_, command::Coach{member_, seat ? seat->member_ : StreamId{}});
}

}  // namespace ringback::media
