#include "server/measures.hpp"

#include <limits>

#include "base/log.hpp"
#include "server/process_metrics.hpp"
#include "server/rooms.hpp"
#include "server/trunk_metrics.hpp"

namespace ringback::server {
namespace {

using metrics::Labels;
using Read = metrics::Registry::Read;

// A gauge and, as `…_limit`, what it may reach.
struct Limited {
  std::string name;
  std::string help;
  Read value;
  double limit = 0;
};

void add(metrics::Registry& registry, Limited limited) {
  registry.read_gauge(limited.name, limited.help, {}, std::move(limited.value));
  registry.read_gauge(limited.name + "_limit", "The most that " + limited.name + " may be", {},
                      [limit = limited.limit] { return limit; });
}

double number(std::size_t value) {
  return static_cast<double>(value);
}

void measure_calls(Rooms& rooms) {
  auto& registry = rooms.metrics;
  registry.read_gauge("ringback_answered_calls", "Calls that applications answer now", {},
                      [&] { return number(rooms.reception->live_calls().size()); });
  // A reload may change it. 0 is no limit, of which there is no number.
  registry.read_gauge("ringback_answered_calls_limit", "The most that ringback_answered_calls may be", {}, [&] {
    const std::size_t limit = rooms.admission.options().max_calls;
    return limit == 0 ? std::numeric_limits<double>::infinity() : number(limit);
  });
  registry.read_gauge("ringback_queued_calls", "Callers who wait in a queue", {},
                      [&] { return number(rooms.queues.waiting()); });
  registry.read_counter("ringback_calls_refused_total", "Calls refused because there was no room for them", {},
                        [&] { return static_cast<double>(rooms.admission.refused()); });
  registry.read_gauge("ringback_overloaded", "1 while the measured load lets no new call in", {},
                      [&] { return rooms.admission.overloaded() ? 1 : 0; });
}

void measure_sip(Rooms& rooms) {
  auto& registry = rooms.metrics;
  const auto& options = rooms.configuration.sip;
  add(registry, {"ringback_sip_calls", "SIP dialogs that are up or being set up",
                 [&] { return number(rooms.sip->calls()); }, number(options.max_calls)});
  add(registry, {"ringback_sip_transactions", "SIP transactions that are remembered",
                 [&] { return number(rooms.sip->transactions()); }, number(options.limits.transactions)});
  add(registry, {"ringback_sip_half_open", "Requests of others that have no final response yet",
                 [&] { return number(rooms.sip->half_open()); }, number(options.limits.half_open)});
  add(registry, {"ringback_sip_tcp_connections", "SIP connections over TCP",
                 [&] { return number(rooms.sip_transport->tcp_statistics().connections); },
                 number(options.limits.tcp_connections)});
  registry.read_counter("ringback_sip_tcp_refused_total", "SIP connections that a limit refused", {},
                        [&] { return static_cast<double>(rooms.sip_transport->tcp_statistics().refused); });
  const auto refused = [&](const char* reason, std::uint64_t sip::Counters::* member) {
    registry.read_counter("ringback_sip_refused_total", "What a limit refused or dropped, by reason",
                          {{"reason", reason}},
                          [&rooms, member] { return static_cast<double>(rooms.sip->counters().*member); });
  };
  refused("malformed", &sip::Counters::malformed);
  refused("too_large", &sip::Counters::too_large);
  refused("over_rate", &sip::Counters::over_rate);
  refused("half_open", &sip::Counters::half_open);
  refused("transactions", &sip::Counters::transactions);
  refused("calls", &sip::Counters::calls);
  refused("answer_trimmed", &sip::Counters::trimmed);
  refused("answer_withheld", &sip::Counters::withheld);
  registry.read_counter("ringback_sip_challenged_total", "Requests that were challenged without any state", {},
                        [&] { return static_cast<double>(rooms.sip->counters().challenged); });
  registry.read_gauge("ringback_sip_registrations", "Contacts that phones have registered", {},
                      [&] { return number(rooms.sip->registered_contacts()); });
}

void measure_media(Rooms& rooms) {
  auto& registry = rooms.metrics;
  const auto counters = [&rooms] { return rooms.engine->counters(); };
  add(registry, {"ringback_rtp_ports", "RTP ports in use by SIP calls",
                 [=] { return number(counters().rtp_ports_taken); }, number(counters().rtp_ports)});
  const auto count = [&](const std::string& name, const std::string& help, const Labels& labels,
                         std::uint64_t media::Counters::* member) {
    registry.read_counter(name, help, labels, [=] { return static_cast<double>(counters().*member); });
  };
  count("ringback_media_packets_total", "Packets of sound", {{"direction", "in"}}, &media::Counters::packets_in);
  count("ringback_media_packets_total", "Packets of sound", {{"direction", "out"}}, &media::Counters::packets_out);
  count("ringback_media_packets_dropped_total", "Malformed, from a foreign address, or not authenticated", {},
        &media::Counters::dropped);
  count("ringback_media_queue_full_total", "Messages lost because a media thread's queue was full", {},
        &media::Counters::queue_full);
  count("ringback_media_tap_lost_total", "Blocks of 20 ms that recordings or recognition lack", {},
        &media::Counters::tap_lost);
}

void measure_sound(Rooms& rooms) {
  rooms.metrics.read_gauge("ringback_recordings_running", "Recordings whose file is not complete yet", {},
                           [&] { return number(rooms.recordings->running()); });
  rooms.metrics.read_gauge("ringback_transcriptions_waiting", "Recordings that are to be written down", {},
                           [&] { return number(rooms.transcriber->waiting()); });
  rooms.metrics.read_gauge("ringback_uploads_waiting", "Recordings that are not in the bucket yet", {},
                           [&] { return rooms.uploader ? number(rooms.uploader->waiting()) : 0; });
  add(rooms.metrics, {"ringback_prompt_cache_bytes", "Speech that is kept for the next time",
                      [&] { return number(rooms.prompts->bytes()); }, number(rooms.configuration.speech.cache_bytes)});
  add(rooms.metrics,
      {"ringback_recognitions", "Callers that speech recognition listens to, or keeps waiting",
       [&] { return number(rooms.recognizer->under_way()); }, number(2 * rooms.configuration.recognition.max_at_once)});
  add(rooms.metrics,
      {"ringback_sound_cache_bytes", "Files of <Play> that are kept, decoded",
       [&] { return number(rooms.sounds->cached_bytes()); }, number(rooms.configuration.sounds.cache_bytes)});
}

void measure_http(Rooms& rooms) {
  auto& registry = rooms.metrics;
  add(registry, {"ringback_http_connections", "Connections to the HTTPS port",
                 [&] { return number(rooms.https->connections()); }, number(rooms.configuration.http.max_connections)});
  registry.read_gauge("ringback_websockets", "WebSockets of browsers", {},
                      [&] { return number(rooms.browsers->sockets()); });
  add(registry, {"ringback_client_websockets", "WebSockets of the client that has most",
                 [&] { return number(rooms.browsers->most_sockets_of_a_client()); },
                 number(rooms.configuration.browser.max_sockets_per_client)});
  add(registry, {"ringback_webhooks_in_flight", "Requests to applications that have not ended",
                 [&] { return number(rooms.client->waiting()); }, number(rooms.configuration.webhook.max_waiting)});
  registry.read_gauge("ringback_status_callbacks_waiting", "Status callbacks not yet delivered or given up", {},
                      [&] { return number(rooms.callbacks->waiting()); });
  registry.read_gauge("ringback_certificate_expiry_timestamp_seconds", "When the HTTPS certificate ends, Unix time", {},
                      [&] { return static_cast<double>(rooms.certificate_expires); });
}

void measure_api(Rooms& rooms) {
  add(rooms.metrics, {"ringback_rest_requests", "REST requests under way of the account that has most",
                      [&] { return number(rooms.api->most_running()); },
                      static_cast<double>(rooms.configuration.api.max_concurrent_requests)});
  const auto refused = [&](const char* reason, std::function<std::uint64_t()> count) {
    rooms.metrics.read_counter("ringback_rest_refused_total", "REST requests that a limit refused (429), by reason",
                               {{"reason", reason}}, [count] { return static_cast<double>(count()); });
  };
  refused("concurrent", [&] { return rooms.api->refused(); });
  refused("account", [&] { return rooms.api->throttle().refusals().account; });
  refused("address", [&] { return rooms.api->throttle().refusals().address; });
  refused("logins", [&] { return rooms.api->throttle().refusals().logins; });
  rooms.metrics.read_counter("ringback_rest_failed_logins_total", "REST requests with a wrong password", {},
                             [&] { return static_cast<double>(rooms.api->throttle().failed_logins()); });
}

void measure_store(Rooms& rooms) {
  auto& registry = rooms.metrics;
  const auto backlog = [&rooms] { return rooms.store->backlog(); };
  add(registry, {"ringback_store_writes_waiting", "Writes that wait for the store",
                 [=] { return number(backlog().writes); }, number(backlog().limit)});
  add(registry, {"ringback_store_reads_waiting", "Reads that wait for the store",
                 [=] { return number(backlog().reads); }, number(backlog().limit)});
  registry.read_gauge("ringback_ledger_events_waiting", "Events of calls that are not stored yet", {},
                      [&] { return number(rooms.ledger->waiting()); });
}

}  // namespace

void measure(Rooms& rooms) {
  measure_calls(rooms);
  measure_sip(rooms);
  measure_trunks(rooms.metrics, *rooms.sip);
  measure_media(rooms);
  measure_sound(rooms);
  measure_http(rooms);
  measure_api(rooms);
  measure_store(rooms);
  rooms.metrics.read_counter("ringback_log_lines_dropped_total", "Log lines lost because the sink was too slow", {},
                             [] { return static_cast<double>(log::dropped()); });
  rooms.metrics.read_gauge("ringback_ready", "1 while calls are taken, 0 while starting or draining", {},
                           [&] { return rooms.health.phase() == Health::Phase::serving ? 1 : 0; });
  rooms.metrics.read_gauge("ringback_build_info", "Always 1; the label is the version", {{"version", RINGBACK_VERSION}},
                           [] { return 1; });
  measure_process(rooms.metrics, rooms.deadlines.wall_now());
}

}  // namespace ringback::server
