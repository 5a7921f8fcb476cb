#include "http/blocked_resolver.hpp"

#include <dlfcn.h>
#include <netdb.h>

#include <condition_variable>
#include <mutex>
#include <string_view>

namespace {

std::mutex mutex;
std::condition_variable changed;
bool blocked = false;
int hanging = 0;

int real_getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** out) {
  using Function = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
  static const auto function = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "getaddrinfo"));
  return function(node, service, hints, out);
}

}  // namespace

extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** out) {
  if (!node || std::string_view(node) != "never-answers.test") return real_getaddrinfo(node, service, hints, out);
  std::unique_lock lock(mutex);
  ++hanging;
  changed.notify_all();
  changed.wait(lock, [] { return !blocked; });
  --hanging;
  changed.notify_all();
  return EAI_AGAIN;
}

namespace ringback::http {

BlockedResolver::BlockedResolver() {
  const std::lock_guard lock(mutex);
  blocked = true;
}

BlockedResolver::~BlockedResolver() {
  std::unique_lock lock(mutex);
  blocked = false;
  changed.notify_all();
  changed.wait(lock, [] { return hanging == 0; });
}

void BlockedResolver::wait_for(int lookups) {
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return hanging >= lookups; });
}

}  // namespace ringback::http
