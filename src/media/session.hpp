#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/async.hpp"
#include "base/clip.hpp"
#include "base/deadlines.hpp"
#include "base/result.hpp"
#include "media/codec.hpp"
#include "media/mix.hpp"
#include "media/quality.hpp"
#include "media/sound/ring_tone.hpp"
#include "media/tap.hpp"

namespace ringback::media {

// How a session's packets travel.
enum class Transport {
  rtp,     // SIP: RTP/AVP on a port of its own
  webrtc,  // browsers: ICE-lite, DTLS-SRTP, rtcp-mux on the media thread's shared port
};

// What is heard when no other session is bridged.
enum class Tone {
  silence,
  beeps,  // 300 ms on, 300 ms off at SessionOptions::beep_hz: for phones that answer, and for tests
};

struct SessionOptions {
  Transport transport = Transport::rtp;
  // rtp: the IP address that the signalling came from or goes to. It chooses `c=`, and packets are taken from the
  // SDP's address or from any port of this one.
  std::string peer_address;
  // The caller's session: the new one is placed on the same media thread, so that the bridge needs no ring.
  const class Session* beside = nullptr;
  // Towards SIP all are offered, in this order; towards a browser exactly one, the first that browsers have (all but
  // G.722), else PCMU. Of an offer the peer's first of these is taken; of a browser's its first of PCMU and Opus.
  std::vector<Codec> codecs{Codec::pcmu, Codec::pcma, Codec::opus, Codec::g722};
  int beep_hz = 1000;
};

// Sound that a session plays, from construction to its end or destruction, whichever comes first: destroyed early, it
// fades within 20 ms. Ends by itself when the session is destroyed, and without a word when the session plays or
// bridges something else.
class Playback {
 public:
  class Listener {
   public:
    virtual ~Listener() = default;
    // The last of it has been sent. On the control thread, never from inside a call of the Session.
    virtual void on_played() = 0;
  };
  virtual ~Playback() = default;
};

// One leg's sound. A handle that the control thread holds: index and generation of an object that lives on a media
// thread. All calls return at once; destroying the handle ends the session (the port is used again only after the
// media thread has let go). SDP is opaque text to everybody but this room (RFC 8866, RFC 3264, RFC 8829).
class Session {
 public:
  // Called on the control thread, never from inside a call of the Session, never after its destruction.
  class Listener {
   public:
    virtual ~Listener() = default;
    // Sound can flow: rtp, the SDP exchange is done; webrtc, DTLS is up.
    virtual void on_connected() {}
    // A digit of the peer's (RFC 4733), once a press.
    virtual void on_digit(char digit) = 0;
    // webrtc: DTLS close_notify, or no consent (RFC 7675) for 30 s. rtp: expected (Session::expect_media) and silent
    // for EngineOptions::silence_limit. Nothing more will come from this peer.
    virtual void on_peer_lost() = 0;
    // It was lost for want of consent, and has given it again.
    virtual void on_peer_back() {}
    // The first packet of sound; or, if a tone is listened for (Session::listen_for), that it was found: once then, and
    // other sound goes unreported.
    virtual void on_heard() {}
  };

  virtual ~Session() = default;

  virtual void set_listener(Listener* listener) = 0;

  // The offer of this session; the same text every time until the peer's answer has been applied.
  virtual std::string offer() = 0;
  // Takes the peer's first offer, or a later one (re-INVITE, UPDATE, ICE restart), and returns our answer. Fails with
  // words if no codec or transport is common; the session is then as it was.
  virtual Result<std::string> answer(std::string_view offer) = 0;
  // Takes the peer's answer to `offer()`.
  virtual Result<void> accept(std::string_view answer) = 0;
  // The audio codec that is agreed, or the first of the options before that.
  virtual Codec codec() const = 0;
  // webrtc: the peer's ICE user fragment, empty before its SDP came. Tells a resume from a new connection.
  virtual std::string remote_ufrag() const = 0;

