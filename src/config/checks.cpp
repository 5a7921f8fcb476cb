#include "config/checks.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "http/certificate.hpp"
#include "store/configured.hpp"

namespace ringback::config {
namespace {

void check(const store::Trunk& trunk, const Config& config, Report& report) {
  const auto say = [&](const std::string& words) { report.elsewhere("trunk " + trunk.name + ": " + words); };
  if (trunk.proxy.empty() && trunk.addresses.empty()) say("it needs an address or a proxy");
  if (trunk.registers && (trunk.user.empty() || trunk.proxy.empty())) say("register needs a proxy and a user");
  if (trunk.user.empty() != trunk.password.empty()) say("user and password go together: one of them is missing");
  if (trunk.inbound_user.empty() != trunk.inbound_password.empty()) {
    say("inbound_user and inbound_password go together: one of them is missing");
  }
  for (const store::Phone& phone : config.sip.phones) {
    if (phone.user == trunk.inbound_user) say("inbound_user must be different from the users of phones");
  }
}

void check(const speech::RecognitionOptions& recognition, Report& report) {
  if (recognition.engine == speech::RecognitionOptions::Engine::http && recognition.url.empty()) {
    report.elsewhere("speech.recognition.engine is \"http\" and needs speech.recognition.url");
  }
}

void check(const http::BucketOptions& bucket, Report& report) {
  const std::pair<std::string_view, const std::string&> needed[] = {
      {"endpoint", bucket.endpoint},
      {"name", bucket.name},
      {"access_key_id", bucket.access_key_id},
      {"secret_access_key_file", bucket.secret_access_key},
  };
  const bool any =
      std::any_of(std::begin(needed), std::end(needed), [](const auto& key) { return !key.second.empty(); });
  for (const auto& [name, value] : needed) {
    if (any && value.empty()) report.elsewhere("recordings.bucket." + std::string(name) + " is missing");
  }
}

}  // namespace

void check(const Config& config, Report& report) {
  const auto& http = config.http;
  if (http.certificate_file.empty() != http.key_file.empty()) {
    report.elsewhere("http.certificate and http.key go together: one of them is missing");
  } else if (!http.certificate_file.empty()) {
    const auto usable = http::check_certificate(http.certificate_file, http.key_file);
    if (!usable) report.elsewhere(usable.error().message + " (keys http.certificate and http.key)");
  }
  for (const store::Trunk& trunk : config.sip.trunks) check(trunk, config, report);
  check(config.recognition, report);
  check(config.bucket, report);
}

}  // namespace ringback::config
