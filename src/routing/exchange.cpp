#include "routing/exchange.hpp"

namespace ringback::routing {

Result<std::vector<std::unique_ptr<call::Leg>>> Exchange::dial(const call::Target& target) {
  return target.kind == call::Target::Kind::client ? clients_->make(target) : numbers_->make(target);
}

Task<bool> Exchange::may_use_caller_id(std::string account_sid, std::string number) {
  const auto owned = co_await store_.number_by_e164(number);
  co_return owned && *owned && (*owned)->account_sid == account_sid;
}

}  // namespace ringback::routing
