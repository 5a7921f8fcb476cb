#include "twiml/verb.hpp"

#include "call/call.hpp"
#include "call/playback.hpp"

namespace ringback::twiml {

std::string Execution::resolve(const std::string& reference) const {
  auto url = webhook::resolve_url(document_url, reference);
  if (url) return *url;
  warn(url.error().code, url.error().message);
  return {};
}

std::string Execution::resolve(const std::string& reference, int code) const {
  auto url = webhook::resolve_url(document_url, reference);
  if (url) return *url;
  error({code, url.error().message}, document_url);
  return {};
}

void Execution::warn(int code, const std::string& text) const {
  call.notice({.code = number(code), .warning = true, .text = text, .url = document_url});
}

int Execution::number(int code) const {
  return renumber ? renumber(code) : code;
}

void Execution::error(const Error& error, const std::string& url) const {
  call.notice({.code = number(error.code), .warning = false, .text = error.message, .url = url, .method = "GET"});
}

Task<void> Execution::play(SharedClip clip, int times) const {
  if (audience) {
    co_await audience->play(std::move(clip), times);
    co_return;
  }
  call::Playback playback(call, std::move(clip), times);
  co_await playback.finished(services.deadlines);
}

}  // namespace ringback::twiml
