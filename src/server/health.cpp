#include "server/health.hpp"

#include <boost/asio/co_spawn.hpp>

namespace ringback::server {
namespace {

namespace asio = boost::asio;

// One check under way. Whoever asked may have given up before it ends.
struct Asked {
  std::string reason;
  Wakeup answered;
};

Task<void> run(Health::Check check, std::shared_ptr<Asked> asked) {
  asked->reason = co_await check();
  asked->answered.notify();
}

}  // namespace

void Health::mount(http::Server& server) {
  server.route("/healthz",
               [](const http::Request&, const http::Respond& respond) { respond(http::text_response(200, "ok\n")); });
  server.route("/readyz", [this](const http::Request&, const http::Respond& respond) {
    asio::co_spawn(control_, answer(respond), must_not_throw);
  });
}

Task<void> Health::answer(http::Respond respond) {
  const std::string why = co_await reason();
  respond(why.empty() ? http::text_response(200, "ready\n") : http::text_response(503, why + '\n'));
}

Task<std::string> Health::reason() {
  if (phase_ == Phase::starting) co_return "starting";
  if (phase_ == Phase::draining) co_return "draining";
  if (deadlines_.now() >= remembered_until_) {
    // The others that ask meanwhile get the last answer.
    remembered_until_ = deadlines_.now() + patience * checks_.size() + memory;
    remembered_ = co_await ask_all();
    remembered_until_ = deadlines_.now() + memory;
  }
  co_return remembered_;
}

Task<std::string> Health::ask_all() {
  std::string out;
  for (const Named& named : checks_) {
    const std::string why = co_await ask(named);
    if (!why.empty()) out += (out.empty() ? "" : "; ") + named.name + ": " + why;
  }
  co_return out;
}

Task<std::string> Health::ask(Named named) {
  const auto asked = std::make_shared<Asked>();
  asio::co_spawn(control_, run(named.check, asked), must_not_throw);
  const bool answered = co_await asked->answered.wait_until(deadlines_, deadlines_.now() + patience);
  co_return answered ? asked->reason : "no answer";
}

}  // namespace ringback::server
