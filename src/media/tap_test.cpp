#include <atomic>

#include "media/engine_fixture.hpp"
#include "media/stream_fixture.hpp"
#include "media/tap_thread.hpp"

namespace ringback::media {
namespace {

// What a tap wrote, read on the test's thread.
struct TapTest : StreamTest {
  TapTest() { stream->tap(std::make_unique<TapFeed>(ring)); }
  std::vector<TapBlock> read() {
    std::vector<TapBlock> blocks;
    for (; const auto* block = ring->blocks.front(); ring->blocks.pop()) blocks.push_back(*block);
    return blocks;
  }
  static std::vector<std::uint8_t> loud() { return std::vector<std::uint8_t>(160, 0x80); }
  void say(std::uint16_t sequence) {
    receive({.payload_type = 0, .sequence = sequence, .timestamp = sequence * 160U, .ssrc = 9}, loud());
  }
  void pass(std::uint16_t sequence) {
    const auto sound = loud();
    Frame frame{.from = peer, .codec = Codec::pcmu};
    frame.packet = {{.sequence = sequence, .timestamp = sequence * 160U, .ssrc = 5}, sound};
    stream->relay(frame, now);
  }
  static bool silent(std::span<const std::int16_t> sound) {
    return std::ranges::all_of(sound, [](int sample) { return std::abs(sample) < 200; });
  }
  static std::size_t loud_blocks(const std::vector<TapBlock>& blocks, auto side) {
    return static_cast<std::size_t>(
        std::ranges::count_if(blocks, [&](const TapBlock& block) { return !silent(block.*side); }));
  }

  std::shared_ptr<TapRing> ring = std::make_shared<TapRing>(std::make_shared<WakeupFd>());
};

TEST_F(TapTest, HasABlockForEveryTickWhetherThereIsSoundOrNot) {
  tick(10);
  agree();
  tick(10);
  const auto blocks = read();
  ASSERT_EQ(blocks.size(), 20U);
  EXPECT_EQ(loud_blocks(blocks, &TapBlock::heard), 0U);
  EXPECT_FALSE(blocks.back().came);
  EXPECT_EQ(host.taps_woken, 20);
}

TEST_F(TapTest, HearsWhatThePeerSays) {
  agree();
  for (std::uint16_t i = 0; i < 50; ++i) {
    say(i);
    tick();
  }
  const auto blocks = read();
  EXPECT_GT(loud_blocks(blocks, &TapBlock::heard), 40U);
  EXPECT_EQ(loud_blocks(blocks, &TapBlock::sent), 0U);
  EXPECT_TRUE(blocks.back().came);
}

TEST_F(TapTest, HearsWhatABridgePassesOnUndecoded) {
  agree();
  stream->bridge(peer);
  for (std::uint16_t i = 0; i < 50; ++i) {
    pass(i);
    tick();
  }
  const auto blocks = read();
  EXPECT_GT(loud_blocks(blocks, &TapBlock::sent), 40U);
  EXPECT_EQ(loud_blocks(blocks, &TapBlock::heard), 0U);
}

TEST_F(TapTest, HearsWhatIsMadeHereAtAnyRate) {
  for (const auto codec : {Codec::pcmu, Codec::g722, Codec::opus}) {
    agree({.codec = codec});
    stream->play(Tone::beeps);
    tick(15);  // a beep
    const auto blocks = read();
    EXPECT_GE(loud_blocks(blocks, &TapBlock::sent), 14U) << traits(codec).name;
  }
}

TEST_F(TapTest, KeepsItsTimeWhereAPacketIsLost) {
  agree();
  for (std::uint16_t i = 0; i < 100; ++i) {
    if (i % 10 != 5) say(i);
    tick();
  }
  const auto blocks = read();
  EXPECT_EQ(blocks.size(), 100U);
  EXPECT_GT(loud_blocks(blocks, &TapBlock::heard), 85U);
}

TEST_F(TapTest, KeepsItsTimeWhileThePeerIsOnHold) {
  agree();
  stream->bridge(peer);
  agree({.may_send = false, .may_receive = false});
  for (std::uint16_t i = 0; i < 50; ++i) {
    say(i);
    pass(i);
    tick();
  }
  const auto blocks = read();
  EXPECT_EQ(blocks.size(), 50U);
  EXPECT_EQ(loud_blocks(blocks, &TapBlock::heard), 0U);
  EXPECT_EQ(loud_blocks(blocks, &TapBlock::sent), 0U);
}

TEST_F(TapTest, MakesUpForTurnsThatCameLate) {
  tick(5);
  now += std::chrono::milliseconds(60);  // three turns were missed
  tick();
  EXPECT_EQ(read().size(), 9U);
  now += std::chrono::seconds(10);
  tick();
  const auto blocks = read();
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].lost, 500U);
}

TEST_F(TapTest, CountsWhatASlowReaderMisses) {
  tick(300);
  EXPECT_EQ(read().size(), TapRing::capacity);
  tick();
  const auto blocks = read();
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].lost, 300 - TapRing::capacity);
}

TEST_F(TapTest, EndsWhenNobodyWantsItAndWithItsStream) {
  ring->unwanted = true;
  tick();
  EXPECT_TRUE(ring->ended);
  auto other = std::make_shared<TapRing>(std::make_shared<WakeupFd>());
  stream->tap(std::make_unique<TapFeed>(other));
  stream.reset();
  EXPECT_TRUE(other->ended);
}

struct CountingSink final : TapSink {
  void on_sound(const TapBlock& block) override {
    blocks += 1;
    lost += block.lost;
  }
  void on_end() override { ended = true; }
  std::atomic<int> blocks{0};
  std::atomic<std::uint32_t> lost{0};
  std::atomic<bool> ended{false};
};

TEST(TapThread, BringsEveryBlockBeforeTheEnd) {
  const auto sink = std::make_shared<CountingSink>();
  {
    TapThread thread;
    TapFeed feed(thread.open(sink));
    auto now = TimePoint{} + std::chrono::hours(1);
    for (int i = 0; i < 100; ++i, now += std::chrono::milliseconds(20)) {
      feed.tick(now);
      thread.wakeup().notify();
    }
  }
  EXPECT_EQ(sink->blocks, 100);
  EXPECT_EQ(sink->lost, 0U);
  EXPECT_TRUE(sink->ended);
}

struct TappedEngine : EngineFixture {};

TEST_F(TappedEngine, TapsASessionUntilEitherOfThemEnds) {
  const auto engine = start(1);
  ASSERT_TRUE(engine);
  const auto first = std::make_shared<CountingSink>();
  const auto second = std::make_shared<CountingSink>();
  auto made = engine->make_session({});
  auto session = std::move(*made);
  auto tap = session->tap(first);
  const auto other = session->tap(second);
  EXPECT_TRUE(run_until([&] { return first->blocks >= 3 && second->blocks >= 3; }));
  tap.reset();
  EXPECT_TRUE(run_until([&] { return first->ended.load(); }));
  EXPECT_FALSE(second->ended);
  session.reset();
  EXPECT_TRUE(run_until([&] { return second->ended.load(); }));
}

}  // namespace
}  // namespace ringback::media
