#include "twiml/verb/partial_results.hpp"

#include <boost/asio/co_spawn.hpp>
#include <utility>

namespace ringback::twiml {

PartialResults::PartialResults(webhook::Requests& requests, call::Facts facts, webhook::Request request,
                               Executor control)
    : requests_(requests), facts_(std::move(facts)), request_(std::move(request)), control_(std::move(control)) {}

void PartialResults::tell(std::string text) {
  if (text.empty() || text == last_) return;
  last_ = text;
  next_ = std::move(text);
  if (std::exchange(sending_, true)) return;
  boost::asio::co_spawn(control_, send_all(shared_from_this()), must_not_throw);
}

Task<void> PartialResults::send_all(std::shared_ptr<PartialResults> self) {
  while (self->next_) {
    webhook::Request request = self->request_;
    request.parameters = {{"SequenceNumber", std::to_string(self->sequence_++)},
                          {"UnstableSpeechResult", *std::exchange(self->next_, std::nullopt)}};
    co_await self->requests_.send(self->facts_, std::move(request));
  }
  self->sending_ = false;
}

}  // namespace ringback::twiml
