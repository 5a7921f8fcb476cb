#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "media/mixer.hpp"
#include "media/sdp/agreement.hpp"
#include "media/session.hpp"
#include "media/stream.hpp"
#include "media/transport/webrtc_transport.hpp"

// What the control thread asks of a media thread.
namespace ringback::media::command {

struct Open {
  std::unique_ptr<Stream> stream;
  // The stream's transport: either sockets of its own (RTP, RTCP) or a place on the browsers' port.
  int fd = -1;
  int control_fd = -1;
  WebRtcTransport* webrtc = nullptr;
};
struct Agree {
  Agreement agreement;
  std::unique_ptr<Encoder> encoder;
};
struct Play {
  Tone tone;
};
// The end of it is told by the name `playback`; 0: it has none.
struct PlaySource {
  std::unique_ptr<PcmSource> source;
  std::uint32_t playback = 0;
};
struct StopSource {
  std::uint32_t playback;
};
struct Echo {};
struct ExpectMedia {};
struct ListenFor {
  int hz;
};
struct SendDigits {
  std::string digits;
};
struct Tap {
  std::unique_ptr<TapFeed> feed;
};
struct Join {
  StreamId peer;
};
struct Listen {
  StreamId source;
  std::optional<Codec> shared_codec{};  // of a mix
};
struct Feed {
  StreamId sink;
};
struct Part {
  StreamId peer;
};
// For a mix.
struct OpenMix {
  std::unique_ptr<Mixer> mixer;
};
struct Sit {
  std::unique_ptr<MixerSeat> seat;
};
struct Rise {
  StreamId member;
};
struct Mute {
  StreamId member;
  bool muted;
};
struct Coach {
  StreamId member;
  StreamId coached;
};
// To all, or to `only`. What it is stopped by is its number; 0: it is not.
struct Announce {
  std::unique_ptr<PcmSource> source;
  std::uint32_t number = 0;
  StreamId only{};
};
struct StopAnnouncement {
  std::uint32_t number;
};
struct TapMix {
  std::unique_ptr<MixTap> tap;
};
// Answered with StreamEvent::Kind::closed once nothing of the stream or mix is left.
struct Close {};

using Body = std::variant<std::monostate, Open, Agree, Play, PlaySource, StopSource, Echo, ExpectMedia, ListenFor,
                          SendDigits, Tap, Join, Listen, Feed, Part, OpenMix, Sit, Rise, Mute, Coach, Announce,
                          StopAnnouncement, TapMix, Close>;

}  // namespace ringback::media::command

namespace ringback::media {

struct Command {
  StreamId stream;
  command::Body body;
};

}  // namespace ringback::media
