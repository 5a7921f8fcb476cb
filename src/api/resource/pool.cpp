#include "api/resource/pool.hpp"

#include "base/phone_number.hpp"

namespace ringback::api::resource {
namespace {

void complete(store::AvailableNumber& number) {
  const Geography place = geography(number.phone_number);
  if (number.country.empty()) number.country = place.country;
  if (number.locality.empty()) number.locality = place.city;
  if (number.region.empty()) number.region = place.state;
  if (number.type.empty()) number.type = number_type(number.phone_number);
}

}  // namespace

Task<Result<std::vector<store::AvailableNumber>>> free_numbers(const Context& context) {
  auto numbers = co_await context.store.configured().free_numbers(context.account.sid);
  if (numbers) {
    for (store::AvailableNumber& number : *numbers) complete(number);
  }
  co_return numbers;
}

}  // namespace ringback::api::resource
