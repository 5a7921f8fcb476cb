#include "speech/http_recognizer.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "speech/wav.hpp"

namespace ringback::speech {
namespace {

constexpr std::size_t max_hint_bytes = 4096;  // of a URL
constexpr std::size_t max_answer_bytes = 64 * 1024;
constexpr std::size_t max_transcript_bytes = 8192;

Error failed(const std::string& why) {
  return {13340, "speech recognition: " + why};
}

Result<std::string> collect(SoundStream& sound, const std::stop_token& stop) {
  std::vector<std::int16_t> samples;
  while (const auto more = sound.read(stop)) samples.insert(samples.end(), more->begin(), more->end());
  return to_wav(samples, SoundStream::rate);
}

std::string join(const std::vector<std::string>& hints) {
  std::string out;
  for (const std::string& hint : hints) {
    if (out.size() + hint.size() >= max_hint_bytes) break;
    out += (out.empty() ? "" : ",") + hint;
  }
  return out;
}

std::string with_query(const std::string& url, const SpeechToText::Request& request) {
  const std::string query = form_encode({{"language", request.language},
                                         {"hints", join(request.hints)},
                                         {"profanityFilter", request.profanity_filter.value_or(true) ? "true" : "false"}});
  return url + (url.find('?') == std::string::npos ? '?' : '&') + query;
}

}  // namespace

HttpRecognizer::HttpRecognizer(Fetch fetch, RecognitionOptions options)
    : fetch_(std::move(fetch)),
      options_(std::move(options)),
      workers_(static_cast<unsigned>(options_.max_at_once), options_.max_at_once) {}

Task<Result<Transcript>> HttpRecognizer::recognize(Request request) {
  const Caller caller(*this);
  std::function<Result<std::string>(std::stop_token)> work = [sound = request.sound](const std::stop_token& stop) {
    return collect(*sound, stop);
  };
  auto wav = co_await workers_.run<std::string>(std::move(work));
  if (!wav) co_return wav.error();
  http::FetchRequest post{.method = "POST", .url = with_query(options_.url, request)};
  post.headers = {{"Content-Type", "audio/wav"}, {"Accept", "application/json"}};
  post.body = std::move(*wav);
  post.total_timeout = options_.max_time;
  post.max_body_bytes = max_answer_bytes;
  const auto answer = co_await fetch_(std::move(post));
  if (answer.failure != http::FetchFailure::none) co_return failed(answer.detail);
  if (answer.status != 200) co_return failed("HTTP status " + std::to_string(answer.status));
  co_return parse_transcript(answer.body);
}

Result<Transcript> parse_transcript(std::string_view json) {
  boost::system::error_code error;
  const auto value = boost::json::parse(boost::json::string_view(json.data(), json.size()), error);
  if (error || !value.is_object()) return failed("the answer is no JSON object");
  const auto* text = value.as_object().if_contains("transcript");
  if (!text || !text->is_string()) return failed("the answer has no transcript");
  if (text->as_string().size() > max_transcript_bytes) return failed("the transcript is longer than 8 kB");
  const auto* confidence = value.as_object().if_contains("confidence");
  Transcript out{.text = std::string(trim({text->as_string().data(), text->as_string().size()}))};
  if (confidence && confidence->is_number()) out.confidence = std::clamp(confidence->to_number<double>(), 0.0, 1.0);
  return out;
}

}  // namespace ringback::speech
