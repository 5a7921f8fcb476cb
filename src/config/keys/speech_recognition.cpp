#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

using namespace std::chrono_literals;

std::vector<Key> speech_recognition_keys() {
  using Options = speech::RecognitionOptions;
  using Engine = Options::Engine;
  return Section("speech.recognition", &Config::recognition)
      .key("engine", &Options::engine,
           choice<Engine>({{"pocketsphinx", Engine::pocketsphinx}, {"http", Engine::http}, {"none", Engine::none}}),
           "who understands callers: English in this server, or `url`")
      .key("url", &Options::url, url(), "where engine `http` sends sound to: docs/speech.md")
      .key("model_dir", &Options::model_dir, text("a folder"), "the model of pocketsphinx")
      .key("max_at_once", &Options::max_at_once, whole<std::size_t>(1, 1000),
           "callers that are listened to; as many more wait, others are not understood")
      .key("max_time", &Options::max_time, duration<std::chrono::milliseconds>(1s, 2min),
           "that engine `http` has to answer")
      .keys();
}

}  // namespace ringback::config
