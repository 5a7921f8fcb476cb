#pragma once

#include <string>

#include "client_directory.hpp"
#include "http/message.hpp"

namespace api_server {

// Answers the requests that the server makes while a call waits. POST (parameters in the body) and GET (in the query)
// are taken alike, and only with a right `X-Twilio-Signature`: anybody else gets 403.
class VoiceWebhooks {
 public:
  // `public_url` is scheme, host and port as the server sees them: what the signature covers. `directory` must
  // outlive this.
  VoiceWebhooks(ClientDirectory& directory, std::string auth_token, std::string public_url)
      : directory_(directory), auth_token_(std::move(auth_token)), public_url_(std::move(public_url)) {}

  // A phone has called one of our numbers: ring the browser that the number belongs to.
  ringback::http::Response incoming(const ringback::http::Request& request) const;
  // A page calls out: `callerPhoneNumber` must be that client's own number, `callOutgoingPhoneNumber` is whom to call.
  ringback::http::Response outgoing(const ringback::http::Request& request) const;

 private:
  using Answer = ringback::http::Response (VoiceWebhooks::*)(const ringback::Parameters&) const;
  ringback::http::Response answer_if_signed(const ringback::http::Request& request, Answer answer) const;
  ringback::http::Response ring_client(const ringback::Parameters& parameters) const;
  ringback::http::Response call_number(const ringback::Parameters& parameters) const;

  ClientDirectory& directory_;
  std::string auth_token_;
  std::string public_url_;
};

}  // namespace api_server
