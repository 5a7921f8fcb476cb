#include "demo_phone.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "base/log.hpp"
#include "json_response.hpp"

namespace api_server {

namespace http = ringback::http;
using ringback::Task;

void DemoPhone::handle(const http::Request& request, http::Respond respond) {
  if (request.method != "POST") return respond(failure(405, "POST a JSON object with \"twilioPhoneNumber\""));
  const auto number = json_text(request.body, "twilioPhoneNumber");
  if (!number) return respond(failure(400, number.error().message));
  const auto client = directory_.client_of(*number);
  if (!client || !*client) return respond(failure(404, "no client has this phone number"));
  boost::asio::co_spawn(executor_, call(*directory_.normalise(*number), std::move(respond)), boost::asio::detached);
}

Task<void> DemoPhone::call(std::string number, http::Respond respond) {
  http::FetchRequest request;
  request.method = "POST";
  request.url = control_url_ + "/call";
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = ringback::form_encode({{"to", number}});
  const http::FetchResult result = co_await client_.fetch(std::move(request));

  if (result.failure != http::FetchFailure::none) {
    ringback::log::warn("the test phone can't be reached", {{"url", control_url_}, {"detail", result.detail}});
    respond(failure(502, "the test phone does not answer at " + control_url_ + "; is it running?"));
  } else if (result.status / 100 != 2) {
    const auto reason = json_text(result.body, "error");
    respond(failure(502, "the test phone refused: " + (reason ? *reason : "status " + std::to_string(result.status))));
  } else {
    respond(json_response(200, {{"success", true}}));
  }
}

}  // namespace api_server
