#include <benchmark/benchmark.h>

#include <array>

#include "media/mixer.hpp"
#include "media/sound/tone.hpp"

namespace ringback::media {
namespace {

struct Nobody final : StreamHost {
  SendBatch& outbox() override { return batch; }
  void forward(StreamId, const Frame& frame, TimePoint) override { bytes += frame.packet.payload.size(); }
  void share(unsigned, const Frame&) override {}
  void report(StreamId, StreamEvent) override {}
  void count_drop() override {}
  void wake_taps() override {}
  SendBatch batch;
  std::size_t bytes = 0;
};

constexpr unsigned speakers = 3;

// 20 ms of a conference in which three speak and the others send silence.
void tick(benchmark::State& state, Codec codec) {
  const auto members = static_cast<std::uint32_t>(state.range(0));
  Nobody host;
  Mixer mixer({0, 0, 1}, 7);
  for (std::uint32_t i = 1; i <= members; ++i) {
    mixer.sit(std::make_unique<MixerSeat>(StreamId{0, i, i}, codec, false));
  }
  const auto encoder = make_encoder(codec, {});
  ToneSource tone(1000);
  tone.start(Tone::beeps);
  std::array<std::int16_t, max_pcm_frame> sound;
  std::array<std::uint8_t, max_payload> spoken;
  std::array<std::uint8_t, max_payload> silent;
  const auto frame = std::span(sound).first(MixerSeat::samples);
  const auto silent_size = encoder->silence(silent);
  TimePoint now = TimePoint{} + std::chrono::hours(1);
  std::uint16_t sequence = 0;
  for (auto _ : state) {
    tone.fill(frame);
    const auto spoken_size = encoder->encode(frame, spoken);
    ++sequence;
    now += std::chrono::milliseconds(20);
    for (std::uint32_t i = 1; i <= members; ++i) {
      const bool speaks = i <= speakers;
      Frame heard{.from = {0, i, i}, .codec = codec};
      heard.packet = {{.sequence = sequence, .timestamp = sequence * clock_per_frame(codec), .ssrc = i},
                      speaks ? std::span(spoken).first(spoken_size) : std::span(silent).first(silent_size)};
      mixer.hear(heard, now);
    }
    mixer.tick(host, now);
  }
  benchmark::DoNotOptimize(host.bytes);
}

BENCHMARK_CAPTURE(tick, pcmu, Codec::pcmu)->Arg(10)->Arg(100)->Arg(1000)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(tick, opus, Codec::opus)->Arg(10)->Arg(100)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace ringback::media
