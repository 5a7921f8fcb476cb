#include "routing/exchange.hpp"

#include "call/loop_leg.hpp"

namespace ringback::routing {

Result<std::vector<std::unique_ptr<call::Leg>>> Exchange::dial(const call::Target& target) {
  switch (target.kind) {
    case call::Target::Kind::client:
      return clients_->make(target);
    case call::Target::Kind::application:
      return dial_application(target);
    case call::Target::Kind::number:
    case call::Target::Kind::sip:
      break;
  }
  return numbers_->make(target);
}

Result<std::vector<std::unique_ptr<call::Leg>>> Exchange::dial_application(const call::Target& target) {
  if (!inside_) return Error{21218, "no applications are to be dialled here"};
  const std::string* to = find(target.parameters, "To");
  call::IncomingCall incoming{.origin = call::IncomingCall::Origin::client,
                              .called = to ? *to : target.address,
                              .caller = target.from,
                              .forwarded_from = {},
                              .account_sid = target.account_sid,
                              .application_sid = target.address,
                              .page_parameters = target.parameters,
                              .token_parameters = {},
                              .inside = true,
                              .call_sid = {}};
  auto leg =
      call::make_loop({inside_->engine, inside_->deadlines, inside_->handler, std::move(incoming), target.beside});
  if (!leg) return leg.error();
  std::vector<std::unique_ptr<call::Leg>> legs;
  legs.push_back(*std::move(leg));
  return legs;
}

Task<bool> Exchange::may_use_caller_id(std::string account_sid, std::string number) {
  const auto owned = co_await owned_.find_number(number);
  if (owned && *owned && (*owned)->account_sid == account_sid) co_return true;
  const auto verified = co_await verified_.list(account_sid, {.phone_number = number}, {.size = 1});
  co_return verified && !verified->rows.empty();
}

}  // namespace ringback::routing
