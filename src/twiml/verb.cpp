#include "twiml/verb.hpp"

#include "call/call.hpp"

namespace ringback::twiml {

std::string Execution::resolve(const std::string& reference) const {
  auto url = webhook::resolve_url(document_url, reference);
  if (url) return *url;
  warn(url.error().code, url.error().message);
  return {};
}

void Execution::warn(int code, const std::string& text) const {
  call.notice({.code = code, .warning = true, .text = text, .url = document_url});
}

void Execution::error(const Error& error, const std::string& url) const {
  call.notice({.code = error.code, .warning = false, .text = error.message, .url = url, .method = "GET"});
}

}  // namespace ringback::twiml
