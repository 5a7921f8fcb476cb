#include "browser/side_channels.hpp"

#include <string>

#include "browser/sounds.hpp"

namespace ringback::browser {
namespace {

// Pages come from other origins, and the browser asks before it posts (Fetch standard, CORS-preflight).
http::Response taken() {
  http::Response response;
  response.headers = {{"Access-Control-Allow-Origin", "*"},
                      {"Access-Control-Allow-Headers", "Content-Type, X-Twilio-Token"},
                      {"Access-Control-Allow-Methods", "POST, OPTIONS"},
                      {"Access-Control-Max-Age", "86400"}};
  return response;
}

// The names end in .mp3; browsers decode by content.
http::Response sound_file(std::string wav) {
  http::Response response;
  response.headers = {
      {"Access-Control-Allow-Origin", "*"}, {"Content-Type", "audio/wav"}, {"Cache-Control", "public, max-age=86400"}};
  response.body = std::move(wav);
  return response;
}

}  // namespace

void mount_side_channels(http::Server& server) {
  for (const std::string path : {"/v4/EndpointEvents", "/v4/EndpointMetrics"}) server.constant(path, taken());
  // Of sdk.twilio.com, and of media.twiliocdn.com for 1.6.0 to 1.9.7.
  for (const std::string above : {"/js", "/sdk/js"}) {
    for (auto& sound : make_sounds()) {
      server.constant(above + "/client/sounds/releases/1.0.0/" + sound.name + ".mp3", sound_file(std::move(sound.wav)));
    }
  }
}

}  // namespace ringback::browser
