#pragma once

#include <functional>
#include <string_view>

#include "base/workers.hpp"
#include "http/client.hpp"
#include "speech/options.hpp"
#include "speech/speech_to_text.hpp"

namespace ringback::speech {

// An engine behind a URL: it gets the sound as a WAV file and answers with JSON (docs/speech.md).
class HttpRecognizer final : public SpeechToText {
 public:
  using Fetch = std::function<Task<http::FetchResult>(http::FetchRequest)>;

  HttpRecognizer(Fetch fetch, RecognitionOptions options);

  Task<Result<Transcript>> recognize(Request request) override;

 private:
  const Fetch fetch_;
  const RecognitionOptions options_;
  Workers workers_;  // each waits for one caller to end
};

// `{"transcript": "…", "confidence": 0.9}`; what else is in it is not read. Fails with 13340.
Result<Transcript> parse_transcript(std::string_view json);

}  // namespace ringback::speech
