#include "media/transport/ice_paths.hpp"

#include <algorithm>

namespace ringback::media {

const IcePaths::Entry* IcePaths::find(const Path& path) const {
  for (std::size_t i = 0; i < count_; ++i) {
    if (entries_[i].path == path) return &entries_[i];
  }
  return nullptr;
}

// The path in use stays whatever comes; of the others the one that was checked longest ago goes.
std::optional<Path> IcePaths::add(const Path& path, TimePoint now) {
  if (count_ < capacity) {
    entries_[count_++] = {path, now};
    return std::nullopt;
  }
  const auto oldest = std::min_element(entries_.begin(), entries_.end(), [this](const Entry& a, const Entry& b) {
    const bool a_used = a.path == selected_;
    const bool b_used = b.path == selected_;
    return a_used == b_used ? a.checked < b.checked : b_used;
  });
  const Path evicted = oldest->path;
  *oldest = {path, now};
  return evicted;
}

std::optional<Path> IcePaths::on_check(const Path& path, bool nominated, TimePoint now) {
  last_check_ = now;
  std::optional<Path> evicted;
  if (const auto* known = find(path)) {
    entries_[static_cast<std::size_t>(known - entries_.data())].checked = now;
  } else {
    evicted = add(path, now);
  }
  if (nominated || selected_.fd < 0) selected_ = path;
  nominated_ = nominated_ || nominated;
  return evicted;
}

void IcePaths::on_traffic(const Path& path) {
  if (!nominated_ && knows(path)) selected_ = path;
}

}  // namespace ringback::media
