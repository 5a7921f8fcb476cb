#pragma once

namespace ringback::http {

// From here to the end of its life a look-up of `never-answers.test` hangs, as with a DNS server that is silent:
// libcurl's resolver threads call the test program's getaddrinfo.
class BlockedResolver {
 public:
  BlockedResolver();
  ~BlockedResolver();
  BlockedResolver(const BlockedResolver&) = delete;
  BlockedResolver& operator=(const BlockedResolver&) = delete;

  // Waits until so many look-ups hang.
  void wait_for(int lookups);
};

}  // namespace ringback::http
