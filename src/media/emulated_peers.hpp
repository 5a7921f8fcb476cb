#pragma once

#include <array>
#include <map>
#include <set>
#include <string>

#include "media/browser_side.hpp"
#include "media/network_emulator.hpp"
#include "media/sound/g711.hpp"
#include "media/sound/tone.hpp"
#include "media/sound/tone_detector.hpp"
#include "media/transport/rtcp_session.hpp"

namespace ringback::media {

// A person at a device: beeps at one frequency in PCMU, and knows which frequencies came. For tests.
class EmulatedVoice {
 public:
  explicit EmulatedVoice(int hz) : tone_(hz) { tone_.start(Tone::beeps); }

  std::vector<std::uint8_t> speak() {
    std::array<std::int16_t, samples_per_frame> sound{};
    tone_.fill(sound);
    std::vector<std::uint8_t> payload;
    for (const auto sample : sound) payload.push_back(encode(Codec::pcmu, sample));
    return payload;
  }
  void listen_for(int hz) { detectors_[hz].listen_for(hz); }
  void hear(std::span<const std::uint8_t> payload) {
    std::vector<std::int16_t> sound;
    for (const auto byte : payload) sound.push_back(decode(Codec::pcmu, byte));
    for (auto& [hz, detector] : detectors_) {
      if (!detector.hear(sound)) continue;
      ++heard_[hz];
      detector.listen_for(hz);
    }
  }
  // How often it has been found since the last question.
  int heard(int hz) { return std::exchange(heard_[hz], 0); }

 private:
  ToneSource tone_;
  std::map<int, ToneDetector> detectors_;
  std::map<int, int> heard_;
};

// What both kinds of device have in common: an address, a voice, a packet every 20 ms.
class EmulatedDevice {
 public:
  EmulatedDevice(NetworkEmulator& network, Address address, int hz)
      : voice(hz), network_(network), address_(std::move(address)) {
    speak_on();
  }
  virtual ~EmulatedDevice() = default;

  EmulatedVoice voice;
  bool silent = false;
  const Address& address() const { return address_; }
  RtpHeader last() const { return header_; }

 protected:
  virtual void speak(const RtpHeader& header, const std::vector<std::uint8_t>& payload) = 0;
  void move_to(const Address& address) { address_ = address; }
  NetworkEmulator& network() { return network_; }

 private:
  void speak_on() {
    network_.at(network_.now() + std::chrono::milliseconds(20), [this] {
      ++header_.sequence;
      header_.timestamp += samples_per_frame;
      if (!silent) speak(header_, voice.speak());
      speak_on();
    });
  }

  NetworkEmulator& network_;
  Address address_;
  RtpHeader header_{.ssrc = 4242};
};

// A SIP phone; reports by RTCP on the port above.
class EmulatedPhone final : public EmulatedDevice {
 public:
  EmulatedPhone(NetworkEmulator& network, const Address& address, int hz) : EmulatedDevice(network, address, hz) {
    network.attach(address, [this](const auto& bytes, const Address&) { receive(bytes); });
    network.attach(control(),
                   [this](const auto& bytes, const Address&) { rtcp_.on_rtcp(bytes, this->network().now()); });
  }

  std::string offer() const {
    return "v=0\r\no=phone 1 1 IN IP4 " + address().ip() + "\r\ns=-\r\nc=IN IP4 " + address().ip() +
           "\r\nt=0 0\r\nm=audio " + std::to_string(address().port()) +
           " RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n";
  }
  void apply(const std::string& sdp) { server_ = sdp::find_audio(sdp::parse(sdp).value(), Transport::rtp)->address; }
  Quality measured() const { return rtcp_.measured(); }
  const Address& server() const { return server_; }

  static std::vector<std::uint8_t> packet(const RtpHeader& header, const std::vector<std::uint8_t>& payload) {
    std::vector<std::uint8_t> bytes(rtp_header_size);
    write_rtp_header(header, std::span<std::uint8_t, rtp_header_size>(bytes));
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    return bytes;
  }

 private:
  Address control() const { return address().with_port(static_cast<std::uint16_t>(address().port() + 1)); }
  void speak(const RtpHeader& header, const std::vector<std::uint8_t>& payload) override {
    if (!server_.set()) return;
    network().send(address(), server_, packet(header, payload));
    rtcp_.on_sent(payload.size());
    if (rtcp_.due(network().now())) report(header.timestamp);
  }
  void report(std::uint32_t timestamp) {
    std::array<std::uint8_t, max_rtcp> bytes{};
    const auto size = rtcp_.write(timestamp, RtcpSession::Occasion::report, network().now(), bytes);
    network().send(control(), server_.with_port(static_cast<std::uint16_t>(server_.port() + 1)),
                   {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)});
  }
  void receive(const std::vector<std::uint8_t>& bytes) {
    const auto packet = parse_rtp(bytes);
    if (!packet || packet->header.payload_type != 0) return;
    rtcp_.on_rtp(packet->header, network().now(), true);
    voice.hear(packet->payload);
  }

  Address server_;
  RtcpSession rtcp_{4242};
};

// A browser: checks every second, DTLS, SRTP.
class EmulatedBrowser final : public EmulatedDevice, public BrowserSide {
 public:
  EmulatedBrowser(NetworkEmulator& network, const Address& address, int hz)
      : EmulatedDevice(network, address, hz), BrowserSide({}) {
    listen();
    check_on();
  }

  // Another network: nothing comes at the old address any more.
  void move(const Address& address) {
    network().attach(this->address(), [](const auto&, const Address&) {});
    move_to(address);
    listen();
  }
  void send(const Bytes& bytes) override { network().send(address(), server(), bytes); }

 private:
  void listen() {
    network().attach(address(), [this](auto bytes, const Address&) { receive(std::move(bytes)); });
  }
  void check_on() {
    if (server().set()) send_check();
    network().at(network().now() + std::chrono::seconds(1), [this] { check_on(); });
  }
  void speak(const RtpHeader& header, const std::vector<std::uint8_t>& payload) override {
    if (connected()) send_rtp(header, payload);
  }
  void receive(Bytes bytes) {
    handle(bytes);
    const auto packet = classify(bytes) == PacketKind::rtp ? parse_rtp(bytes) : std::nullopt;
    if (packet && packet->header.payload_type == 0) voice.hear(packet->payload);
  }
};

}  // namespace ringback::media
