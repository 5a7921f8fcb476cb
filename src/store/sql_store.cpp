#include "store/sql_store.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "store/ask.hpp"
#include "store/table/accounts.hpp"
#include "store/table/api_keys.hpp"
#include "store/table/applications.hpp"
#include "store/table/call_trails.hpp"
#include "store/table/calls.hpp"
#include "store/table/configuration.hpp"
#include "store/table/incoming_phone_numbers.hpp"
#include "store/table/notifications.hpp"
#include "store/table/recordings.hpp"
#include "store/table/transcriptions.hpp"

namespace ringback::store {
SqlStore::SqlStore(const Cipher& cipher, Session writer, std::vector<Session> readers)
    : cipher_(cipher),
      writer_(std::move(writer)),
      readers_(std::move(readers)),
      conferences_(writer_.queue(), readers_.queue()),
      queues_(writer_.queue(), readers_.queue()) {}

Task<Result<std::optional<Account>>> SqlStore::account(std::string sid) {
  return ask<std::optional<Account>>(readers_.queue(), [this, sid = std::move(sid)](soci::session& sql) {
    return table::find_account(sql, cipher_, sid);
  });
}

Task<Result<std::optional<Account>>> SqlStore::first_account() {
  return ask<std::optional<Account>>(readers_.queue(),
                                     [this](soci::session& sql) { return table::first_account(sql, cipher_); });
}

Task<Result<void>> SqlStore::save(Account account) {
  return write(writer_.queue(), [this, account = std::move(account)](soci::session& sql) {
    table::save_account(sql, cipher_, account);
  });
}

Task<Result<std::optional<ApiKey>>> SqlStore::api_key(std::string account_sid, std::string sid) {
  return ask<std::optional<ApiKey>>(
      readers_.queue(), [this, account_sid = std::move(account_sid), sid = std::move(sid)](soci::session& sql) {
        return table::find_api_key(sql, cipher_, account_sid, sid);
      });
}

Task<Result<void>> SqlStore::save(ApiKey key) {
  return write(writer_.queue(),
               [this, key = std::move(key)](soci::session& sql) { table::save_api_key(sql, cipher_, key); });
}

Task<Result<std::optional<IncomingPhoneNumber>>> SqlStore::number(std::string account_sid, std::string sid) {
  return one<IncomingPhoneNumber>(readers_.queue(), owned(std::move(account_sid), std::move(sid)));
}

Task<Result<std::optional<IncomingPhoneNumber>>> SqlStore::number_by_e164(std::string phone_number) {
  return one<IncomingPhoneNumber>(readers_.queue(), table::Conditions().equal("phone_number", std::move(phone_number)));
}

Task<Result<Rows<IncomingPhoneNumber>>> SqlStore::numbers(std::string account_sid, NumberFilter filter, Page page) {
  table::Conditions conditions;
  conditions.equal("account_sid", std::move(account_sid))
      .contains_if("phone_number", filter.phone_number)
      .equal_if("friendly_name", std::move(filter.friendly_name))
      .equal_if("type", std::move(filter.type));
  return page_of<IncomingPhoneNumber>(readers_.queue(), std::move(conditions), std::move(page));
}

Task<Result<Removed>> SqlStore::remove_number(std::string account_sid, std::string sid) {
  return ask<Removed>(
      writer_.queue(), [conditions = owned(std::move(account_sid), std::move(sid))](soci::session& sql) {
        return Result<Removed>(table::remove<IncomingPhoneNumber>(sql, conditions) > 0 ? Removed::something
                                                                                       : Removed::nothing);
      });
}

Task<Result<void>> SqlStore::save(IncomingPhoneNumber number) {
  return ask<void>(writer_.queue(),
                   [number = std::move(number)](soci::session& sql) { return table::save_number(sql, number); });
}

Task<Result<std::optional<Application>>> SqlStore::application(std::string account_sid, std::string sid) {
  return one<Application>(readers_.queue(), owned(std::move(account_sid), std::move(sid)));
}

Task<Result<Rows<Application>>> SqlStore::applications(std::string account_sid, std::string friendly_name, Page page) {
  table::Conditions conditions;
  conditions.equal("account_sid", std::move(account_sid)).equal_if("friendly_name", std::move(friendly_name));
  return page_of<Application>(readers_.queue(), std::move(conditions), std::move(page));
}

Task<Result<void>> SqlStore::save(Application application) {
  return write(writer_.queue(),
               [application = std::move(application)](soci::session& sql) { table::upsert(sql, application); });
}

Task<Result<Removed>> SqlStore::remove_application(std::string account_sid, std::string sid) {
  return ask<Removed>(
      writer_.queue(),
      [account_sid = std::move(account_sid), sid = std::move(sid)](soci::session& sql) -> Result<Removed> {
        if (table::remove<Application>(sql, owned(account_sid, sid)) == 0) return Removed::nothing;
        table::unbind_application(sql, sid);
        return Removed::something;
      });
}

Task<Result<void>> SqlStore::replace_configuration(std::vector<AvailableNumber> numbers, std::vector<Trunk> trunks,
                                                   std::vector<Phone> phones) {
  table::Configuration configuration{std::move(numbers), std::move(trunks), std::move(phones)};
  return write(writer_.queue(), [this, configuration = std::move(configuration)](soci::session& sql) {
    table::replace_configuration(sql, cipher_, configuration);
  });
}

Task<Result<std::vector<AvailableNumber>>> SqlStore::available_numbers() {
  return ask<std::vector<AvailableNumber>>(readers_.queue(), table::available_numbers);
}

Task<Result<std::vector<AvailableNumber>>> SqlStore::free_numbers(std::string account_sid) {
  return ask<std::vector<AvailableNumber>>(
      readers_.queue(), [account_sid = std::move(account_sid)](soci::session& sql) {
        return Result<std::vector<AvailableNumber>>(table::free_numbers(sql, account_sid));
      });
}

Task<Result<std::vector<Trunk>>> SqlStore::trunks() {
  return ask<std::vector<Trunk>>(readers_.queue(), [this](soci::session& sql) { return table::trunks(sql, cipher_); });
}

Task<Result<std::vector<Phone>>> SqlStore::phones() {
  return ask<std::vector<Phone>>(readers_.queue(), [this](soci::session& sql) { return table::phones(sql, cipher_); });
}

Task<Result<std::optional<Call>>> SqlStore::call(std::string account_sid, std::string sid) {
  return one<Call>(readers_.queue(), owned(std::move(account_sid), std::move(sid)));
}

Task<Result<Rows<Call>>> SqlStore::calls(std::string account_sid, CallFilter filter, Page page) {
  return ask<Rows<Call>>(readers_.queue(), [account_sid = std::move(account_sid), filter = std::move(filter),
                                            page = std::move(page)](soci::session& sql) {
    return Result<Rows<Call>>(table::list_calls(sql, account_sid, filter, page));
  });
}

Task<Result<void>> SqlStore::save(Call call, CallTrail trail) {
  return write(writer_.queue(), [call = std::move(call), trail = std::move(trail)](soci::session& sql) {
    table::upsert(sql, call);
    table::leave_trail(sql, call.sid, trail);
  });
}

Task<Result<void>> SqlStore::add(Notification notification) {
  return write(writer_.queue(), [notification = std::move(notification)](soci::session& sql) {
    table::add_notification(sql, notification);
  });
}

Task<Result<Removed>> SqlStore::remove_call(std::string account_sid, std::string sid) {
  return ask<Removed>(
      writer_.queue(),
      [account_sid = std::move(account_sid), sid = std::move(sid)](soci::session& sql) -> Result<Removed> {
        return table::remove_call(sql, account_sid, sid) ? Removed::something : Removed::nothing;
      });
}

Task<Result<std::optional<Notification>>> SqlStore::notification(std::string account_sid, std::string sid) {
  return ask<std::optional<Notification>>(
      readers_.queue(), [account_sid = std::move(account_sid), sid = std::move(sid)](soci::session& sql) {
        return Result<std::optional<Notification>>(table::find_notification(sql, account_sid, sid));
      });
}

Task<Result<Rows<Notification>>> SqlStore::notifications(std::string account_sid, NotificationFilter filter,
                                                         Page page) {
  return ask<Rows<Notification>>(readers_.queue(), [account_sid = std::move(account_sid), filter = std::move(filter),
                                                    page = std::move(page)](soci::session& sql) {
    return Result<Rows<Notification>>(table::list_notifications(sql, account_sid, filter, page));
  });
}

SipCollections SqlStore::sip() {
  return {collections_.domains,      collections_.credential_lists,
          collections_.credentials,  collections_.ip_access_control_lists,
          collections_.ip_addresses, collections_.mappings};
}

Task<Result<std::optional<Recording>>> SqlStore::recording(std::string account_sid, std::string sid) {
  return one<Recording>(readers_.queue(), owned(std::move(account_sid), std::move(sid)));
}

Task<Result<Rows<Recording>>> SqlStore::recordings(std::string account_sid, RecordingFilter filter, Page page) {
  table::Conditions conditions;
  conditions.equal("account_sid", std::move(account_sid))
      .equal_if("call_sid", std::move(filter.call_sid))
      .equal_if("conference_sid", std::move(filter.conference_sid))
      .between("date_created", filter.created_from, filter.created_until);
  if (!filter.deleted) conditions.differ("status", "deleted");
  return page_of<Recording>(readers_.queue(), std::move(conditions), std::move(page));
}

Task<Result<void>> SqlStore::save(Recording recording, std::vector<DueCallback> due) {
  return write(writer_.queue(), [recording = std::move(recording), due = std::move(due)](soci::session& sql) {
    table::upsert(sql, recording);
    table::leave_due(sql, due);
  });
}

Task<Result<std::vector<Recording>>> SqlStore::open_recordings() {
  return ask<std::vector<Recording>>(readers_.queue(), [](soci::session& sql) {
    std::vector<Recording> open;
    for (const auto* status : {"in-progress", "paused", "stopped"}) {
      auto rows = table::select<Recording>(sql, table::Conditions().equal("status", status));
      std::move(rows.begin(), rows.end(), std::back_inserter(open));
    }
    return Result<std::vector<Recording>>(std::move(open));
  });
}

Task<Result<std::optional<Transcription>>> SqlStore::transcription(std::string account_sid, std::string sid) {
  return one<Transcription>(readers_.queue(), owned(std::move(account_sid), std::move(sid)));
}

Task<Result<Rows<Transcription>>> SqlStore::transcriptions(std::string account_sid, std::string recording_sid,
                                                           Page page) {
  table::Conditions conditions;
  conditions.equal("account_sid", std::move(account_sid)).equal_if("recording_sid", std::move(recording_sid));
  return page_of<Transcription>(readers_.queue(), std::move(conditions), std::move(page));
}

Task<Result<void>> SqlStore::save(Transcription transcription, std::vector<DueCallback> due) {
  return write(writer_.queue(), [transcription = std::move(transcription), due = std::move(due)](soci::session& sql) {
    table::upsert(sql, transcription);
    table::leave_due(sql, due);
  });
}

Task<Result<void>> SqlStore::remove_transcription(std::string sid) {
  return write(writer_.queue(), [sid = std::move(sid)](soci::session& sql) {
    sql << "DELETE FROM transcriptions WHERE sid = :sid", soci::use(sid);
  });
}

Task<Result<std::vector<Transcription>>> SqlStore::open_transcriptions() {
  return ask<std::vector<Transcription>>(readers_.queue(), [](soci::session& sql) {
    return Result<std::vector<Transcription>>(
        table::select<Transcription>(sql, table::Conditions().equal("status", "in-progress")));
  });
}

Task<Result<std::vector<OpenCall>>> SqlStore::open_calls() {
  return ask<std::vector<OpenCall>>(readers_.queue(), table::open_calls);
}

Task<Result<std::vector<DueCallback>>> SqlStore::due_callbacks() {
  return ask<std::vector<DueCallback>>(readers_.queue(), table::due_callbacks);
}

Task<Result<void>> SqlStore::remove_due_callback(std::string sid) {
  return write(writer_.queue(), [sid = std::move(sid)](soci::session& sql) { table::remove_due_callback(sql, sid); });
}

Task<Result<void>> SqlStore::sign_of_life(Millis now) {
  return write(writer_.queue(), [now](soci::session& sql) { table::sign_of_life(sql, now); });
}

Task<Result<std::optional<Millis>>> SqlStore::last_sign_of_life() {
  return ask<std::optional<Millis>>(readers_.queue(), table::last_sign_of_life);
}

Store::Backlog SqlStore::backlog() const {
  return {.writes = writer_.queue().size(), .reads = readers_.queue().size(), .limit = JobQueue::limit};
}

}  // namespace ringback::store
