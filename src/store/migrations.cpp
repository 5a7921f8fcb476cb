#include "store/migrations.hpp"

#include <soci/soci.h>

#include <array>
#include <string>

#include "base/text.hpp"

namespace ringback::store {
namespace {

// SQL that SQLite and PostgreSQL both take; ` TEXT ` alone is spelled by the engine. Nothing is NULL: an unset text is
// empty, an unset time 0. Names that SQL reserves (to, from, user) get a longer one.
constexpr std::string_view first_schema = R"sql(
CREATE TABLE key_check (id INTEGER PRIMARY KEY, sealed TEXT NOT NULL);

CREATE TABLE accounts (
  sid TEXT PRIMARY KEY, auth_token TEXT NOT NULL, friendly_name TEXT NOT NULL, status TEXT NOT NULL,
  owner_account_sid TEXT NOT NULL, date_created BIGINT NOT NULL, date_updated BIGINT NOT NULL);

CREATE TABLE incoming_phone_numbers (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, phone_number TEXT NOT NULL, friendly_name TEXT NOT NULL,
  voice_application_sid TEXT NOT NULL, voice_url TEXT NOT NULL, voice_method TEXT NOT NULL,
  voice_fallback_url TEXT NOT NULL, voice_fallback_method TEXT NOT NULL, status_callback TEXT NOT NULL,
  status_callback_method TEXT NOT NULL, date_created BIGINT NOT NULL, date_updated BIGINT NOT NULL);
CREATE UNIQUE INDEX incoming_phone_numbers_by_number ON incoming_phone_numbers (phone_number);
CREATE INDEX incoming_phone_numbers_by_age ON incoming_phone_numbers (account_sid, date_created, sid);

CREATE TABLE applications (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, friendly_name TEXT NOT NULL, voice_url TEXT NOT NULL,
  voice_method TEXT NOT NULL, voice_fallback_url TEXT NOT NULL, voice_fallback_method TEXT NOT NULL,
  status_callback TEXT NOT NULL, status_callback_method TEXT NOT NULL, date_created BIGINT NOT NULL,
  date_updated BIGINT NOT NULL);
CREATE INDEX applications_by_age ON applications (account_sid, date_created, sid);

CREATE TABLE available_numbers (phone_number TEXT PRIMARY KEY, account_sid TEXT NOT NULL);
CREATE TABLE trunks (name TEXT PRIMARY KEY, address TEXT NOT NULL, proxy TEXT NOT NULL);
CREATE TABLE phones (user_name TEXT PRIMARY KEY, password TEXT NOT NULL, phone_number TEXT NOT NULL);

CREATE TABLE calls (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, parent_call_sid TEXT NOT NULL, to_party TEXT NOT NULL,
  from_party TEXT NOT NULL, phone_number_sid TEXT NOT NULL, status TEXT NOT NULL, direction TEXT NOT NULL,
  forwarded_from TEXT NOT NULL, caller_name TEXT NOT NULL, date_created BIGINT NOT NULL, date_updated BIGINT NOT NULL,
  start_time BIGINT NOT NULL, answer_time BIGINT NOT NULL, end_time BIGINT NOT NULL);
CREATE INDEX calls_by_age ON calls (account_sid, date_created, sid);
CREATE INDEX calls_by_parent ON calls (parent_call_sid);
CREATE INDEX calls_by_status ON calls (status);

CREATE TABLE notifications (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, call_sid TEXT NOT NULL, error_code INTEGER NOT NULL,
  warning INTEGER NOT NULL, message_text TEXT NOT NULL, request_url TEXT NOT NULL, request_method TEXT NOT NULL,
  message_date BIGINT NOT NULL);
CREATE INDEX notifications_by_call ON notifications (call_sid, message_date, sid);
)sql";

// The configuration fills this table at every start, so nothing is lost with the old one.
constexpr std::string_view trunks_of_all_kinds = R"sql(
DROP TABLE trunks;
CREATE TABLE trunks (
  name TEXT PRIMARY KEY, addresses TEXT NOT NULL, proxy TEXT NOT NULL, user_name TEXT NOT NULL, password TEXT NOT NULL,
  registers INTEGER NOT NULL, register_expires INTEGER NOT NULL, inbound_user TEXT NOT NULL,
  inbound_password TEXT NOT NULL, prefixes TEXT NOT NULL, priority INTEGER NOT NULL, weight INTEGER NOT NULL,
  number_format TEXT NOT NULL, caller_id_in TEXT NOT NULL, max_calls INTEGER NOT NULL,
  calls_per_second INTEGER NOT NULL);
)sql";

