#pragma once

#include <optional>
#include <vector>

#include "base/deadlines.hpp"
#include "speech/speech_to_text.hpp"

namespace ringback::speech {

// For tests of the rooms above: understands what a test tells it to, when it tells it.
struct FakeRecognizer final : SpeechToText {
  explicit FakeRecognizer(Deadlines& time) : deadlines(time) {}

  Deadlines& deadlines;
  std::vector<Request> asked;
  std::optional<Result<Transcript>> answer;
  Wakeup answered;

  void understands(const std::string& text, double confidence) { answers(Transcript{text, confidence}); }
  void answers(Result<Transcript> result) {
    answer = std::move(result);
    answered.notify();
  }
  Task<Result<Transcript>> recognize(Request request) override {
    asked.push_back(std::move(request));
    co_await answered.wait_until(deadlines, TimePoint::max());
    co_return *std::exchange(answer, std::nullopt);
  }
};

}  // namespace ringback::speech
