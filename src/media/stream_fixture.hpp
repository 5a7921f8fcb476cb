#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "media/sound/g711.hpp"
#include "media/stream.hpp"

namespace ringback::media {

// A wire that keeps what is sealed and lets pass what is asked to.
struct FakeTransport final : PacketTransport {
  void agree(const Agreement&, TimePoint) override { agreed = true; }
  std::span<std::uint8_t> open(std::span<std::uint8_t> datagram, const Path&, TimePoint) override {
    return trusting ? datagram : std::span<std::uint8_t>();
  }
  void on_valid(const Path&, TimePoint) override { ++valid; }
  void on_control(const Path&, TimePoint) override {}
  const Path* route() const override { return &path; }
  std::size_t seal(PacketKind kind, std::span<std::uint8_t, max_datagram> buffer, std::size_t size) override {
    (kind == PacketKind::rtp ? sent : reports_sent).emplace_back(buffer.begin(), buffer.begin() + size);
    return 0;  // nothing goes to a socket
  }
  bool ready() const override { return agreed; }
  const Path* control_route() const override { return wants_reports ? &path : nullptr; }
  void expect_media(TimePoint) override {}
  bool lost(TimePoint) const override { return false; }

  Path path;
  bool agreed = false;
  bool trusting = true;
  bool wants_reports = false;
  int valid = 0;
  std::vector<std::vector<std::uint8_t>> sent, reports_sent;
};

struct FakeHost final : StreamHost {
  SendBatch& outbox() override { return batch; }
  void forward(StreamId to, const Frame& frame, TimePoint) override {
    targets.push_back(to);
    codecs.push_back(frame.codec);
    events += frame.event ? 1 : 0;
  }
  void share(unsigned, const Frame&) override {}
  void report(StreamId, StreamEvent event) override {
    reported.push_back(event.kind);
    if (event.kind == StreamEvent::Kind::digit) digits += event.digit;
  }
  void count_drop() override { ++dropped; }
  void wake_taps() override { ++taps_woken; }
  SendBatch batch;
  std::vector<StreamId> targets;
  std::vector<Codec> codecs;
  std::vector<StreamEvent::Kind> reported;
  std::string digits;
  int events = 0;
  int dropped = 0;
  int taps_woken = 0;
};

// A stream whose wire, other streams and clock are the test's.
struct StreamTest : testing::Test {
  static constexpr StreamId own{0, 1, 1};
  static constexpr StreamId peer{0, 2, 2};

  StreamTest() { renew(); }
  // Another stream instead.
  void renew() {
    auto made = std::make_unique<FakeTransport>();
    wire = made.get();
    stream = std::make_unique<Stream>(Stream::Parts{own, std::move(made), 1000, {77, 99, 5000}, quality});
    stream->attach(host);
  }
  void agree(Agreement agreement = {}) {
    agreement.send_event_type = agreement.receive_event_type = 101;
    stream->agree(agreement, make_encoder(agreement.codec, agreement.encoder), now);
  }
  void receive(RtpHeader header, std::vector<std::uint8_t> payload) {
    std::vector<std::uint8_t> bytes(rtp_header_size);
    write_rtp_header(header, std::span<std::uint8_t, rtp_header_size>(bytes));
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    Datagram datagram{bytes, *Address::parse("192.0.2.7", 4000)};
    stream->receive(datagram, 3, now);
  }
  void relay(std::uint16_t sequence, Codec codec = Codec::pcmu) {
    const std::vector<std::uint8_t> sound(160, silent_byte(codec));
    Frame frame{.from = peer, .codec = codec};
    frame.packet = {{.sequence = sequence, .timestamp = sequence * 160U, .ssrc = 5}, sound};
    stream->relay(frame, now);
  }
  void tick(int times = 1) {
    for (; times > 0; --times) {
      now += std::chrono::milliseconds(20);
      stream->tick(now);
    }
  }
  RtpPacket last() const { return *parse_rtp(wire->sent.back()); }

  TimePoint now = TimePoint{} + std::chrono::hours(1);
  std::shared_ptr<QualityBoard> quality = std::make_shared<QualityBoard>();
  FakeHost host;
  FakeTransport* wire;
  std::unique_ptr<Stream> stream;
};

}  // namespace ringback::media
