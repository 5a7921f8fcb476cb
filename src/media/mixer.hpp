#pragma once

#include <array>
#include <memory>
#include <vector>

#include "media/mix_tap.hpp"
#include "media/mixer_seat.hpp"
#include "media/sound/pcm_source.hpp"
#include "media/stream.hpp"

namespace ringback::media {

// A mix on its media thread. Members' streams feed their packets to it and listen to it; it names itself as the source
// of all that they hear. Every 20 ms the loudest speakers are added up once. Whoever is silent hears that, encoded once
// a codec; a speaker hears it without itself, through an encoder of its own. So a tick costs as much as there are
// speakers, and a packet a member.
class Mixer {
 public:
  static constexpr std::size_t most_speakers = 8;

  Mixer(StreamId id, std::uint32_t ssrc);

  StreamId id() const { return id_; }
  std::size_t members() const { return seats_.size(); }

  void sit(std::unique_ptr<MixerSeat> seat);
  void rise(StreamId member);
  void set_muted(StreamId member, bool muted);
  // Heard by that one alone; none: by all.
  void coach(StreamId member, StreamId coached);
  // To all, or to `only`. The number names it for `stop`.
  struct Played {
    std::unique_ptr<PcmSource> source;
    std::uint32_t number = 0;
    StreamId only{};
    std::array<std::int16_t, MixerSeat::samples> sound{};  // of this tick
    bool more = true;                                      // it has not come to its end
  };
  void play(Played played);
  void stop(std::uint32_t number);
  // In place of the one before.
  void tap(std::unique_ptr<MixTap> tap) { tap_ = std::move(tap); }

  // A packet of a member's.
  void hear(const Frame& frame, TimePoint now);
  // Every 20 ms.
  void tick(StreamHost& host, TimePoint now);

 private:
  using Sum = std::array<std::int32_t, MixerSeat::samples>;
  using Sound = std::array<std::int16_t, MixerSeat::samples>;
  // What all who are silent hear in one codec.
  struct Shared {
    std::unique_ptr<Encoder> encoder;
    std::array<std::uint8_t, max_payload> payload;
    std::size_t size = 0;
    bool made = false;  // in this tick
  };

  MixerSeat* find(StreamId member);
  void choose_speakers(StreamHost& host, TimePoint now);
  void consider(MixerSeat& seat);
  void add_up();
  void add_played();
  void write_tap(StreamHost& host);
  void send(MixerSeat& to, StreamHost& host, TimePoint now);
  void share(StreamHost& host);
  Frame frame_of(Codec codec, std::span<const std::uint8_t> payload) const;
  std::span<const std::uint8_t> shared_sound(Codec codec);
  std::span<const std::uint8_t> own_sound(MixerSeat& seat);
  bool hears_its_own(const MixerSeat& seat) const;
  bool silent() const { return speakers_ == 0 && !playing_; }

  const StreamId id_;
  const std::uint32_t ssrc_;
  std::uint32_t ticks_ = 0;
  std::vector<std::unique_ptr<MixerSeat>> seats_;     // by member
  std::array<MixerSeat*, most_speakers> speaking_{};  // loudest first
  std::size_t speakers_ = 0;
  Sum sum_{};
  std::vector<Played> played_;
  bool playing_ = false;  // to all, in this tick
  std::unique_ptr<MixTap> tap_;
  std::array<Shared, codec_count> shared_;
  std::array<std::uint8_t, max_payload> own_payload_{};
  static_assert(codec_count <= 8);
  std::array<std::uint8_t, 256> wanted_{};  // by other threads in this tick: a set of codecs
};

}  // namespace ringback::media
