#pragma once

#include <curl/curl.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "http/transfer.hpp"

namespace ringback::http {

// A thread that drives libcurl's multi interface. `start` and `cancel` return at once, from any thread.
class TransferLoop {
 public:
  // Called on the loop's thread, once for each transfer that was started and not cancelled before.
  using Done = std::function<void(std::uint64_t id, FetchResult)>;

  TransferLoop(Client::Options options, Done done);
  // Gives up what is running; nothing is reported any more.
  ~TransferLoop();
  TransferLoop(const TransferLoop&) = delete;
  TransferLoop& operator=(const TransferLoop&) = delete;

  void start(std::uint64_t id, FetchRequest request);
  void cancel(std::uint64_t id);

 private:
  struct MultiCleanup {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
  };
  // Asked for by other threads and not seen by ours yet.
  struct Orders {
    std::vector<std::pair<std::uint64_t, FetchRequest>> start;
    std::vector<std::uint64_t> cancel;
    bool stop = false;
  };

  template <class Change>
  void order(Change change);
  void run();
  bool obey();
  void add(std::uint64_t id, FetchRequest request);
  void remove(std::uint64_t id);
  void collect();

  const Client::Options options_;
  const Done done_;

  std::mutex mutex_;
  Orders orders_;  // under the mutex

  // The thread's own. Transfers leave the multi handle before they die.
  std::unique_ptr<CURLM, MultiCleanup> multi_;
  std::map<std::uint64_t, std::unique_ptr<Transfer>> transfers_;
  std::thread thread_;
};

}  // namespace ringback::http