constexpr std::string_view call_quality = R"sql(
ALTER TABLE calls ADD COLUMN packets_received BIGINT NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN packets_received_lost BIGINT NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN received_jitter_us BIGINT NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN received_mos BIGINT NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN packets_sent BIGINT NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN packets_sent_lost BIGINT NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN sent_jitter_us BIGINT NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN sent_mos BIGINT NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN round_trip_us BIGINT NOT NULL DEFAULT 0;
)sql";

constexpr std::string_view api_keys = R"sql(
CREATE TABLE api_keys (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, secret TEXT NOT NULL, friendly_name TEXT NOT NULL,
  kind TEXT NOT NULL, date_created BIGINT NOT NULL, date_updated BIGINT NOT NULL);
CREATE INDEX api_keys_by_age ON api_keys (account_sid, date_created, sid);
)sql";

constexpr std::string_view call_trails = R"sql(
CREATE TABLE open_calls (call_sid TEXT PRIMARY KEY, snapshot TEXT NOT NULL);
CREATE TABLE due_callbacks (
  sid TEXT PRIMARY KEY, call_sid TEXT NOT NULL, event TEXT NOT NULL, date_created BIGINT NOT NULL);
CREATE TABLE signs_of_life (id TEXT PRIMARY KEY, alive_at BIGINT NOT NULL);
)sql";

constexpr std::string_view recordings = R"sql(
CREATE TABLE recordings (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, call_sid TEXT NOT NULL, status TEXT NOT NULL, source TEXT NOT NULL,
  track TEXT NOT NULL, channels INTEGER NOT NULL, duration INTEGER NOT NULL, error_code INTEGER NOT NULL,
  start_time BIGINT NOT NULL, date_created BIGINT NOT NULL, date_updated BIGINT NOT NULL, snapshot TEXT NOT NULL);
CREATE INDEX recordings_by_age ON recordings (account_sid, date_created, sid);
CREATE INDEX recordings_by_call ON recordings (call_sid);
CREATE INDEX recordings_by_status ON recordings (status);
)sql";

constexpr std::string_view conferences_and_queues = R"sql(
CREATE TABLE conferences (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, friendly_name TEXT NOT NULL, status TEXT NOT NULL,
  reason_ended TEXT NOT NULL, call_sid_ending TEXT NOT NULL, date_created BIGINT NOT NULL, date_updated BIGINT NOT NULL,
  snapshot TEXT NOT NULL);
CREATE INDEX conferences_by_age ON conferences (account_sid, date_created, sid);
CREATE INDEX conferences_by_name ON conferences (account_sid, friendly_name, status);
CREATE INDEX conferences_by_status ON conferences (status);
CREATE TABLE queues (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, friendly_name TEXT NOT NULL, max_size INTEGER NOT NULL,
  date_created BIGINT NOT NULL, date_updated BIGINT NOT NULL);
ALTER TABLE recordings ADD COLUMN conference_sid TEXT NOT NULL DEFAULT '';
CREATE INDEX recordings_by_conference ON recordings (conference_sid);
)sql";

// The configuration fills the pool at every start.
constexpr std::string_view numbers_of_all_kinds = R"sql(
DROP TABLE available_numbers;
CREATE TABLE available_numbers (
  phone_number TEXT PRIMARY KEY, account_sid TEXT NOT NULL, country TEXT NOT NULL, type TEXT NOT NULL,
  locality TEXT NOT NULL, region TEXT NOT NULL, postal_code TEXT NOT NULL);
