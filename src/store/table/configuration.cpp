#include "store/table/configuration.hpp"

#include <iterator>
#include <optional>
#include <sstream>

namespace ringback::store::table {
namespace {

// A trunk as its row has it: lists are words, and SOCI knows no bool that both engines take.
struct TrunkRow : Trunk {
  std::string addresses_column;
  std::string prefixes_column;
  int registers_column = 0;
};

}  // namespace

template <>
struct Table<TrunkRow> {
  static constexpr std::string_view name = "trunks";
  static constexpr std::string_view key = "name";

  template <class Visit>
  static void columns(TrunkRow& row, Visit visit) {
    visit("name", row.name);
    visit("addresses", row.addresses_column);
    visit("proxy", row.proxy);
    visit("user_name", row.user);
    visit("password", row.password);
    visit("registers", row.registers_column);
    visit("register_expires", row.register_expires);
    visit("inbound_user", row.inbound_user);
    visit("inbound_password", row.inbound_password);
    visit("prefixes", row.prefixes_column);
    visit("priority", row.priority);
    visit("weight", row.weight);
    visit("number_format", row.number_format);
    visit("caller_id_in", row.caller_id_in);
    visit("max_calls", row.max_calls);
    visit("calls_per_second", row.calls_per_second);
  }
};

namespace {

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<std::string> split(const std::string& text) {
  std::istringstream words(text);
  return {std::istream_iterator<std::string>(words), {}};
}

// The places that a row's secrets are bound to; an empty one stays empty.
template <class Each>
void each_secret(Trunk& trunk, Each each) {
  if (!trunk.password.empty()) each(trunk.password, "trunks.password." + trunk.name);
  if (!trunk.inbound_password.empty()) each(trunk.inbound_password, "trunks.inbound_password." + trunk.name);
}

std::vector<TrunkRow> sealed(const std::vector<Trunk>& trunks, const Cipher& cipher) {
  std::vector<TrunkRow> rows;
  for (const Trunk& trunk : trunks) {
    rows.push_back({trunk, join(trunk.addresses), join(trunk.prefixes), trunk.registers ? 1 : 0});
    each_secret(rows.back(),
                [&](std::string& secret, const std::string& place) { secret = cipher.seal(secret, place); });
  }
  return rows;
}

std::string place(const Phone& phone) {
  return "phones.password." + phone.user;
}

template <class Row>
void replace_all(soci::session& sql, const std::vector<Row>& rows) {
  sql << "DELETE FROM " << std::string(Table<Row>::name);
  for (const Row& row : rows) upsert(sql, row);
}

std::vector<Phone> sealed(std::vector<Phone> phones, const Cipher& cipher) {
  for (Phone& phone : phones) phone.password = cipher.seal(phone.password, place(phone));
  return phones;
}

}  // namespace

void replace_configuration(soci::session& sql, const Cipher& cipher, const Configuration& configuration) {
  replace_all(sql, configuration.numbers);
  replace_all(sql, sealed(configuration.trunks, cipher));
  replace_all(sql, sealed(configuration.phones, cipher));
}

std::vector<AvailableNumber> available_numbers(soci::session& sql) {
  return select<AvailableNumber>(sql, {}, " ORDER BY phone_number");
}

std::vector<AvailableNumber> free_numbers(soci::session& sql, const std::string& account_sid) {
  Conditions conditions;
  conditions.equal_any("account_sid", {"", account_sid})
      .absent_from("phone_number", "SELECT phone_number FROM incoming_phone_numbers");
  return select<AvailableNumber>(sql, std::move(conditions), " ORDER BY phone_number");
}

Result<std::vector<Trunk>> trunks(soci::session& sql, const Cipher& cipher) {
  std::vector<Trunk> out;
  for (const TrunkRow& row : select<TrunkRow>(sql, {}, " ORDER BY name")) {
    Trunk& trunk = out.emplace_back(row);
    trunk.addresses = split(row.addresses_column);
    trunk.prefixes = split(row.prefixes_column);
    trunk.registers = row.registers_column != 0;
    std::optional<Error> broken;
    each_secret(trunk, [&](std::string& secret, const std::string& place) {
      auto opened = cipher.open(secret, place);
      if (!opened) broken = Error{20500, opened.error().message};
      if (opened) secret = *std::move(opened);
    });
    if (broken) return *broken;
  }
  return out;
}

Result<std::vector<Phone>> phones(soci::session& sql, const Cipher& cipher) {
  auto rows = select<Phone>(sql, {}, " ORDER BY user_name");
  for (Phone& phone : rows) {
    auto password = cipher.open(phone.password, place(phone));
    if (!password) return Error{20500, password.error().message};
    phone.password = std::move(*password);
  }
  return rows;
}

}  // namespace ringback::store::table
