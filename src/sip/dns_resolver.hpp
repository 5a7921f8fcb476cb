#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/deadlines.hpp"
#include "base/result.hpp"
#include "sip/resolver.hpp"

namespace ringback::sip {

// DNS by c-ares on the control thread: its sockets are watched by the executor, its time-outs are deadlines. Names in
// /etc/hosts count. Dies before executor and deadlines.
class DnsResolver final : public Resolver {
 public:
  struct Options {
    std::vector<std::string> servers;         // `192.0.2.53` or with a port; none: those of /etc/resolv.conf
    bool ipv6 = false;                        // whether IPv6 addresses are of use
    std::chrono::milliseconds timeout{2000};  // of one server, doubled with each of three attempts
  };

  static Result<std::unique_ptr<DnsResolver>> open(const Options& options, const Executor& control,
                                                   Deadlines& deadlines);
  ~DnsResolver() override;

  void find_addresses(const std::string& name, std::function<void(std::vector<std::string>)> done) override;
  void find_services(const std::string& name, std::function<void(std::vector<Service>)> done) override;
  void find_pointers(const std::string& name, std::function<void(std::vector<Pointer>)> done) override;

 private:
  class Channel;
  explicit DnsResolver(std::unique_ptr<Channel> channel);
  std::unique_ptr<Channel> channel_;
};

}  // namespace ringback::sip
