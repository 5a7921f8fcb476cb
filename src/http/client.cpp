#include "http/client.hpp"

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>

#include "http/transfer_loop.hpp"

namespace ringback::http {

namespace asio = boost::asio;

namespace {

using Complete = std::function<void(boost::system::error_code, FetchResult)>;

// The fetches that somebody waits for. Lives on the control thread alone; the loop's results are posted to it.
class Waiting {
 public:
  std::uint64_t add(Complete complete) {
    waiting_.emplace(next_, std::move(complete));
    return next_++;
  }
  // False if nobody waits any more.
  bool complete(std::uint64_t id, boost::system::error_code error, FetchResult result) {
    const auto node = waiting_.extract(id);
    if (node) node.mapped()(error, std::move(result));
    return !node.empty();
  }
  void complete_all(const FetchResult& result) {
    while (!waiting_.empty()) complete(waiting_.begin()->first, {}, result);
  }
  std::size_t size() const { return waiting_.size(); }

 private:
  std::map<std::uint64_t, Complete> waiting_;
  std::uint64_t next_ = 0;
};

FetchResult failed(FetchFailure failure, std::string detail) {
  FetchResult result;
  result.failure = failure;
  result.detail = std::move(detail);
  return result;
}

// Resumes the coroutine behind `handler` on its own executor, never from within the caller.
template <class Handler>
Complete complete_by_posting(std::shared_ptr<Handler> handler) {
  return [handler = std::move(handler)](boost::system::error_code error, FetchResult result) {
    asio::post(asio::get_associated_executor(*handler), [handler, error, result = std::move(result)]() mutable {
      std::move (*handler)(error, std::move(result));
    });
  };
}

}  // namespace

class Client::Implementation {
 public:
  Implementation(Options options, Executor control)
      : max_waiting_(options.max_waiting),
        loop_(std::make_shared<TransferLoop>(
            std::move(options),
            [control = std::move(control), waiting = std::weak_ptr(waiting_)](std::uint64_t id, FetchResult result) {
              asio::post(control, [waiting, id, result = std::move(result)]() mutable {
                if (const auto alive = waiting.lock()) alive->complete(id, {}, std::move(result));
              });
            })) {}

  ~Implementation() {
    loop_.reset();
    waiting_->complete_all(failed(FetchFailure::cancelled, "the client was closed"));
  }
  Implementation(const Implementation&) = delete;
  Implementation& operator=(const Implementation&) = delete;

  std::size_t waiting() const { return waiting_->size(); }
  bool full() const { return waiting() >= max_waiting_; }

  Task<FetchResult> fetch(FetchRequest request) {
    const auto initiation = [this, &request](auto handler) {
      auto slot = asio::get_associated_cancellation_slot(handler);
      const auto shared = std::make_shared<decltype(handler)>(std::move(handler));
      const std::uint64_t id = waiting_->add(complete_by_posting(shared));
      loop_->start(id, std::move(request));
      if (slot.is_connected()) {
        slot.assign([id, waiting = std::weak_ptr(waiting_), loop = std::weak_ptr(loop_)](asio::cancellation_type) {
          const auto alive = waiting.lock();
          if (!alive || !alive->complete(id, asio::error::operation_aborted, {})) return;
          if (const auto running = loop.lock()) running->cancel(id);
        });
      }
    };
    FetchResult result =
        co_await asio::async_initiate<const asio::use_awaitable_t<>, void(boost::system::error_code, FetchResult)>(
            initiation, asio::use_awaitable);
    co_return result;
  }

 private:
  const std::size_t max_waiting_;
  std::shared_ptr<Waiting> waiting_ = std::make_shared<Waiting>();
  std::shared_ptr<TransferLoop> loop_;
};

Client::Client(Options options, Executor control)
    : implementation_(std::make_unique<Implementation>(std::move(options), std::move(control))) {}

Client::~Client() = default;

std::size_t Client::waiting() const {
  return implementation_->waiting();
}

Task<FetchResult> Client::fetch(FetchRequest request) {
  if (implementation_->full()) co_return failed(FetchFailure::connection_failed, "too many fetches wait already");
  FetchResult result = co_await implementation_->fetch(std::move(request));
  co_return result;
}

}  // namespace ringback::http
