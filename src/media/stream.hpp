#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "media/frame.hpp"
#include "media/quality_board.hpp"
#include "media/sound/decoder_set.hpp"
#include "media/sound/dtmf_detector.hpp"
#include "media/sound/dtmf_generator.hpp"
#include "media/sound/encoder.hpp"
#include "media/sound/playout.hpp"
#include "media/sound/telephone_event.hpp"
#include "media/sound/tone.hpp"
#include "media/sound/tone_detector.hpp"
#include "media/tap_feed.hpp"
#include "media/transport/packet_transport.hpp"
#include "media/transport/rtcp_session.hpp"
#include "media/transport/timeline.hpp"

namespace ringback::media {

// What a stream tells the control thread.
struct StreamEvent {
  enum class Kind : unsigned char { connected, digit, peer_lost, peer_back, heard, played, speaks, quiet, closed };
  Kind kind{};
  char digit = 0;
  std::uint32_t playback = 0;  // of `played`
  StreamId member{};           // of a mix: who speaks or is quiet
};

// What the media thread does for its streams.
class StreamHost {
 public:
  virtual ~StreamHost() = default;
  virtual SendBatch& outbox() = 0;
  // Hands a frame to a stream of any thread; drops it if that has gone.
  virtual void forward(StreamId to, const Frame& frame, TimePoint now) = 0;
  // Hands a frame once to all streams of that other thread that listen to where it is from (Stream::relay_shared).
  virtual void share(unsigned thread, const Frame& frame) = 0;
  virtual void report(StreamId from, StreamEvent event) = 0;
  virtual void count_drop() = 0;
  // Taps have been written to in this turn.
  virtual void wake_taps() = 0;
};

// One session's sound, on the media thread that it lives on. The packet path:
//
//   inbound.cpp    datagram: transport, RTP, codec; digits and detectors hear it; on to the sink
//   relayed.cpp    what the source's stream heard: passed on as it is, or into the playout
//   outbound.cpp   every 20 ms: a digit, or the playout's sound encoded, or sound that is made here
//   timeline       numbers all that goes out as one stream
//   tap_feed       both ways decoded, for recorders and recognition
//
// The playout (jitter buffer, decoders) and the encoder work only where two codecs differ; a plain bridge passes
// packets on undecoded.
class Stream {
 public:
  struct Parts {
    StreamId id;
    std::unique_ptr<PacketTransport> transport;
    int beep_hz;
    Timeline::Start start;
    std::shared_ptr<QualityBoard> quality;
  };
  explicit Stream(Parts parts);

  StreamId id() const { return id_; }
  PacketTransport& transport() { return *transport_; }
  void attach(StreamHost& host) { host_ = &host; }

  // A datagram of RTP or RTCP.
  void receive(const Datagram& datagram, int fd, TimePoint now);
  // What another stream heard.
  void relay(const Frame& frame, TimePoint now);
  // The same of a frame that is for all who listen to a mix in that codec, but those who were given one of their own
  // under its number.
  void relay_shared(const Frame& frame, TimePoint now);
  // Every 20 ms.
  void tick(TimePoint now);
  // The last RTCP of a stream that ends.
  void say_goodbye(TimePoint now);

  // `encoder` is of the agreed codec.
  void agree(Agreement agreement, std::unique_ptr<Encoder> encoder, TimePoint now);
  void play(Tone tone);
  // Plays it to its end, which is told by that name, or until another play or bridge.
  void play(std::unique_ptr<PcmSource> source, std::uint32_t playback);
  // Fades that playback out, if it is still what plays.
  void stop(std::uint32_t playback);
  void echo();
  void listen_for(int hz) { detector_.listen_for(hz); }
  void send_digits(std::string_view digits) { digits_out_.send(digits); }
  void bridge(StreamId peer);
  // `codec` is the one that frames come in that are for all.
  void listen(StreamId source, std::optional<Codec> codec = std::nullopt);
  void feed(StreamId sink) { sink_ = sink; }
  void unbridge(StreamId peer);
  void tap(std::unique_ptr<TapFeed> feed) { taps_.push_back(std::move(feed)); }

 private:
  std::optional<Codec> codec_of(const RtpHeader& header) const;
  static bool is_sound(const Frame& frame);
  void hear(Frame& frame, const Path& path, TimePoint now);
  void hear_digit(const RtpPacket& packet);
  void hear_sound(const Frame& frame);
  bool detect(const Frame& frame);
  // A phone that takes no telephone events presses its keys in the sound.
  bool digits_in_band() const { return !agreement_.receive_event_type; }
  void receive_report(std::span<const std::uint8_t> bytes, const Path& path, TimePoint now);

  bool can_send() const { return agreed_ && agreement_.may_send && transport_->route() != nullptr; }
  void publish();
  void feed_taps(TimePoint now);
  void send_frame(TimePoint now);
  void send_digit(TimePoint now);
  std::size_t encode(std::span<const std::int16_t> sound, std::span<std::uint8_t> payload);
  void send_tones(const DigitSender::Event& event, TimePoint now);
  void send_heard(std::span<const std::int16_t> sound, TimePoint now);
  void send_own(TimePoint now);
  std::size_t encode_own(std::span<std::uint8_t> payload, TimePoint now);
  void fill_played(std::span<std::int16_t> frame);
  void pass_time_of_played();
  void send_made(std::span<std::uint8_t, max_datagram> buffer, std::size_t size, TimePoint now);
  void pass(const Frame& frame, TimePoint now);
  void pass_sound(const Frame& frame, std::uint8_t* to) const;
  void pass_event(const Frame& frame, TimePoint now);
  void press_in_band(const Frame& frame, TimePoint now);
  void send(const RtpHeader& header, std::span<std::uint8_t, max_datagram> buffer, std::size_t size);
  void send_report(RtcpSession::Occasion occasion, TimePoint now);
  void transmit(PacketKind kind, std::span<std::uint8_t, max_datagram> buffer, std::size_t size);

  const StreamId id_;
  StreamHost* host_ = nullptr;
  std::unique_ptr<PacketTransport> transport_;
  Agreement agreement_;
  bool agreed_ = false;
  bool connected_ = false;

  // inbound
  DigitReceiver digits_in_;
  DtmfDetector tones_in_;
  ToneDetector detector_;
  DecoderSet decoders_;  // for detectors, which hear packets as they come
  RtcpSession rtcp_;
  bool heard_ = false;
  StreamId sink_;  // who hears us

  // outbound
  Timeline timeline_;
  std::unique_ptr<Encoder> encoder_;  // of the agreed codec
  ToneSource tone_;
  std::unique_ptr<PcmSource> played_;  // instead of the tone
  std::uint32_t playback_ = 0;         // its name
  TimePoint first_sent_at_;            // none yet: the epoch
  DigitSender digits_out_;
  DtmfGenerator tones_out_;  // to a peer that takes no events
  std::uint32_t event_timestamp_ = 0;
  StreamId source_;  // whom we hear; none: the tone
  std::optional<Codec> shared_codec_;
  std::optional<std::uint16_t> own_sequence_;  // of the last frame of a mix that was for this one alone
  TimePoint relayed_at_;
  // where the source's codec is another than ours
  Playout playout_;
  DigitReceiver followed_;  // the keys that it presses, where its events can't be passed on as they are
  TimePoint relayed_event_at_;
  std::vector<std::unique_ptr<TapFeed>> taps_;
  const std::shared_ptr<QualityBoard> quality_;
};

}  // namespace ringback::media
