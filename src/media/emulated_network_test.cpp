#include <gtest/gtest.h>

#include "media/emulated_peers.hpp"
#include "media/emulated_thread.hpp"

namespace ringback::media {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int phone_hz = 600;
constexpr int browser_hz = 1000;
constexpr int stranger_hz = 1500;

Address address(const char* ip, std::uint16_t port) {
  return *Address::parse(ip, port);
}

// A phone behind a NAT and a browser in a call, over a network that a test spoils.
struct EmulatedNetworkTest : testing::Test {
  EmulatedNetworkTest() {
    network.bind_nat(phone_inside, phone_outside);
    network.bind_nat(phone_inside.with_port(4001), phone_outside.with_port(61001));
    for (auto* voice : {&phone.voice, &browser.voice}) {
      for (const int hz : {phone_hz, browser_hz, stranger_hz}) voice->listen_for(hz);
    }
  }
  void connect() {
    phone.apply(thread.answer(phone_leg, phone.offer()));
    browser.apply(thread.answer(browser_leg, browser.offer()));
    EmulatedThread::bridge(phone_leg, browser_leg);
    network.run_for(seconds(5));
    ASSERT_TRUE(browser.connected());
    forget();
  }
  void forget() {
    for (auto* voice : {&phone.voice, &browser.voice}) {
      for (const int hz : {phone_hz, browser_hz, stranger_hz}) voice->heard(hz);
    }
  }
  // Each hears the other's beeps within `length`, and nobody else's.
  void expect_talk(Duration length) {
    forget();
    network.run_for(length);
    EXPECT_GT(phone.voice.heard(browser_hz), 0);
    EXPECT_GT(browser.voice.heard(phone_hz), 0);
    EXPECT_EQ(phone.voice.heard(stranger_hz), 0);
    EXPECT_EQ(browser.voice.heard(stranger_hz), 0);
  }
  // A beep of a stranger's in place of the phone's next packets.
  void inject(const Address& from, const Address& to) {
    EmulatedVoice voice(stranger_hz);
    for (std::uint16_t i = 0; i < 40; ++i) {
      RtpHeader header = phone.last();
      header.sequence = static_cast<std::uint16_t>(header.sequence + i);
      header.timestamp += i * samples_per_frame;
      network.at(
          network.now() + milliseconds(20 * i),
          [this, from, to, bytes = EmulatedPhone::packet(header, voice.speak())] { network.send(from, to, bytes); });
    }
  }

