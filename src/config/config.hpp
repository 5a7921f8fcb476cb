#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "api/options.hpp"
#include "base/log.hpp"
#include "browser/gateway.hpp"
#include "http/bucket.hpp"
#include "http/client.hpp"
#include "http/server.hpp"
#include "media/recording_options.hpp"
#include "media/session.hpp"
#include "routing/admission.hpp"
#include "sip/options.hpp"
#include "speech/options.hpp"
#include "store/configured.hpp"
#include "store/options.hpp"
#include "webhook/sound_files.hpp"

namespace ringback::config {

// Where /metrics is served.
enum class MetricsListener {
  own,    // plain HTTP on an address and port of its own
  https,  // beside REST, for anybody who reaches that port
  none,
};

// What the server is told: each room's own Options, and a few things of the whole house. The defaults are a working
// server. keys/ says which key lands where.
struct Config {
  std::string default_region = "US";  // of phone numbers without a country
  std::string data_dir = "var";       // store, key, certificate, Auth Token
  std::string public_host;            // named in the certificate beside this machine's own names
  std::string public_url;             // where applications reach this server; empty: told by public_host and the port
  log::Level log_level = log::Level::info;
  std::chrono::seconds drain_timeout{30};  // that calls have to end by themselves when the server is told to end

  store::Options store;                      // without URL and key file: SQLite and a key in data_dir
  http::Server::Options http{.port = 8443};  // without certificate: a self-signed one is made and kept in data_dir
  struct {
    MetricsListener listener = MetricsListener::own;
    std::string address = "127.0.0.1";
    std::uint16_t port = 9464;
  } metrics;
  routing::Admission::Options calls;
  sip::Options sip;
  media::EngineOptions media;
  speech::Options speech;
  speech::RecognitionOptions recognition;
  webhook::SoundFiles::Options sounds;
  media::RecordingOptions recordings;
  http::BucketOptions bucket;  // of recordings
  browser::Options browser;
  http::Client::Options webhook;
  api::Options api;

  std::vector<store::AvailableNumber> numbers;
  std::map<std::string, std::string> static_files;  // URL prefix → folder
};

}  // namespace ringback::config
