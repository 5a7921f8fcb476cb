#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/form.hpp"
#include "api/options.hpp"
#include "api/path.hpp"
#include "base/deadlines.hpp"
#include "http/message.hpp"
#include "store/accounts.hpp"
#include "store/store.hpp"

namespace ringback {
class Workers;
}
namespace ringback::archive {
class Sounds;
}
namespace ringback::call {
class Attendant;
class Conferences;
class Queues;
class Recordings;
class UserMessageDoor;
}  // namespace ringback::call
namespace ringback::webhook {
class MessageSubscriptions;
}

namespace ringback::api {

class Idempotency;
class Verifications;

// What the API reaches beyond the store: calls that are up, and what former requests made.
struct Live {
  call::UserMessageDoor& pages;
  webhook::MessageSubscriptions& message_subscriptions;
  Idempotency& idempotency;
  call::Attendant& attendant;
  call::Recordings& recordings;
  call::Conferences& conferences;
  call::Queues& queues;
  const archive::Sounds& sounds;
  Verifications& verifications;
  Workers& files;  // for what reads and writes them
};

// A request that is allowed, as the resources see it.
struct Context {
  store::Store& store;
  const Deadlines& deadlines;
  const Options& options;
  Live live;
  store::Account account;  // whose path it is
  std::string origin;      // `https://host[:port]`, as the caller has it
  std::string caller_sid;  // whose credentials came: the same account's, or its parent's
  Path path;
  std::vector<std::string> sids;  // in the path, behind the account's
  Form form;

  store::Millis now() const;
  // `/2010-04-01/Accounts/AC…<below>`, with the extension that was asked for.
  std::string uri(const std::string& below) const;
};

// What a resource answers, in whatever format.
struct Answer {
  int status = 200;
  boost::json::object body;               // the resource, or a list's envelope
  std::string_view element;               // XML's name of the resource: `Call`
  std::string_view list_key;              // the member with the rows: `calls`; empty for a resource
  std::optional<http::Response> sound{};  // instead of all of these
};

// A resource's answer to one method. The context outlives the task.
using Operation = Task<Result<Answer>> (*)(Context&);

}  // namespace ringback::api
