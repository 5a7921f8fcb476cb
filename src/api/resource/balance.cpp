#include "api/resource/balance.hpp"

namespace ringback::api::resource::balance {

Task<Result<Answer>> fetch(Context& context) {
  boost::json::object body = {{"account_sid", context.account.sid}, {"balance", "0.00"}, {"currency", "USD"}};
  co_return Answer{200, std::move(body), "Balance", ""};
}

}  // namespace ringback::api::resource::balance
