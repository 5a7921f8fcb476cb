#include "media/mixer.hpp"

#include <algorithm>
#include <tuple>

namespace ringback::media {
namespace {

// Announcements and beeps that sound at once; the oldest gives way.
constexpr std::size_t most_played = 16;

auto key(StreamId id) {
  return std::tuple(id.thread, id.slot, id.generation);
}

std::int16_t clipped(std::int32_t sample) {
  return static_cast<std::int16_t>(std::clamp(sample, -32768, 32767));
}

// One encoder serves both laws of G.711: streams turn one into the other byte by byte.
Codec mixed_codec(Codec codec) {
  return is_g711(codec) ? Codec::pcmu : codec;
}

}  // namespace

Mixer::Mixer(StreamId id, std::uint32_t ssrc) : id_(id), ssrc_(ssrc) {
  for (std::size_t i = 0; i < codec_count; ++i) shared_[i].encoder = make_encoder(static_cast<Codec>(i), {});
  played_.reserve(most_played + 1);
}

MixerSeat* Mixer::find(StreamId member) {
  const auto place =
      std::ranges::lower_bound(seats_, key(member), {}, [](const auto& seat) { return key(seat->member); });
  return place != seats_.end() && (*place)->member == member ? place->get() : nullptr;
}

void Mixer::sit(std::unique_ptr<MixerSeat> seat) {
  rise(seat->member);
  const auto place =
      std::ranges::lower_bound(seats_, key(seat->member), {}, [](const auto& each) { return key(each->member); });
  seats_.insert(place, std::move(seat));
}

void Mixer::rise(StreamId member) {
  std::erase_if(seats_, [member](const auto& seat) { return seat->member == member; });
}

void Mixer::set_muted(StreamId member, bool muted) {
  auto* seat = find(member);
  if (!seat) return;
  seat->muted = muted;
  if (muted) seat->hush();
}

void Mixer::coach(StreamId member, StreamId coached) {
  if (auto* seat = find(member)) seat->coached = coached;
}

void Mixer::play(Played played) {
  played_.push_back(std::move(played));
  if (played_.size() > most_played) played_.erase(played_.begin());
}

void Mixer::stop(std::uint32_t number) {
  std::erase_if(played_, [number](const auto& played) { return played.number == number; });
}

void Mixer::hear(const Frame& frame, TimePoint now) {
  if (auto* seat = find(frame.from)) seat->hear(frame, now);
}

void Mixer::tick(StreamHost& host, TimePoint now) {
  ++ticks_;
  for (auto& shared : shared_) shared.made = false;
  choose_speakers(host, now);
  add_up();
  add_played();
  if (tap_) write_tap(host);
  for (auto& seat : seats_) send(*seat, host, now);
}

void Mixer::choose_speakers(StreamHost& host, TimePoint now) {
  speakers_ = 0;
  for (auto& seat : seats_) {
    seat->chosen = false;
    if (seat->listen(now)) consider(*seat);
    if (const auto news = seat->news()) {
      host.report(id_, {.kind = *news ? StreamEvent::Kind::speaks : StreamEvent::Kind::quiet, .member = seat->member});
    }
  }
  for (std::size_t i = 0; i < speakers_; ++i) speaking_[i]->chosen = true;
}

// Among the loudest, by insertion.
void Mixer::consider(MixerSeat& seat) {
  std::size_t place = speakers_;
  while (place > 0 && speaking_[place - 1]->loudness() < seat.loudness()) --place;
  if (place == most_speakers) return;
  speakers_ = std::min(speakers_ + 1, most_speakers);
  std::copy_backward(speaking_.begin() + static_cast<std::ptrdiff_t>(place),
                     speaking_.begin() + static_cast<std::ptrdiff_t>(speakers_ - 1),
                     speaking_.begin() + static_cast<std::ptrdiff_t>(speakers_));
  speaking_[place] = &seat;
}

// Of those who are for all.
void Mixer::add_up() {
  sum_.fill(0);
  for (std::size_t i = 0; i < speakers_; ++i) {
    if (speaking_[i]->coached) continue;
    std::ranges::transform(sum_, speaking_[i]->sound(), sum_.begin(), std::plus<>());
  }
}

void Mixer::add_played() {
  std::erase_if(played_, [](const auto& played) { return !played.more; });
  playing_ = false;
  for (auto& played : played_) {
    played.more = played.source->fill(played.sound);
    if (played.only) continue;
    playing_ = true;
    std::ranges::transform(sum_, played.sound, sum_.begin(), std::plus<>());
  }
}

void Mixer::write_tap(StreamHost& host) {
  Sound first{};
  const auto* seat = find(tap_->first());
  if (seat && seat->chosen && !seat->coached) std::ranges::copy(seat->sound(), first.begin());
  Sound rest;
  std::ranges::transform(sum_, first, rest.begin(), [](std::int32_t all, int one) { return clipped(all - one); });
  if (!tap_->write(first, rest)) return tap_.reset();
  host.wake_taps();
}

bool Mixer::hears_its_own(const MixerSeat& seat) const {
  if (seat.chosen && !seat.coached) return true;
  const auto speaking = std::span(speaking_).first(speakers_);
  return std::ranges::any_of(speaking, [&](const auto* each) { return each->coached == seat.member; }) ||
         std::ranges::any_of(played_, [&](const auto& each) { return each.only == seat.member; });
}

void Mixer::send(MixerSeat& to, StreamHost& host, TimePoint now) {
  const auto codec = mixed_codec(to.codec);
  const auto payload = hears_its_own(to) ? own_sound(to) : shared_sound(codec);
  if (payload.empty()) return;
  Frame frame{.from = id_, .codec = codec};
  // Numbered alike for all, so that who falls silent goes on where it was.
  frame.packet = {
      {.sequence = static_cast<std::uint16_t>(ticks_), .timestamp = ticks_ * clock_per_frame(codec), .ssrc = ssrc_},
      payload};
  host.forward(to.member, frame, now);
}

std::span<const std::uint8_t> Mixer::shared_sound(Codec codec) {
  auto& shared = shared_[static_cast<std::size_t>(codec)];
  if (!shared.made) {
    Sound sound;
    std::ranges::transform(sum_, sound.begin(), clipped);
    shared.size = silent() ? shared.encoder->silence(shared.payload) : shared.encoder->encode(sound, shared.payload);
    shared.made = true;
  }
  return std::span(shared.payload).first(shared.size);
}

std::span<const std::uint8_t> Mixer::own_sound(MixerSeat& seat) {
  Sum sum = sum_;
  for (std::size_t i = 0; i < speakers_; ++i) {
    if (speaking_[i]->coached == seat.member) {
      std::ranges::transform(sum, speaking_[i]->sound(), sum.begin(), std::plus<>());
    }
  }
  for (const auto& played : played_) {
    if (played.only == seat.member) std::ranges::transform(sum, played.sound, sum.begin(), std::plus<>());
  }
  if (seat.chosen && !seat.coached) std::ranges::transform(sum, seat.sound(), sum.begin(), std::minus<>());
  Sound sound;
  std::ranges::transform(sum, sound.begin(), clipped);
  return std::span(own_payload_).first(seat.encoder->encode(sound, own_payload_));
}

}  // namespace ringback::media
