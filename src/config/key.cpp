#include "config/key.hpp"

#include <algorithm>
#include <cctype>

#include "config/keys/keys.hpp"

namespace ringback::config {
namespace {

std::string map_characters(std::string text, char (*map)(char)) {
  std::transform(text.begin(), text.end(), text.begin(), map);
  return text;
}

Schema make_schema() {
  Schema schema;
  for (const auto section :
       {server_keys, store_keys, http_keys, metrics_keys, calls_keys, sip_keys, sip_limit_keys, media_keys, speech_keys,
        speech_recognition_keys, sounds_keys, recordings_keys, bucket_keys, browser_keys, webhook_keys, api_keys}) {
    const auto keys = section();
    schema.keys.insert(schema.keys.end(), keys.begin(), keys.end());
  }
  schema.rows = {number_rows(), phone_rows(), trunk_rows()};
  schema.names = {static_folders()};
  return schema;
}

}  // namespace

std::string variable(const Key& key) {
  return "RINGBACK_" + map_characters(key.path, [](char c) {
           return c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
         });
}

std::string flag(const Key& key) {
  return "--" + map_characters(key.path, [](char c) { return c == '.' || c == '_' ? '-' : c; });
}

const Schema& schema() {
  static const Schema all = make_schema();
  return all;
}

}  // namespace ringback::config
