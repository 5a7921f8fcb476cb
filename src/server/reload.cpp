#include "server/reload.hpp"

#include <algorithm>
#include <array>

#include "base/log.hpp"
#include "config/key.hpp"
#include "http/certificate.hpp"
#include "server/rooms.hpp"
#include "store/configured.hpp"

namespace ringback::server {
namespace {

// What is taken at once.
constexpr std::array<std::string_view, 6> taken = {"log_level",
                                                   "drain_timeout",
                                                   "calls.max",
                                                   "calls.max_control_lag",
                                                   "calls.max_media_load",
                                                   "calls.max_missed_turns"};

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

// In the store first: an application that hears of a number finds it there.
Task<Result<void>> take(Rooms& rooms, config::Config wanted) {
  const auto stored = co_await rooms.store->configured().replace(wanted.numbers, wanted.sip.trunks, wanted.sip.phones);
  if (!stored) co_return stored.error();
  log::set_level(wanted.log_level);
  rooms.admission.set(wanted.calls);
  rooms.sip->set_phones(wanted.sip.phones);
  rooms.sip->set_trunks(wanted.sip.trunks);
  rooms.configuration.drain_timeout = wanted.drain_timeout;
  log::info("configured anew", {{"trunks", wanted.sip.trunks.size()},
                                {"phones", wanted.sip.phones.size()},
                                {"numbers", wanted.numbers.size()},
                                {"next_start", joined(keys_for_next_start(rooms.as_started, wanted))}});
  co_return Result<void>();
}

// The certificate's end of validity, if it is of use: only then it is taken.
Result<http::Validity> take_certificate(http::Server& server, const http::Server::Options& options) {
  const auto validity = http::check_certificate(options.certificate_file, options.key_file);
  if (!validity) return validity.error();
  const auto taken_over = server.reload_certificate();
  if (!taken_over) return taken_over.error();
  return *validity;
}

// What files say, read where nobody waits.
struct Reading {
  config::Loaded loaded;
  Result<http::Validity> certificate = Error{0, "not read"};
};

Reading read_files(const std::function<config::Loaded()>& load, http::Server& server,
                   const http::Server::Options& options) {
  Reading out{load()};
  if (out.loaded.problems.empty()) out.certificate = take_certificate(server, options);
  return out;
}

void complain(const std::string& problem) {
  log::error("the configuration was not taken", {{"problem", problem}});
}

}  // namespace

std::vector<std::string> keys_for_next_start(const config::Config& running, const config::Config& wanted) {
  std::vector<std::string> out;
  for (const config::Key& key : config::schema().keys) {
    const bool at_once = std::find(taken.begin(), taken.end(), key.path) != taken.end();
    if (!at_once && key.write(running) != key.write(wanted)) out.push_back(key.path);
  }
  return out;
}

Task<void> reload(Rooms& rooms, std::function<config::Loaded()> load) {
  rooms.systemd.reloading();
  http::Server* server = &*rooms.https;
  const http::Server::Options options = rooms.configuration.http;
  const auto reading = co_await rooms.files.run<Reading>(
      [load, server, options](const std::stop_token&) { return Result<Reading>(read_files(load, *server, options)); });
  if (!reading) {
    complain(reading.error().message);
  } else if (!reading->loaded.problems.empty()) {
    for (const auto& problem : reading->loaded.problems) complain(problem);
  } else {
    if (reading->certificate) {
      rooms.certificate_expires = reading->certificate->not_after;
    } else {
      complain(reading->certificate.error().message);
    }
    const auto taken_over = co_await take(rooms, reading->loaded.config);
    if (!taken_over) complain(taken_over.error().message);
  }
  rooms.systemd.ready();
}

}  // namespace ringback::server
