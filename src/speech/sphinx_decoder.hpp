#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/result.hpp"

struct ps_decoder_s;

namespace ringback::speech {

// pocketsphinx with its English model: one utterance at a time, at 16 kHz. About 50 MB, and 70 MB more once it has
// taken dictation. One thread.
class SphinxDecoder {
 public:
  // Takes a third of a second. Fails with 13340.
  static Result<std::unique_ptr<SphinxDecoder>> open(const std::string& model_dir);
  ~SphinxDecoder();
  SphinxDecoder(const SphinxDecoder&) = delete;
  SphinxDecoder& operator=(const SphinxDecoder&) = delete;

  bool knows(const std::string& word) const;
  // What the next utterance may be: a sentence of a grammar, or anything (the first time takes a second). False if
  // that can't be had.
  bool expect_grammar(const std::string& jsgf);
  bool expect_anything();

  void begin();
  void hear(std::span<const std::int16_t> sound);
  void end();
  // So far, or in all. Empty: nothing.
  std::string heard() const;
  // The mean of the words' probabilities, 0 to 1. After `end`.
  double confidence() const;

 private:
  SphinxDecoder(ps_decoder_s* decoder, std::string model_dir);

  ps_decoder_s* decoder_;
  std::string model_dir_;
  bool dictates_ = false;
};

}  // namespace ringback::speech
