#include "archive/uploader.hpp"

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <utility>

#include "base/log.hpp"

namespace ringback::archive {
namespace {

using namespace std::chrono_literals;

constexpr int failed = 16111;
constexpr int denied = 16112;
constexpr std::chrono::seconds longest_pause{300};

// 2, 4, 8 … seconds.
std::chrono::seconds pause_after(int tries) {
  return std::min(longest_pause, std::chrono::seconds(1 << std::min(tries, 9)));
}

}  // namespace

void Uploader::begin() {
  for (const auto& sid : parts_.sounds.not_stored()) add({.sid = sid});
  boost::asio::co_spawn(parts_.control, forget_copies(), must_not_throw);
}

void Uploader::record(call::Event event) {
  if (event.kind != call::Event::Kind::recording || event.recording->status != "completed") return;
  add({.sid = event.recording->sid, .call = std::move(event.call)});
}

void Uploader::add(Upload upload) {
  const auto same = [&upload](const Upload& other) { return other.sid == upload.sid; };
  if (std::any_of(waiting_.begin(), waiting_.end(), same)) return;
  if (waiting_.size() == max_waiting) {
    log::error("too many recordings wait for the bucket: this one stays in the folder until the server starts anew",
               {{"recording_sid", upload.sid}});
    return;
  }
  waiting_.push_back(std::move(upload));
  if (!std::exchange(working_, true))
    boost::asio::co_spawn(parts_.control, run(), boost::asio::bind_cancellation_slot(end_.slot(), must_not_throw));
}

Task<void> Uploader::run() {
  try {
    co_await work();
  } catch (const boost::system::system_error& error) {
    if (error.code() != boost::asio::error::operation_aborted) throw;  // `close`
  }
}

// One that is not taken lets the others pass.
Task<void> Uploader::work() {
  while (!waiting_.empty()) {
    const bool stored = co_await upload(waiting_.front());
    Upload done = std::move(waiting_.front());
    waiting_.pop_front();
    if (stored) continue;
    const auto pause = pause_after(done.tries);
    waiting_.push_back(std::move(done));
    co_await parts_.deadlines.wait_for(pause);
  }
  working_ = false;
}

Task<bool> Uploader::upload(Upload& upload) {
  std::function<Result<void>(std::stop_token)> store =
      [&sounds = parts_.sounds, sid = upload.sid](const std::stop_token& stop) { return sounds.store(sid, stop); };
  const auto stored = co_await workers_.run<void>(std::move(store));
  ++upload.tries;
  if (stored) {
    log::info("recording stored in the bucket", {{"recording_sid", upload.sid}});
  } else {
    report(upload, stored.error());
  }
  co_return stored.has_value();
}

void Uploader::report(const Upload& upload, const Error& error) {
  log::warn("a recording could not be stored in the bucket",
            {{"recording_sid", upload.sid}, {"reason", error.message}, {"tries", upload.tries}});
  if (upload.tries > 1 || upload.call.sid.empty()) return;
  call::Notice notice{.code = error.code == 403 ? denied : failed,
                      .warning = false,
                      .text = "recording " + upload.sid + " could not be stored in the bucket: " + error.message};
  parts_.ledger.record({.kind = call::Event::Kind::notice, .call = upload.call, .notice = std::move(notice)});
}

Task<void> Uploader::forget_copies() {
  while (true) {
    co_await parts_.deadlines.wait_for(Sounds::copies_live);
    std::function<Result<void>(std::stop_token)> forget = [&sounds = parts_.sounds](const std::stop_token&) {
      sounds.forget_copies();
      return Result<void>();
    };
    co_await workers_.run<void>(std::move(forget));
  }
}

}  // namespace ringback::archive
