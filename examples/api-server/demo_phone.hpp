#pragma once

#include <string>

#include "base/async.hpp"
#include "client_directory.hpp"
#include "http/client.hpp"
#include "http/server.hpp"

namespace api_server {

// POST `{"twilioPhoneNumber": "+81-50-3123-4567"}`: the test phone in the terminal (`ringback phone`) calls that
// number, so that a person without a phone hears the browser ring. Only for numbers of the directory. The phone is
// told over its control address, `POST <control_url>/call` with `to=<number>`.
class DemoPhone {
 public:
  // `client` and `directory` must outlive this; all of it lives on the thread of `executor`.
  DemoPhone(ringback::http::Client& client, ClientDirectory& directory, std::string control_url,
            ringback::Executor executor)
      : client_(client), directory_(directory), control_url_(std::move(control_url)), executor_(std::move(executor)) {}

  void handle(const ringback::http::Request& request, ringback::http::Respond respond);

 private:
  ringback::Task<void> call(std::string number, ringback::http::Respond respond);

  ringback::http::Client& client_;
  ClientDirectory& directory_;
  std::string control_url_;
  ringback::Executor executor_;
};

}  // namespace api_server
