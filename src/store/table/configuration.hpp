#pragma once

#include "store/cipher.hpp"
#include "store/configured.hpp"
#include "store/table/table.hpp"

// The tables that the configuration file fills at every start.
namespace ringback::store::table {

template <>
struct Table<AvailableNumber> {
  static constexpr std::string_view name = "available_numbers";
  static constexpr std::string_view key = "phone_number";

  template <class Visit>
  static void columns(AvailableNumber& row, Visit visit) {
    visit("phone_number", row.phone_number);
    visit("account_sid", row.account_sid);
    visit("country", row.country);
    visit("type", row.type);
    visit("locality", row.locality);
    visit("region", row.region);
    visit("postal_code", row.postal_code);
  }
};

template <>
struct Table<Phone> {
  static constexpr std::string_view name = "phones";
  static constexpr std::string_view key = "user_name";

  template <class Visit>
  static void columns(Phone& row, Visit visit) {
    visit("user_name", row.user);
    visit("password", row.password);
    visit("phone_number", row.phone_number);
  }
};

struct Configuration {
  std::vector<AvailableNumber> numbers;
  std::vector<Trunk> trunks;
  std::vector<Phone> phones;
};

// What is not in `configuration` is gone afterwards.
void replace_configuration(soci::session& sql, const Cipher& cipher, const Configuration& configuration);
std::vector<AvailableNumber> available_numbers(soci::session& sql);
// What nobody has taken and `account_sid` may, by number.
std::vector<AvailableNumber> free_numbers(soci::session& sql, const std::string& account_sid);
Result<std::vector<Trunk>> trunks(soci::session& sql, const Cipher& cipher);
Result<std::vector<Phone>> phones(soci::session& sql, const Cipher& cipher);

}  // namespace ringback::store::table
