#include "api/throttle.hpp"

#include "base/network.hpp"

namespace ringback::api {
namespace {

// With a reserve of five.
constexpr double wrong_passwords_per_second = 1;
constexpr std::chrono::seconds delay{2};
constexpr int max_held_back = 256;

class HeldBack {
 public:
  explicit HeldBack(std::shared_ptr<int> count) : count_(std::move(count)) { ++*count_; }
  ~HeldBack() { --*count_; }
  HeldBack(const HeldBack&) = delete;
  HeldBack& operator=(const HeldBack&) = delete;

 private:
  std::shared_ptr<int> count_;
};

Error too_many() {
  return {20429, "Too many requests"};
}

}  // namespace

Throttle::Throttle(const Options& options)
    : limits_addresses_(options.requests_per_second_per_address > 0),
      limits_accounts_(options.requests_per_second_per_account > 0),
      addresses_(options.requests_per_second_per_address),
      accounts_(options.requests_per_second_per_account),
      wrong_passwords_(wrong_passwords_per_second) {}

Result<void> Throttle::admit_address(const std::string& address, TimePoint now) {
  if (!limits_addresses_ || addresses_.take(network_of(address), now)) return {};
  ++refusals_.address;
  return too_many();
}

Result<void> Throttle::admit_account(const std::string& account_sid, TimePoint now) {
  if (!limits_accounts_ || accounts_.take(account_sid, now)) return {};
  ++refusals_.account;
  return too_many();
}

Task<Result<void>> Throttle::failed_login(std::string address, Deadlines& deadlines) {
  ++failed_logins_;
  if (wrong_passwords_.take(network_of(address), deadlines.now())) co_return Result<void>();
  if (*held_back_ >= max_held_back) {
    ++refusals_.logins;
    co_return too_many();
  }
  const HeldBack held(held_back_);
  co_await deadlines.wait_for(delay);
  co_return Result<void>();
}

}  // namespace ringback::api
