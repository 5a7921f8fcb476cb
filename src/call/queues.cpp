#include <algorithm>
#include <iterator>

#include "base/sid.hpp"
#include "call/queue.hpp"

namespace ringback::call {

std::shared_ptr<Queue> Queues::add(QueueFacts facts) {
  Account& account = accounts_[facts.account_sid];
  Known& known = account[facts.friendly_name];
  known = {std::make_shared<Queue>(std::move(facts)), ++opened_};
  auto queue = known.queue;
  if (account.size() > max_idle) forget_idle(account);
  return queue;
}

std::shared_ptr<Queue> Queues::open(const std::string& account_sid, const std::string& friendly_name,
                                    std::int64_t now_ms) {
  Account& account = accounts_[account_sid];
  if (const auto known = account.find(friendly_name); known != account.end()) {
    known->second.opened = ++opened_;
    return known->second.queue;
  }
  auto queue = add({.sid = make_sid("QU"),
                    .account_sid = account_sid,
                    .friendly_name = friendly_name,
                    .created_ms = now_ms,
                    .updated_ms = now_ms});
  save(*queue);
  return queue;
}

std::shared_ptr<Queue> Queues::find(const std::string& account_sid, const std::string& friendly_name) const {
  const auto account = accounts_.find(account_sid);
  if (account == accounts_.end()) return nullptr;
  const auto known = account->second.find(friendly_name);
  return known == account->second.end() ? nullptr : known->second.queue;
}

std::shared_ptr<Queue> Queues::find_by_sid(const std::string& account_sid, const std::string& sid) const {
  for (auto& queue : all(account_sid)) {
    if (queue->sid() == sid) return queue;
  }
  return nullptr;
}

std::vector<std::shared_ptr<Queue>> Queues::all(const std::string& account_sid) const {
  std::vector<std::shared_ptr<Queue>> out;
  const auto account = accounts_.find(account_sid);
  if (account == accounts_.end()) return out;
  std::ranges::transform(account->second, std::back_inserter(out),
                         [](const auto& entry) { return entry.second.queue; });
  return out;
}

void Queues::resize(Queue& queue, std::size_t size, std::int64_t now_ms) {
  if (std::exchange(queue.facts_.max_size, size) == size) return;
  queue.facts_.updated_ms = now_ms;
  save(queue);
}

Result<void> Queues::rename(const Queue& queue, const std::string& friendly_name, std::int64_t now_ms) {
  if (queue.friendly_name() == friendly_name) return {};
  Account& account = accounts_[queue.facts().account_sid];
  if (account.contains(friendly_name)) return Error{20409, "Another queue has that FriendlyName"};
  auto node = account.extract(place_of(queue));
  node.key() = friendly_name;
  const auto renamed = account.insert(std::move(node)).position->second.queue;
  renamed->facts_.friendly_name = friendly_name;
  renamed->facts_.updated_ms = now_ms;
  save(*renamed);
  return {};
}

Result<void> Queues::remove(const Queue& queue) {
  if (queue.size() > 0 || !queue.pickups_.empty()) return Error{20409, "The queue is not empty"};
  forget(accounts_[queue.facts().account_sid], place_of(queue));
  return {};
}

std::size_t Queues::waiting() const {
  std::size_t sum = 0;
  for (const auto& [sid, queues] : accounts_) {
    for (const auto& [name, known] : queues) sum += known.queue->size();
  }
  return sum;
}

Queues::Account::const_iterator Queues::place_of(const Queue& queue) const {
  return accounts_.at(queue.facts().account_sid).find(queue.friendly_name());
}

void Queues::forget(Account& account, Account::const_iterator known) {
  if (journal_) journal_->removed(known->second.queue->sid());
  account.erase(known);
}

void Queues::forget_idle(Account& account) {
  auto oldest = account.end();
  for (auto known = account.begin(); known != account.end(); ++known) {
    const bool idle = known->second.queue.use_count() == 1;
    if (idle && (oldest == account.end() || known->second.opened < oldest->second.opened)) oldest = known;
  }
  if (oldest != account.end()) forget(account, oldest);
}

void Queues::save(const Queue& queue) {
  if (journal_) journal_->saved(queue.facts());
}

}  // namespace ringback::call
