#include "media/mesh.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

namespace ringback::media {
namespace {

constexpr std::size_t ring_capacity = 512;

}  // namespace

WakeupFd::WakeupFd() : fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

WakeupFd::~WakeupFd() {
  if (fd_ >= 0) close(fd_);
}

// Both may fail only in that the counter is already as it should be.
void WakeupFd::notify() const {
  [[maybe_unused]] const auto written = eventfd_write(fd_, 1);
}

void WakeupFd::clear() const {
  eventfd_t count = 0;
  [[maybe_unused]] const auto read = eventfd_read(fd_, &count);
}

Mesh::Mesh(unsigned threads) {
  for (unsigned i = 0; i < threads; ++i) wakeups_.push_back(std::make_unique<WakeupFd>());
  for (unsigned from = 0; from < threads; ++from) {
    for (unsigned to = 0; to < threads; ++to) {
      rings_.push_back(from == to ? nullptr : std::make_unique<SpscRing<StoredFrame>>(ring_capacity));
    }
  }
}

}  // namespace ringback::media
