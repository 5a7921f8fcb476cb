#include "store/configured.hpp"

#include "store/sql/kinds.hpp"
#include "store/table/configuration.hpp"

namespace ringback::store {
namespace {

class SqlConfigured final : public Configured {
 public:
  explicit SqlConfigured(Database& database) : database_(database) {}

  Task<Result<void>> replace(std::vector<AvailableNumber> numbers, std::vector<Trunk> trunks,
                             std::vector<Phone> phones) override {
    table::Configuration configuration{std::move(numbers), std::move(trunks), std::move(phones)};
    return database_.write([this, configuration = std::move(configuration)](soci::session& sql) {
      table::replace_configuration(sql, database_.cipher(), configuration);
    });
  }
  Task<Result<std::vector<AvailableNumber>>> available_numbers() override {
    return database_.read<std::vector<AvailableNumber>>(table::available_numbers);
  }
  Task<Result<std::vector<AvailableNumber>>> free_numbers(std::string account_sid) override {
    return database_.read<std::vector<AvailableNumber>>([account_sid = std::move(account_sid)](soci::session& sql) {
      return Result<std::vector<AvailableNumber>>(table::free_numbers(sql, account_sid));
    });
  }
  Task<Result<std::vector<Trunk>>> trunks() override {
    return database_.read<std::vector<Trunk>>(
        [this](soci::session& sql) { return table::trunks(sql, database_.cipher()); });
  }
  Task<Result<std::vector<Phone>>> phones() override {
    return database_.read<std::vector<Phone>>(
        [this](soci::session& sql) { return table::phones(sql, database_.cipher()); });
  }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<Configured> make_configured(Database& database) {
  return std::make_unique<SqlConfigured>(database);
}

}  // namespace ringback::store
