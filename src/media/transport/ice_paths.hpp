#pragma once

#include <array>
#include <optional>

#include "base/deadlines.hpp"
#include "media/transport/packet_transport.hpp"

namespace ringback::media {

// Which ways to a browser are proven by authenticated checks, and which of them is in use (RFC 8445 section 7.3.1.5,
// the controlled side of ICE-lite). The newest nomination wins. A peer that never nominates (Chromium does so when it
// has been made controlled) is answered on the way that its packets take.
class IcePaths {
 public:
  static constexpr std::size_t capacity = 8;

  // An authenticated check came over `path`. Returns the path that had to make room, if any.
  std::optional<Path> on_check(const Path& path, bool nominated, TimePoint now);
  // Anything but a check came over a known path.
  void on_traffic(const Path& path);
  bool knows(const Path& path) const { return find(path) != nullptr; }

  // Nothing before the first check.
  const Path* selected() const { return selected_.fd >= 0 ? &selected_ : nullptr; }
  TimePoint last_check() const { return last_check_; }

  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < count_; ++i) visit(entries_[i].path);
  }

 private:
  struct Entry {
    Path path;
    TimePoint checked;
  };
  const Entry* find(const Path& path) const;
  std::optional<Path> add(const Path& path, TimePoint now);

  std::array<Entry, capacity> entries_;
  std::size_t count_ = 0;
  Path selected_;
  bool nominated_ = false;
  TimePoint last_check_;
};

}  // namespace ringback::media
