#include "media/mixer.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

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
  share(host);
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
  const bool own = hears_its_own(to);
  const bool elsewhere = to.member.thread != id_.thread;
  if (elsewhere && !own && to.member.thread < wanted_.size()) {
    wanted_[to.member.thread] |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(codec));
    return;
  }
  const auto payload = own ? own_sound(to) : shared_sound(codec);
  // An empty one tells a stream of another thread that what is shared is not for it.
  if (payload.empty() && !(own && elsewhere)) return;
  host.forward(to.member, frame_of(codec, payload), now);
}

// After all that is for one: streams pass over what is shared when they had a frame of their own. So the way to another
// thread carries as many frames as there are speakers, and one a codec.
void Mixer::share(StreamHost& host) {
  for (unsigned thread = 0; thread < wanted_.size(); ++thread) {
    const auto codecs = std::exchange(wanted_[thread], std::uint8_t{0});
    for (unsigned i = 0; codecs >> i != 0; ++i) {
      if ((codecs >> i & 1U) == 0) continue;
      const auto payload = shared_sound(static_cast<Codec>(i));
      if (!payload.empty()) host.share(thread, frame_of(static_cast<Codec>(i), payload));
    }
  }
}

// Numbered alike for all, so that who falls silent goes on where it was.
Frame Mixer::frame_of(Codec codec, std::span<const std::uint8_t> payload) const {
  Frame frame{.from = id_, .codec = codec};
  frame.packet = {
      {.sequence = static_cast<std::uint16_t>(ticks_), .timestamp = ticks_ * clock_per_frame(codec), .ssrc = ssrc_},
      payload};
  return frame;
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
