#pragma once

#include <boost/asio/cancellation_signal.hpp>
#include <deque>
#include <string>

#include "archive/sounds.hpp"
#include "base/deadlines.hpp"
#include "base/workers.hpp"
#include "call/journal.hpp"

namespace ringback::archive {

// Brings recordings that are over into the bucket: a further Journal behind the ledger. One after another; what the
// bucket doesn't take is tried again for as long as the server runs, and by the next one. Control thread.
class Uploader final : public call::Journal {
 public:
  struct Parts {
    const Sounds& sounds;   // with a bucket
    call::Journal& ledger;  // is told once of a recording that is not taken: 16111, 16112 if access is denied
    Deadlines& deadlines;
    Executor control;
  };
  // So many wait; what is more stays in the folder, with a line in the log, until the next `begin`.
  static constexpr std::size_t max_waiting = 10000;
  explicit Uploader(Parts parts) : parts_(std::move(parts)) {}

  // What a former run of the server has left.
  void begin();
  void record(call::Event event) override;
  Task<void> flush(std::string) override { co_return; }
  // For the end of the program: what is under way is given up, and begun again at the next start.
  void close() { end_.emit(boost::asio::cancellation_type::terminal); }
  std::size_t waiting() const { return waiting_.size(); }

 private:
  struct Upload {
    std::string sid;
    call::Facts call{};  // without a SID: of a former run
    int tries = 0;
  };
  void add(Upload upload);
  Task<void> run();
  Task<void> work();
  Task<void> forget_copies();
  Task<bool> upload(Upload& upload);
  void report(const Upload& upload, const Error& error);

  const Parts parts_;
  boost::asio::cancellation_signal end_;
  std::deque<Upload> waiting_;
  bool working_ = false;
  Workers workers_{1, 2};
};

}  // namespace ringback::archive
