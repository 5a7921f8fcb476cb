#include "http/transfer_loop.hpp"

#include <algorithm>
#include <utility>

namespace ringback::http {
namespace {

// Only a bound: an order or a timer of libcurl's own wakes the thread earlier.
constexpr int poll_milliseconds = 60'000;

CURLM* make_multi(const Client::Options& options) {
  static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(global);
  CURLM* multi = curl_multi_init();
  const long total = static_cast<long>(std::max<std::size_t>(options.max_connections, 1));
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, total);
  curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, total);
  // A host that hangs leaves connections for the others.
  curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, std::max(total / 2, 1L));
  return multi;
}

}  // namespace

TransferLoop::TransferLoop(Client::Options options, Done done)
    : options_(std::move(options)), done_(std::move(done)), multi_(make_multi(options_)), thread_([this] { run(); }) {}

TransferLoop::~TransferLoop() {
  order([](Orders& orders) { orders.stop = true; });
  thread_.join();
}

template <class Change>
void TransferLoop::order(Change change) {
  {
    const std::lock_guard lock(mutex_);
    change(orders_);
  }
  curl_multi_wakeup(multi_.get());
}

void TransferLoop::start(std::uint64_t id, FetchRequest request) {
  order([&](Orders& orders) { orders.start.emplace_back(id, std::move(request)); });
}

void TransferLoop::cancel(std::uint64_t id) {
  order([&](Orders& orders) { orders.cancel.push_back(id); });
}

void TransferLoop::run() {
  while (obey()) {
    int running = 0;
    curl_multi_perform(multi_.get(), &running);
    collect();
    curl_multi_poll(multi_.get(), nullptr, 0, poll_milliseconds, nullptr);
  }
  while (!transfers_.empty()) remove(transfers_.begin()->first);
}

bool TransferLoop::obey() {
  Orders orders;
  {
    const std::lock_guard lock(mutex_);
    orders = std::exchange(orders_, {});
  }
  if (orders.stop) return false;
  for (auto& [id, request] : orders.start) add(id, std::move(request));
  for (const std::uint64_t id : orders.cancel) remove(id);
  return true;
}

void TransferLoop::add(std::uint64_t id, FetchRequest request) {
  auto transfer = std::make_unique<Transfer>(id, std::move(request), options_);
  if (transfer->defect() != FetchFailure::none) {
    FetchResult result;
    result.failure = transfer->defect();
    result.detail = "not a request that can be sent";
    done_(id, std::move(result));
    return;
  }
  curl_multi_add_handle(multi_.get(), transfer->handle());
  transfers_[id] = std::move(transfer);
}

void TransferLoop::remove(std::uint64_t id) {
  const auto node = transfers_.extract(id);
  if (node) curl_multi_remove_handle(multi_.get(), node.mapped()->handle());
}

void TransferLoop::collect() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    Transfer* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    const auto node = transfers_.extract(transfer->id());
    curl_multi_remove_handle(multi_.get(), transfer->handle());
    done_(transfer->id(), transfer->finish(code));
  }
}

}  // namespace ringback::http
