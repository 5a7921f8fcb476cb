#pragma once

#include <vector>

#include "media/engine.hpp"
#include "media/mix.hpp"

namespace ringback::media {

class SeatHandle;

// What the control thread holds of a mix.
class MixHandle final : public Mix, public MemberListener {
 public:
  MixHandle(ThreadedEngine& engine, StreamId id);
  ~MixHandle() override;

  std::unique_ptr<Seat> seat(Session& session, bool muted, Seat::Listener* listener) override;
  void play(SharedClip clip) override;
  std::unique_ptr<Announcement> announce(SharedClip clip, int times, const Seat* only) override;
  std::unique_ptr<Tap> tap(std::shared_ptr<TapSink> sink, const Session& first) override;

 private:
  friend class AnnouncementHandle;
  friend class SeatHandle;
  void on_speech(StreamId member, bool speaks) override;

  ThreadedEngine& engine_;
  const StreamId id_;
  std::vector<SeatHandle*> seats_;
  std::uint32_t announcements_ = 0;
};

class AnnouncementHandle final : public Announcement {
 public:
  AnnouncementHandle(MixHandle& mix, std::uint32_t number) : mix_(mix), number_(number) {}
  ~AnnouncementHandle() override;

 private:
  MixHandle& mix_;
  const std::uint32_t number_;
};

class SeatHandle final : public Seat {
 public:
  SeatHandle(MixHandle& mix, StreamId member, Codec codec, bool muted, Listener* listener);
  ~SeatHandle() override;

  StreamId member() const { return member_; }
  Listener* listener() const { return listener_; }
  void set_muted(bool muted) override;
  void coach(const Seat* coached) override;

 private:
  MixHandle& mix_;
  const StreamId member_;
  Listener* const listener_;
};

}  // namespace ringback::media
