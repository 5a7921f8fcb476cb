#pragma once

#include <vector>

#include "config/key.hpp"

// One function a table of the file, each in a .cpp of its own; key.cpp puts them together.
namespace ringback::config {

std::vector<Key> server_keys();  // those above the first table
std::vector<Key> store_keys();
std::vector<Key> http_keys();
std::vector<Key> metrics_keys();
std::vector<Key> calls_keys();
std::vector<Key> sip_keys();
std::vector<Key> sip_limit_keys();
std::vector<Key> media_keys();
std::vector<Key> speech_keys();
std::vector<Key> speech_recognition_keys();
std::vector<Key> sounds_keys();
std::vector<Key> recordings_keys();
std::vector<Key> bucket_keys();
std::vector<Key> browser_keys();
std::vector<Key> webhook_keys();
std::vector<Key> api_keys();

Rows number_rows();
Rows phone_rows();
Rows trunk_rows();

Names static_folders();

}  // namespace ringback::config