ALTER TABLE incoming_phone_numbers ADD COLUMN type TEXT NOT NULL DEFAULT 'local';
ALTER TABLE incoming_phone_numbers ADD COLUMN kept TEXT NOT NULL DEFAULT '';
ALTER TABLE applications ADD COLUMN kept TEXT NOT NULL DEFAULT '';
CREATE INDEX incoming_phone_numbers_by_application ON incoming_phone_numbers (voice_application_sid);
)sql";

constexpr std::string_view call_events = R"sql(
CREATE TABLE call_events (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, call_sid TEXT NOT NULL, method TEXT NOT NULL, url TEXT NOT NULL,
  parameters TEXT NOT NULL, response_code INTEGER NOT NULL, request_duration INTEGER NOT NULL,
  content_type TEXT NOT NULL, response_headers TEXT NOT NULL, response_body TEXT NOT NULL,
  date_created BIGINT NOT NULL);
CREATE INDEX call_events_by_call ON call_events (call_sid, date_created, sid);
ALTER TABLE notifications ADD COLUMN request_variables TEXT NOT NULL DEFAULT '';
CREATE INDEX notifications_by_age ON notifications (account_sid, message_date, sid);
)sql";

constexpr std::string_view caller_ids_and_sip_domains = R"sql(
CREATE TABLE outgoing_caller_ids (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, phone_number TEXT NOT NULL, friendly_name TEXT NOT NULL,
  date_created BIGINT NOT NULL, date_updated BIGINT NOT NULL);
CREATE UNIQUE INDEX outgoing_caller_ids_by_number ON outgoing_caller_ids (account_sid, phone_number);
CREATE INDEX outgoing_caller_ids_by_age ON outgoing_caller_ids (account_sid, date_created, sid);

CREATE TABLE sip_domains (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, domain_name TEXT NOT NULL, friendly_name TEXT NOT NULL,
  voice_url TEXT NOT NULL, voice_method TEXT NOT NULL, voice_fallback_url TEXT NOT NULL,
  voice_fallback_method TEXT NOT NULL, status_callback TEXT NOT NULL, status_callback_method TEXT NOT NULL,
  sip_registration INTEGER NOT NULL, secure INTEGER NOT NULL, emergency_calling_enabled INTEGER NOT NULL,
  byoc_trunk_sid TEXT NOT NULL, emergency_caller_sid TEXT NOT NULL, date_created BIGINT NOT NULL,
  date_updated BIGINT NOT NULL);
CREATE UNIQUE INDEX sip_domains_by_name ON sip_domains (domain_name);
CREATE INDEX sip_domains_by_age ON sip_domains (account_sid, date_created, sid);

CREATE TABLE sip_credential_lists (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, friendly_name TEXT NOT NULL, date_created BIGINT NOT NULL,
  date_updated BIGINT NOT NULL);
CREATE UNIQUE INDEX sip_credential_lists_by_name ON sip_credential_lists (account_sid, friendly_name);
CREATE INDEX sip_credential_lists_by_age ON sip_credential_lists (account_sid, date_created, sid);

CREATE TABLE sip_credentials (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, credential_list_sid TEXT NOT NULL, username TEXT NOT NULL,
  password TEXT NOT NULL, date_created BIGINT NOT NULL, date_updated BIGINT NOT NULL);
CREATE UNIQUE INDEX sip_credentials_by_name ON sip_credentials (credential_list_sid, username);
CREATE INDEX sip_credentials_by_age ON sip_credentials (credential_list_sid, date_created, sid);

CREATE TABLE ip_access_control_lists (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, friendly_name TEXT NOT NULL, date_created BIGINT NOT NULL,
  date_updated BIGINT NOT NULL);
CREATE UNIQUE INDEX ip_access_control_lists_by_name ON ip_access_control_lists (account_sid, friendly_name);
CREATE INDEX ip_access_control_lists_by_age ON ip_access_control_lists (account_sid, date_created, sid);

CREATE TABLE ip_addresses (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, ip_access_control_list_sid TEXT NOT NULL,
  friendly_name TEXT NOT NULL, ip_address TEXT NOT NULL, cidr_prefix_length INTEGER NOT NULL,
  date_created BIGINT NOT NULL, date_updated BIGINT NOT NULL);
CREATE INDEX ip_addresses_by_age ON ip_addresses (ip_access_control_list_sid, date_created, sid);

