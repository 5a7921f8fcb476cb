#include "speech/flite.hpp"

#include <flite/flite.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "base/deadlines.hpp"
#include "speech/plain_text.hpp"
#include "speech/voices.hpp"

extern "C" {
cst_voice* register_cmu_us_awb(const char*);
cst_voice* register_cmu_us_kal(const char*);
cst_voice* register_cmu_us_kal16(const char*);
cst_voice* register_cmu_us_rms(const char*);
cst_voice* register_cmu_us_slt(const char*);
}

namespace ringback::speech {
namespace {

// What flite is given at once. It bounds the time of one step, between which a hang-up is noticed.
constexpr std::size_t max_sentence_bytes = 300;

// What a voice is like, times `factor` while this lives.
class Feature {
 public:
  Feature(cst_voice& voice, const char* name, float factor)
      : features_(voice.features), name_(name), own_(get_param_float(features_, name, 1.0F)) {
    feat_set_float(features_, name_, own_ * factor);
  }
  ~Feature() { feat_set_float(features_, name_, own_); }
  Feature(const Feature&) = delete;
  Feature& operator=(const Feature&) = delete;

 private:
  cst_features* features_;
  const char* name_;
  float own_;
};

struct DeleteWave {
  void operator()(cst_wave* wave) const { delete_wave(wave); }
};
using Wave = std::unique_ptr<cst_wave, DeleteWave>;

// In the order of the enum. Made when first used and kept: they are a part of the libraries.
cst_voice* open_voice(Voice voice) {
  static const std::array open = {register_cmu_us_awb, register_cmu_us_kal, register_cmu_us_kal16, register_cmu_us_rms,
                                  register_cmu_us_slt};
  [[maybe_unused]] static const int ready = flite_init();
  return open.at(static_cast<std::size_t>(voice))(nullptr);
}

// One utterance on its way to sound. Only on flite's thread.
class Synthesis {
 public:
  Synthesis(Voice voice, const Options& options)
      : voice_(open_voice(voice)), rate_(voice == Voice::kal ? 8000 : 16000), options_(options) {
    clip_->sample_rate = rate_;
  }

  void say(const std::string& sentence, const Prosody& prosody) {
    const Feature slowness(*voice_, "duration_stretch", 100 / static_cast<float>(prosody.rate));
    const Feature pitch(*voice_, "f0_shift", 1 + static_cast<float>(prosody.pitch) / 100);
    const Wave wave(flite_text_to_wave(sentence.c_str(), voice_));
    if (!wave || wave->sample_rate != rate_ || wave->num_samples <= 0) return;
    const std::size_t fits = std::min(room(), static_cast<std::size_t>(wave->num_samples));
    clip_->samples.insert(clip_->samples.end(), wave->samples, wave->samples + fits);
    if (prosody.volume != 0) amplify(fits, prosody.volume);
  }
  void pause(std::chrono::milliseconds length) {
    const auto samples = static_cast<std::size_t>(length.count() * rate_ / 1000);
    clip_->samples.resize(clip_->samples.size() + std::min(room(), samples));
  }
  bool full() const { return room() == 0; }
  SharedClip take() { return std::move(clip_); }

 private:
  // The last `count` samples.
  void amplify(std::size_t count, int decibels) {
    const double factor = std::pow(10, decibels / 20.0);
    for (auto at = clip_->samples.end() - static_cast<std::ptrdiff_t>(count); at != clip_->samples.end(); ++at) {
      *at = static_cast<std::int16_t>(std::clamp(*at * factor, -32768.0, 32767.0));
    }
  }
  std::size_t room() const {
    return static_cast<std::size_t>(options_.max_length.count() * rate_) - clip_->samples.size();
  }

  cst_voice* voice_;
  int rate_;
  const Options& options_;
  std::shared_ptr<Clip> clip_ = std::make_shared<Clip>();
};

struct Order {
  std::vector<Piece> pieces;  // readable
  Voice voice;
  TimePoint limit;
};

Result<SharedClip> speak(const Order& order, const Options& options, const std::stop_token& stop) {
  Synthesis synthesis(order.voice, options);
  for (const Piece& piece : order.pieces) {
    for (const auto& sentence : split_sentences(piece.text, max_sentence_bytes)) {
      if (stop.stop_requested()) return Error{20503, "nobody waits for the speech"};
      if (monotonic_now() > order.limit) return Error{20503, "speech took too long to make"};
      if (is_sayable(sentence)) synthesis.say(sentence, piece.prosody);
      if (synthesis.full()) return synthesis.take();
    }
    synthesis.pause(piece.pause);
  }
  return synthesis.take();
}

// What of it can be said. Fails if it is nothing, or too much.
Result<std::vector<Piece>> readable(const std::vector<Piece>& pieces, std::size_t max_bytes) {
  std::vector<Piece> out;
  std::size_t bytes = 0;
  bool sayable = false;
  for (const Piece& piece : pieces) {
    out.push_back({.text = to_readable(piece.text), .pause = piece.pause, .prosody = piece.prosody});
    bytes += out.back().text.size();
    sayable = sayable || is_sayable(out.back().text);
  }
  if (!sayable) return Error{13520, "the text has nothing that an installed voice can say"};
  if (bytes > max_bytes) return Error{13521, "the text is longer than " + std::to_string(max_bytes) + " characters"};
  return out;
}

}  // namespace

Flite::Flite(Options options) : options_(std::move(options)), workers_(1, options_.max_waiting) {}

Task<Result<Spoken>> Flite::say(Utterance utterance) {
  auto pieces = readable(utterance.pieces, options_.max_text_bytes);
  if (!pieces) co_return pieces.error();
  Choice choice = choose_voice(utterance.voice, utterance.language, options_.default_voice);
  Order order{std::move(*pieces), choice.voice, monotonic_now() + options_.max_time};
  std::function<Result<SharedClip>(std::stop_token)> work = [order = std::move(order),
                                                             options = options_](const std::stop_token& stop) {
    return speak(order, options, stop);
  };
  auto clip = co_await workers_.run<SharedClip>(std::move(work));
  if (!clip) co_return clip.error();
  co_return Spoken{std::move(*clip), std::move(choice.warnings)};
}

}  // namespace ringback::speech
