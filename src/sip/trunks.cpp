#include "sip/trunks.hpp"
#include "store/configured.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace ringback::sip {
namespace {

// Lower is better.
auto rank(const Trunk& trunk, std::string_view number) {
  return std::tuple(-static_cast<std::ptrdiff_t>(trunk.match(number).value_or(0)), trunk.settings().priority);
}

}  // namespace

void Trunks::replace(const std::vector<store::Trunk>& settings) {
  std::vector<Entry> old = std::exchange(entries_, {});
  std::vector<std::shared_ptr<Trunk>> fresh;
  for (const store::Trunk& wanted : settings) {
    const auto same =
        std::find_if(old.begin(), old.end(), [&](const Entry& entry) { return entry.trunk->settings() == wanted; });
    if (same != old.end()) {
      entries_.push_back(std::move(*same));
      old.erase(same);
    } else {
      fresh.push_back(std::make_shared<Trunk>(wanted, context_));
      entries_.push_back({fresh.back()});
    }
  }
  // Old ones first: a trunk whose password alone has changed must not take back its new registration.
  for (const Entry& entry : old) entry.trunk->stop();
  for (const auto& trunk : fresh) trunk->start();
}

void Trunks::stop() {
  for (const Entry& entry : entries_) entry.trunk->stop();
}

std::vector<std::shared_ptr<Trunk>> Trunks::candidates(std::string_view number) {
  std::vector<Entry*> fit;
  for (Entry& entry : entries_) {
    if (entry.trunk->match(number) && !entry.trunk->peers().empty()) fit.push_back(&entry);
  }
  const auto before = [&](const Entry* a, const Entry* b) { return rank(*a->trunk, number) < rank(*b->trunk, number); };
  std::sort(fit.begin(), fit.end(), [&](const Entry* a, const Entry* b) {
    return std::pair(rank(*a->trunk, number), a) < std::pair(rank(*b->trunk, number), b);
  });
  const auto ready = [](const Entry* entry) { return entry->trunk->ready(); };
  if (std::any_of(fit.begin(), fit.end(), ready)) {
    std::erase_if(fit, [&](const Entry* entry) { return !ready(entry); });
  } else if (fit.size() > 1) {
    fit.resize(1);
  }
  for (auto first = fit.begin(); first != fit.end();) {
    const auto last = std::find_if(first, fit.end(), [&](const Entry* other) { return before(*first, other); });
    take_turns(first, last);
    first = last;
  }
  std::vector<std::shared_ptr<Trunk>> out;
  for (const Entry* entry : fit) out.push_back(entry->trunk);
  return out;
}

void Trunks::take_turns(std::vector<Entry*>::iterator first, std::vector<Entry*>::iterator last) {
  const int sum = std::accumulate(first, last, 0, [](int total, Entry* entry) {
    const int weight = entry->trunk->settings().weight;
    entry->credit += weight;
    return total + weight;
  });
  // Ties in the order of the configuration.
  std::sort(first, last,
            [](const Entry* a, const Entry* b) { return a->credit != b->credit ? a->credit > b->credit : a < b; });
  (*first)->credit -= sum;
}

template <class Condition>
std::shared_ptr<Trunk> Trunks::find(Condition condition) const {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return condition(*entry.trunk); });
  return found == entries_.end() ? nullptr : found->trunk;
}

std::shared_ptr<Trunk> Trunks::owner_of_contact(std::string_view user) const {
  return find([&](const Trunk& trunk) { return trunk.owns_contact(user); });
}

std::shared_ptr<Trunk> Trunks::owner_of_address(std::string_view address) const {
  return find([&](const Trunk& trunk) { return trunk.owns_address(address); });
}

std::shared_ptr<Trunk> Trunks::of_inbound_user(std::string_view user) const {
  return find([&](const Trunk& trunk) { return !user.empty() && trunk.settings().inbound_user == user; });
}

bool Trunks::know(std::string_view address) const {
  return find([&](const Trunk& trunk) { return trunk.owns_address(address) || trunk.calls_go_to(address); }) != nullptr;
}

std::vector<std::shared_ptr<const Trunk>> Trunks::all() const {
  std::vector<std::shared_ptr<const Trunk>> out;
  for (const Entry& entry : entries_) out.push_back(entry.trunk);
  return out;
}

}  // namespace ringback::sip
