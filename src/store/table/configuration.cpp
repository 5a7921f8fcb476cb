#include "store/table/configuration.hpp"

namespace ringback::store::table {
namespace {

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
  replace_all(sql, configuration.trunks);
  replace_all(sql, sealed(configuration.phones, cipher));
}

std::vector<AvailableNumber> available_numbers(soci::session& sql) {
  return select<AvailableNumber>(sql, {}, " ORDER BY phone_number");
}

std::vector<Trunk> trunks(soci::session& sql) {
  return select<Trunk>(sql, {}, " ORDER BY name");
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