  const Address phone_inside = address("10.0.0.7", 4000);
  const Address phone_outside = address("198.51.100.9", 61000);
  NetworkEmulator network{7};
  EmulatedThread thread{network};
  EmulatedPhone phone{network, phone_inside, phone_hz};
  EmulatedBrowser browser{network, address("203.0.113.5", 50000), browser_hz};
  EmulatedThread::Leg& phone_leg = thread.make_phone_leg(address("198.51.100.9", 5060));
  EmulatedThread::Leg& browser_leg = thread.make_browser_leg();
};

TEST_F(EmulatedNetworkTest, PhoneAndBrowserTalkThroughLossJitterAndDuplicates) {
  connect();
  const NetworkEmulator::Weather weathers[] = {{.loss = 0.05, .delay = milliseconds(50)},
                                               {.loss = 0.20, .delay = milliseconds(50)},
                                               {.delay = milliseconds(50), .jitter = milliseconds(15)},
                                               {.duplicate = 0.3, .delay = milliseconds(50)},
                                               {.loss = 0.05, .duplicate = 0.05, .jitter = milliseconds(15)}};
  for (const auto& weather : weathers) {
    network.set_weather(weather);
    expect_talk(seconds(10));
  }
}

// The phone's sound goes through the jitter buffer and two codecs to a second phone, whose own network is good.
TEST_F(EmulatedNetworkTest, ConvertedSoundSurvivesLossAndJitter) {
  auto& far_leg = thread.make_phone_leg(address("127.0.0.1", 5060), {Codec::g722});
  auto& mirror_leg = thread.make_phone_leg(address("127.0.0.1", 5060), {Codec::g722});
  phone.apply(thread.answer(phone_leg, phone.offer()));
  thread.accept(far_leg, thread.answer(mirror_leg, EmulatedThread::offer(far_leg)));
  EmulatedThread::bridge(phone_leg, far_leg);
  for (const auto& weather : {NetworkEmulator::Weather{.loss = 0.05, .jitter = milliseconds(40)},
                              NetworkEmulator::Weather{.loss = 0.20, .jitter = milliseconds(40)}}) {
    network.set_weather_of(phone_outside, weather);
    mirror_leg.stream->listen_for(phone_hz);
    mirror_leg.heard = 0;
    network.run_for(seconds(10));
    EXPECT_EQ(mirror_leg.heard, 1);
  }
}

TEST_F(EmulatedNetworkTest, ANatThatBindsAnewIsFollowed) {
  connect();
  network.bind_nat(phone_inside, phone_outside.with_port(62222));
  network.run_for(seconds(1));
  expect_talk(seconds(3));
}

TEST_F(EmulatedNetworkTest, ABrowserThatMovesIsFollowed) {
  connect();
  browser.move(address("192.0.2.200", 51111));
  network.run_for(seconds(2));  // its next check
  expect_talk(seconds(3));
}

TEST_F(EmulatedNetworkTest, RtpFromAForeignAddressIsNeverHeard) {
  connect();
  const auto port = browser.server();
  for (const auto& from :
       {address("192.0.2.66", 4000), address("198.51.100.10", 61000), address("203.0.113.5", 50001)}) {
    inject(from, phone.server());
    inject(from, port);
    const int dropped = thread.dropped();
    expect_talk(seconds(3));
    EXPECT_GE(thread.dropped(), dropped + 80);
  }
}

TEST_F(EmulatedNetworkTest, NorIsItHeardWhileThePhoneIsSilent) {
  connect();
  phone.silent = true;
  network.run_for(seconds(2));
  inject(address("192.0.2.66", 4000), phone.server());
  network.run_for(seconds(2));
  EXPECT_EQ(browser.voice.heard(stranger_hz), 0);
  phone.silent = false;
  expect_talk(seconds(3));
}

TEST_F(EmulatedNetworkTest, AClientHelloFromAForeignAddressNeverBlocksACall) {
  const auto stranger = address("192.0.2.66", 4000);
  const auto server_identity = DtlsIdentity::create().value();
  DtlsAssociation attack(server_identity, server_identity.fingerprint(), DtlsAssociation::Role::client);
  attack.start();
  const auto flight = attack.take_outgoing();
  ASSERT_FALSE(flight.empty());
  browser.apply(thread.answer(browser_leg, browser.offer()));
  const auto port = browser.server();
  for (int i = 0; i < 500; ++i) {
    network.at(network.now() + milliseconds(10 * i), [this, stranger, port, &flight] {
      for (const auto& datagram : flight) network.send(stranger, port, datagram);
    });
  }
  connect();
  EXPECT_GE(thread.dropped(), 400);
  expect_talk(seconds(3));
}

TEST_F(EmulatedNetworkTest, TheFiguresOfACallAreThoseOfItsNetwork) {
  connect();
  network.set_weather({.loss = 0.05, .delay = milliseconds(60)});
  network.run_for(minutes(1));
  const auto quality = phone_leg.measured();
  const auto expected = static_cast<double>(quality.received.packets + quality.received.lost);
  EXPECT_NEAR(static_cast<double>(quality.received.lost) / expected, 0.05, 0.015);
  // The bridge passes on what the browser's leg lost: ten percent in all.
  EXPECT_TRUE(quality.sent.reported);
  EXPECT_NEAR(static_cast<double>(quality.sent.lost) / static_cast<double>(quality.sent.packets), 0.1, 0.02);
  EXPECT_NEAR(quality.round_trip_ms, 120, 2);
  EXPECT_NEAR(quality.received.mos, 3.95, 0.1);
  EXPECT_LT(quality.sent.mos, quality.received.mos);
  EXPECT_NEAR(phone.measured().round_trip_ms, 120, 2);
}

TEST_F(EmulatedNetworkTest, ASilentPhoneIsLostAfterAMinute) {
  connect();
  phone.silent = true;
  network.run_for(seconds(59));
  EXPECT_FALSE(phone_leg.lost(network.now()));
  network.run_for(seconds(3));
  EXPECT_TRUE(phone_leg.lost(network.now()));
  EXPECT_FALSE(browser_leg.lost(network.now()));
}

TEST_F(EmulatedNetworkTest, ABrowserWithoutANetworkIsLostAfterHalfAMinute) {
  connect();
  network.set_weather({.loss = 1});
  network.run_for(seconds(29));
  EXPECT_FALSE(browser_leg.lost(network.now()));
  network.run_for(seconds(3));
  EXPECT_TRUE(browser_leg.lost(network.now()));
}

}  // namespace
}  // namespace ringback::media
