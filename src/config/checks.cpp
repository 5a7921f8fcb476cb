#include "config/checks.hpp"

#include "http/certificate.hpp"

namespace ringback::config {

void check(const Config& config, Report& report) {
  const auto& http = config.http;
  if (http.certificate_file.empty() != http.key_file.empty()) {
    report.elsewhere("http.certificate and http.key go together: one of them is missing");
  } else if (!http.certificate_file.empty()) {
    const auto usable = http::check_certificate(http.certificate_file, http.key_file);
    if (!usable) report.elsewhere(usable.error().message + " (keys http.certificate and http.key)");
  }
}

}  // namespace ringback::config
