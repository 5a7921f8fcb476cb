#pragma once

#include <array>
#include <memory>
#include <optional>

#include "media/frame.hpp"
#include "media/sound/encoder.hpp"
#include "media/sound/playout.hpp"
#include "media/sound/voice_activity.hpp"

namespace ringback::media {

// The codec in which a mix speaks to members of that codec: one encoder serves both laws of G.711, as streams turn one
// into the other byte by byte.
inline Codec mixed_codec(Codec codec) {
  return is_g711(codec) ? Codec::pcmu : codec;
}

// A member's place in a mixer. Built on the control thread, then the media thread's; allocates at construction alone.
class MixerSeat {
 public:
  // Telephones and what is mixed for them: 8 kHz.
  static constexpr unsigned rate = 8000;
  static constexpr std::size_t samples = rate / frames_per_second;

  MixerSeat(StreamId member, Codec codec, bool muted)
      : member(member), codec(codec), muted(muted), encoder(make_encoder(codec, {})) {}

  void hear(const Frame& frame, TimePoint now) {
    if (!muted) playout_.insert(frame, now);
  }
  // Takes the next 20 ms. True if they are of somebody who speaks, or has just spoken.
  bool listen(TimePoint now);
  // Since the last `listen`: it has begun (true) or ceased to speak.
  std::optional<bool> news() const { return news_; }
  // Silent from here on.
  void hush();

  std::span<const std::int16_t, samples> sound() const { return sound_; }
  // Of the last moments, so that speakers don't take turns within a word.
  std::uint32_t loudness() const { return loudness_; }

  const StreamId member;
  const Codec codec;  // of what it is sent
  bool muted;
  StreamId coached;  // who alone hears it; none: all
  const std::unique_ptr<Encoder> encoder;
  bool chosen = false;  // among the speakers of this tick

 private:
  void measure(bool voice);

  Playout playout_;
  VoiceActivity voice_;
  std::array<std::int16_t, samples> sound_{};
  std::uint32_t loudness_ = 0;
  unsigned quiet_frames_ = 1000;
  bool told_ = false;  // that it speaks
  std::optional<bool> news_;
};

}  // namespace ringback::media
