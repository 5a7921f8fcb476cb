#pragma once

#include <map>
#include <memory>
#include <string>

#include "api/authentication.hpp"
#include "api/context.hpp"
#include "api/idempotency.hpp"
#include "api/options.hpp"
#include "api/throttle.hpp"
#include "api/verifications.hpp"
#include "base/async.hpp"
#include "base/workers.hpp"
#include "http/message.hpp"
#include "store/accounts.hpp"

namespace ringback::http {
class Server;
}

namespace ringback::api {

// The REST API under `/2010-04-01/`. Control thread; nothing here blocks. All parts must outlive the requests that are
// under way.
class Api {
 public:
  struct Parts {
    store::Store& store;
    Deadlines& deadlines;
    Executor control;
    call::UserMessageDoor& pages;
    webhook::MessageSubscriptions& message_subscriptions;
    call::Attendant& attendant;
    call::Recordings& recordings;
    call::Conferences& conferences;
    call::Queues& queues;
    const archive::Sounds& sounds;
    webhook::Requests& requests;
  };
  Api(Options options, Parts parts);

  void mount(http::Server& server);

  // Never fails: what goes wrong is an answer with a status and a body.
  Task<http::Response> handle(http::Request request);
  // The same of a request for one of the other products (product.hpp).
  Task<http::Response> handle_product(http::Request request);

  // Requests under way of the account that has most of them, and those that were refused for
  // Options::max_concurrent_requests.
  std::size_t most_running() const;
  std::uint64_t refused() const { return refused_; }
  const Throttle& throttle() const { return throttle_; }

 private:
  void miss(const std::string& product);
  Task<Result<Answer>> answer(const http::Request& request, int& concurrent);
  // The account that a request is about, and who asks.
  struct About {
    store::Account account;
    std::string caller_sid;
  };
  Task<Result<Caller>> log_in(const http::Request& request);
  Task<Result<Answer>> answer_for(const http::Request& request, Path path, About about);
  Task<void> note_unknown_parameters(const Context& context, const http::Request& request);

  const Options options_;
  const Parts parts_;
  Throttle throttle_;
  Idempotency idempotency_;
  std::map<std::string, WallTime> missed_;  // products that were asked for in vain, with the time of the log's line
  Verifications verifications_;
  Workers files_{1, 64};
  // Requests by account.
  std::uint64_t refused_ = 0;
  std::shared_ptr<std::map<std::string, int>> running_ = std::make_shared<std::map<std::string, int>>();
};

}  // namespace ringback::api
