#pragma once

#include "media/quality.hpp"
#include "media/sound/decoder_set.hpp"
#include "media/sound/delay_estimate.hpp"
#include "media/sound/jitter_buffer.hpp"
#include "media/sound/pcm_queue.hpp"

namespace ringback::media {

// Makes an even stream of linear sound of one sender's packets: a jitter buffer that follows the network, decoders,
// error correction and concealment. One media thread; allocates at construction alone.
//
// A packet waits until `target` has passed since it would have come at best. Sound that is missing at its turn is
// recovered or made up; when nothing is left the buffer runs dry and grows by what is made up, and when more waits than
// is needed it is shortened.
class Playout {
 public:
  // A packet of sound, or of an event, whose number is then no gap.
  void insert(const Frame& frame, TimePoint now);
  // The next 20 ms, at `rate()`; none while there is nothing to hear. At most `max_rate` samples a second (8000 or
  // 16000) come out from now on. Valid until the next call.
  std::span<const std::int16_t> next(unsigned max_rate, TimePoint now);
  unsigned rate() const { return rate_; }
  // Another sender from here on.
  void reset();
  Quality::Playout report() const;
  // How often waiting sound was shortened, since more waited than was needed.
  std::uint64_t shortened() const { return shortened_; }

 private:
  static constexpr unsigned highest_rate = 16000;

  bool follows(const RtpHeader& header) const;
  bool due(TimePoint now) const;
  void start();
  void fill(unsigned milliseconds);
  std::size_t frame_size() const { return rate_ / frames_per_second; }
  void play(const JitterBuffer::Packet& packet);
  void skip_to(const JitterBuffer::Packet& later);
  void run_dry();
  void conceal(std::size_t samples);
  void use_rate_of(Codec codec);
  Duration waiting() const;
  void watch_depth();
  void shorten();
  void drop_to(Duration depth);

  JitterBuffer buffer_;
  DelayEstimate delay_;
  DecoderSet decoders_;
  PcmQueue<highest_rate / 1000 * 160> queue_;  // the longest packet and two frames
  std::array<std::int16_t, highest_rate / frames_per_second> frame_;
  unsigned max_rate_ = highest_rate;
  unsigned rate_ = 8000;

  bool playing_ = false;
  Codec codec_ = Codec::pcmu;
  std::uint32_t ssrc_ = 0;
  std::uint16_t sequence_ = 0;   // that is due; before playing, of any packet that waits
  std::uint32_t timestamp_ = 0;  // where what is decoded ends
  std::uint32_t last_length_ = 0;
  TimePoint first_at_;       // before playing: since when the first packet waits
  unsigned dry_frames_ = 0;  // in a row
  unsigned watched_frames_ = 0;
  Duration deepest_{};  // of these

  Quality::Playout report_;  // but depth and target
  std::uint64_t shortened_ = 0;
};

}  // namespace ringback::media