CREATE TABLE sip_mappings (
  id TEXT PRIMARY KEY, sid TEXT NOT NULL, account_sid TEXT NOT NULL, domain_sid TEXT NOT NULL, use_of TEXT NOT NULL,
  friendly_name TEXT NOT NULL, date_created BIGINT NOT NULL, date_updated BIGINT NOT NULL);
CREATE INDEX sip_mappings_by_domain ON sip_mappings (domain_sid, date_created, sid);
CREATE INDEX sip_mappings_by_list ON sip_mappings (sid);
)sql";

constexpr std::string_view transcriptions = R"sql(
CREATE TABLE transcriptions (
  sid TEXT PRIMARY KEY, account_sid TEXT NOT NULL, recording_sid TEXT NOT NULL, status TEXT NOT NULL,
  transcription_text TEXT NOT NULL, duration INTEGER NOT NULL, date_created BIGINT NOT NULL,
  date_updated BIGINT NOT NULL, snapshot TEXT NOT NULL);
CREATE INDEX transcriptions_by_age ON transcriptions (account_sid, date_created, sid);
CREATE INDEX transcriptions_by_recording ON transcriptions (recording_sid);
CREATE INDEX transcriptions_by_status ON transcriptions (status);
)sql";

constexpr std::string_view ages_of_events = R"sql(
CREATE INDEX call_events_by_date ON call_events (date_created, sid);
CREATE INDEX notifications_by_date ON notifications (message_date, sid);
)sql";

constexpr std::string_view sub_accounts_and_key_hashes = R"sql(
ALTER TABLE accounts ADD COLUMN secondary_auth_token TEXT NOT NULL DEFAULT '';
CREATE INDEX accounts_by_owner ON accounts (owner_account_sid, date_created, sid);
ALTER TABLE api_keys ADD COLUMN secret_hash TEXT NOT NULL DEFAULT '';
)sql";

constexpr std::array history = {
    Migration{1, first_schema},
    Migration{2, trunks_of_all_kinds},
    Migration{3, call_quality},
    Migration{4, api_keys},
    Migration{5, call_trails},
    Migration{6, recordings},
    Migration{7, transcriptions},
    Migration{8, conferences_and_queues},
    Migration{9, numbers_of_all_kinds},
    Migration{10, call_events},
    Migration{11, caller_ids_and_sip_domains},
    Migration{12, ages_of_events},
    Migration{13, sub_accounts_and_key_hashes},
};

int version_of(soci::session& sql) {
  sql << "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)";
  int version = 0;
  sql << "SELECT COALESCE(MAX(version), 0) FROM schema_version", soci::into(version);
  return version;
}

void run_statements(const Engine& engine, soci::session& sql, std::string_view statements) {
  while (!trim(statements).empty()) {
    const auto end = statements.find(';');
    sql << engine.definition(statements.substr(0, end));
    statements = end == statements.npos ? std::string_view() : statements.substr(end + 1);
  }
}

// Another program may have been quicker: the version is asked for anew once nobody else can change it.
void apply(const Engine& engine, soci::session& sql, const Migration& step) {
  soci::transaction transaction(sql);
  engine.lock_schema(sql);
  if (version_of(sql) >= step.number) return;
  run_statements(engine, sql, step.statements);
  sql << "INSERT INTO schema_version (version) VALUES (:version)", soci::use(step.number);
  transaction.commit();
}

int first_look(const Engine& engine, soci::session& sql) {
  soci::transaction transaction(sql);
  engine.lock_schema(sql);
  const int version = version_of(sql);
  transaction.commit();
  return version;
}

}  // namespace

std::span<const Migration> migrations() {
  return history;
}

Result<void> migrate(const Engine& engine, soci::session& sql, std::span<const Migration> steps) {
  const int version = first_look(engine, sql);
  if (!steps.empty() && version > steps.back().number) {
    return Error{0, "the store has schema " + std::to_string(version) + ", newer than this program's " +
                        std::to_string(steps.back().number) + ": use the newer program"};
  }
  for (const Migration& step : steps) {
    if (step.number > version) apply(engine, sql, step);
  }
  return {};
}

}  // namespace ringback::store
