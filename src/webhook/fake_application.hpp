#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "http/client.hpp"
#include "webhook/requests.hpp"

namespace ringback::webhook {

// For tests of the rooms above: the customer's application, in process. Keeps what it was asked.
struct FakeApplication {
  struct Asked {
    std::string url;
    std::string method;
    std::string body;
    std::string signature;
    Parameters form;  // of the body, or of the query of a GET

    std::string value(std::string_view name) const {
      const auto* found = find(form, name);
      return found ? *found : "";
    }
  };

  std::vector<Asked> asked;
  std::map<std::string, http::FetchResult> answers;  // by URL without its query

  void answers_with(const std::string& url, const std::string& body, int status = 200,
                    const std::string& type = "text/xml") {
    http::FetchResult& answer = answers[url];
    answer.status = status;
    answer.body = body;
    answer.headers = {{"Content-Type", type + "; charset=utf-8"}};
  }
  void fails_with(const std::string& url, http::FetchFailure failure) { answers[url].failure = failure; }

  Task<http::FetchResult> fetch(http::FetchRequest request) {
    const auto question = request.url.find('?');
    const std::string url = request.url.substr(0, question);
    const std::string query = question == std::string::npos ? "" : request.url.substr(question + 1);
    asked.push_back({request.url, request.method, request.body,
                     std::string(http::header(request.headers, "X-Twilio-Signature")),
                     form_decode(request.method == "GET" ? query : request.body)});
    const auto found = answers.find(url);
    if (found == answers.end()) {
      http::FetchResult missing;
      missing.status = 404;
      co_return missing;
    }
    co_return found->second;
  }
  Fetch as_fetch() {
    return [this](http::FetchRequest request) { return fetch(std::move(request)); };
  }
};

}  // namespace ringback::webhook
