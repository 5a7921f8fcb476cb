#include "speech/sphinx_decoder.hpp"

#include <pocketsphinx.h>
#include <sphinxbase/jsgf.h>

#include <string_view>
#include <utility>

namespace ringback::speech {
namespace {

constexpr auto grammar_search = "grammar";
constexpr auto dictation_search = "dictation";

// ps_set_jsgf_string does the same, and forgets the grammar.
struct Free {
  void operator()(jsgf_t* grammar) const { jsgf_grammar_free(grammar); }
  void operator()(fsg_model_t* model) const { fsg_model_free(model); }
};

// `<s>`, `<sil>`, `[NOISE]`: what is no word.
bool is_word(std::string_view text) {
  return !text.starts_with('<') && !text.starts_with('[') && !text.starts_with("++");
}

}  // namespace

Result<std::unique_ptr<SphinxDecoder>> SphinxDecoder::open(const std::string& model_dir) {
  const std::string sounds = model_dir + "/en-us";
  const std::string dictionary = model_dir + "/cmudict-en-us.dict";
  cmd_ln_t* settings =
      cmd_ln_init(nullptr, ps_args(), TRUE, "-hmm", sounds.c_str(), "-dict", dictionary.c_str(), "-samprate", "16000",
                  "-beam", "1e-80", "-wbeam", "1e-60", "-pbeam", "1e-80", "-logfn", "/dev/null", nullptr);
  ps_decoder_t* decoder = settings ? ps_init(settings) : nullptr;
  if (settings) cmd_ln_free_r(settings);
  if (!decoder) return Error{13340, "speech recognition: no model in " + model_dir};
  return std::unique_ptr<SphinxDecoder>(new SphinxDecoder(decoder, model_dir));
}

SphinxDecoder::SphinxDecoder(ps_decoder_s* decoder, std::string model_dir)
    : decoder_(decoder), model_dir_(std::move(model_dir)) {}

SphinxDecoder::~SphinxDecoder() {
  ps_free(decoder_);
}

bool SphinxDecoder::knows(const std::string& word) const {
  char* sounds = ps_lookup_word(decoder_, word.c_str());
  ckd_free(sounds);
  return sounds != nullptr;
}

bool SphinxDecoder::expect_grammar(const std::string& jsgf) {
  const std::unique_ptr<jsgf_t, Free> grammar(jsgf_parse_string(jsgf.c_str(), nullptr));
  auto* rule = grammar ? jsgf_get_public_rule(grammar.get()) : nullptr;
  if (!rule) return false;
  const auto weight = static_cast<float>(cmd_ln_float_r(ps_get_config(decoder_), "-lw"));
  const std::unique_ptr<fsg_model_t, Free> model(jsgf_build_fsg(grammar.get(), rule, ps_get_logmath(decoder_), weight));
  return model && ps_set_fsg(decoder_, grammar_search, model.get()) == 0 &&
         ps_set_search(decoder_, grammar_search) == 0;
}

bool SphinxDecoder::expect_anything() {
  const std::string words = model_dir_ + "/en-us.lm.bin";
  if (!dictates_) dictates_ = ps_set_lm_file(decoder_, dictation_search, words.c_str()) == 0;
  return dictates_ && ps_set_search(decoder_, dictation_search) == 0;
}

void SphinxDecoder::begin() {
  ps_start_utt(decoder_);
}

void SphinxDecoder::hear(std::span<const std::int16_t> sound) {
  ps_process_raw(decoder_, sound.data(), sound.size(), FALSE, FALSE);
}

void SphinxDecoder::end() {
  ps_end_utt(decoder_);
}

std::string SphinxDecoder::heard() const {
  int score = 0;
  const char* text = ps_get_hyp(decoder_, &score);
  return text ? text : "";
}

double SphinxDecoder::confidence() const {
  double sum = 0;
  int words = 0;
  for (ps_seg_t* word = ps_seg_iter(decoder_); word; word = ps_seg_next(word)) {
    if (!is_word(ps_seg_word(word))) continue;
    int acoustic = 0;
    int language = 0;
    int back = 0;
    sum += logmath_exp(ps_get_logmath(decoder_), ps_seg_prob(word, &acoustic, &language, &back));
    ++words;
  }
  return words == 0 ? 0 : sum / words;
}

}  // namespace ringback::speech