  // Plays `tone` until another call of play or bridge. Silence is sent too, from the moment that sound can flow.
  virtual void play(Tone tone) = 0;
  // The same with what a caller hears in a country while the far end rings.
  virtual void ring(const RingTone& tone) = 0;
  // Plays `clip` so many times without a gap, then silence. It waits until sound can flow, and a moment longer when
  // that has only just begun: the peer must not miss the first word. From there on it keeps to the clock, whether or
  // not the peer wants to hear (hold). `listener` outlives the Playback.
  [[nodiscard]] virtual std::unique_ptr<Playback> play(SharedClip clip, int times, Playback::Listener& listener) = 0;
  // Sends `digits` (0-9*#A-D, w is half a second) as RFC 4733 events, whatever else is heard.
  virtual void send_digits(std::string_view digits) = 0;
  // A digit that the peer sent by signalling (SIP INFO, the SDK's `dtmf`): goes on to the bridged session, as one in
  // RTP does by itself.
  virtual void pass_digit(char digit) = 0;
  // Sends back what is heard, for phones that echo.
  virtual void echo() = 0;
  // The call is answered: from now on a peer that sends neither RTP nor RTCP is lost after a while. Again: no change.
  virtual void expect_media() = 0;
  // How the leg's sound has travelled so far. At most 20 ms old.
  virtual Quality quality() const = 0;
  // Listens for beeps of that frequency; Listener::on_heard tells when found. 0 stops.
  virtual void listen_for(int hz) = 0;
  // Both ways of the session's sound go to `sink` from now on, beside whatever else becomes of them.
  [[nodiscard]] virtual std::unique_ptr<Tap> tap(std::shared_ptr<TapSink> sink) = 0;
};

// Two sessions that hear each other, from construction to destruction. Each goes back to silence afterwards. Ends by
// itself when one of the sessions is destroyed.
class Bridge {
 public:
  virtual ~Bridge() = default;
};

struct EngineOptions {
  unsigned threads = 0;  // 0: cores - 1, at least 1
  // ICE host candidates and `c=`: every usable local address, then these (the outside of a NAT; no socket is opened
  // on them).
  std::vector<std::string> public_addresses;
  // Instead of all local addresses: only these (tests: 127.0.0.1).
  std::vector<std::string> bind_addresses;
  std::uint16_t webrtc_port = 40000;  // of the first media thread; the others follow
  std::uint16_t rtp_port_first = 40100;
  std::uint16_t rtp_port_last = 40999;
  // rtp: how long an answered peer that neither holds nor is on hold may send nothing before it is lost. Zero: for
  // ever.
  std::chrono::milliseconds silence_limit = std::chrono::seconds(60);
};

struct Counters {
  std::uint64_t packets_in = 0;
  std::uint64_t packets_out = 0;
  std::uint64_t dropped = 0;       // malformed, from a foreign address, failed authentication
  std::uint64_t queue_full = 0;    // messages lost between threads
  std::uint64_t ticks_missed = 0;  // turns of 20 ms that a media thread did not come to in time
  std::uint64_t tap_lost = 0;      // 20 ms that a recording lacks
  std::size_t rtp_ports = 0;       // that SIP calls may have at once
  std::size_t rtp_ports_taken = 0;
};

// The media threads. Lives on the control thread; outlives its sessions and bridges.
class Engine {
 public:
  virtual ~Engine() = default;
  // Binds the session's socket at once (its SDP needs the port). Fails with words when no port is free.
  virtual Result<std::unique_ptr<Session>> make_session(SessionOptions options) = 0;
  virtual std::unique_ptr<Bridge> bridge(Session& a, Session& b) = 0;
  // One way: `listener` hears `source`, which hears nothing of it (early media).
  virtual std::unique_ptr<Bridge> listen(Session& listener, Session& source) = 0;
  // Sessions on the media thread of `beside` cost least in it.
  virtual std::unique_ptr<Mix> make_mix(const Session& beside) = 0;
  virtual Counters counters() const = 0;
  // The time that each media thread has spent at work since it began.
  virtual std::vector<Duration> busy() const { return {}; }
};

// Fails with words that name the port if one is taken.
Result<std::unique_ptr<Engine>> make_engine(EngineOptions options, Executor control);

}  // namespace ringback::media
