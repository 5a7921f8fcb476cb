#include "sip/server_location.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <memory>
#include <numeric>
#include <random>
#include <tuple>
#include <utility>

#include "sip/ip_address.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {
namespace {

constexpr std::uint16_t default_port = 5060;

struct ServiceName {
  std::string name;  // `_sip._udp.example.com`
  Protocol transport;
};

std::string service_name(const std::string& host, Protocol transport) {
  return (transport == Protocol::tcp ? "_sip._tcp." : "_sip._udp.") + host;
}

// RFC 3263 section 4.1: the supported services, the preferred one first. TLS is not among them.
std::vector<ServiceName> services_of(std::vector<Resolver::Pointer> pointers) {
  std::sort(pointers.begin(), pointers.end(), [](const auto& a, const auto& b) {
    return std::tie(a.order, a.preference, a.service) < std::tie(b.order, b.preference, b.service);
  });
  std::vector<ServiceName> out;
  for (const Resolver::Pointer& pointer : pointers) {
    if (iequals(pointer.service, "SIP+D2U")) out.push_back({pointer.replacement, Protocol::udp});
    if (iequals(pointer.service, "SIP+D2T")) out.push_back({pointer.replacement, Protocol::tcp});
  }
  return out;
}

// One spelling for one address, so that it can be compared.
std::string spelled_as_sources(const std::string& address) {
  return boost::asio::ip::make_address(address).to_string();
}

// One search, kept alive by what it waits for.
class Search : public std::enable_shared_from_this<Search> {
 public:
  using Done = std::function<void(std::vector<Peer>)>;

  Search(Resolver& resolver, ServerName server, Done done)
      : resolver_(resolver), server_(std::move(server)), done_(std::move(done)) {}

  void start() {
    const Protocol transport = server_.transport.value_or(Protocol::udp);
    if (is_ip_address(server_.host) || server_.port != 0) {
      hosts_.push_back({server_.host, server_.port != 0 ? server_.port : default_port, transport});
      return resolve_hosts();
    }
    if (server_.transport) return ask_services({{service_name(server_.host, transport), transport}});
    resolver_.find_pointers(server_.host, [self = shared_from_this()](std::vector<Resolver::Pointer> found) {
      auto services = services_of(std::move(found));
      if (services.empty()) {
        for (const Protocol each : {Protocol::udp, Protocol::tcp}) {
          services.push_back({service_name(self->server_.host, each), each});
        }
      }
      self->ask_services(std::move(services));
    });
  }

 private:
  struct Host {
    std::string name;
    std::uint16_t port;
    Protocol transport;
  };

  // The first service that has records is taken.
  void ask_services(std::vector<ServiceName> services) {
    if (services.empty()) {
      hosts_.push_back({server_.host, default_port, server_.transport.value_or(Protocol::udp)});
      return resolve_hosts();
    }
    const ServiceName first = services.front();
    services.erase(services.begin());
    resolver_.find_services(first.name, [self = shared_from_this(), transport = first.transport,
                                         rest = std::move(services)](std::vector<Resolver::Service> found) mutable {
      // RFC 2782: the target `.` says that there is no such service.
      std::erase_if(found, [](const auto& service) { return service.target.empty() || service.target == "."; });
      if (found.empty()) return self->ask_services(std::move(rest));
      sort_services(found);
      for (const auto& service : found) self->hosts_.push_back({service.target, service.port, transport});
      self->resolve_hosts();
    });
  }

  void resolve_hosts() {
    if (hosts_.empty() || peers_.size() >= max_server_peers) return finish();
    const Host host = std::move(hosts_.front());
    hosts_.erase(hosts_.begin());
    if (is_ip_address(host.name)) {
      add({spelled_as_sources(host.name)}, host);
      return resolve_hosts();
    }
    resolver_.find_addresses(host.name, [self = shared_from_this(), host](const std::vector<std::string>& found) {
      self->add(found, host);
      self->resolve_hosts();
    });
  }

  void add(const std::vector<std::string>& addresses, const Host& host) {
    for (const std::string& address : addresses) {
      const Peer peer{address, host.port, host.transport};
      const bool known = std::find(peers_.begin(), peers_.end(), peer) != peers_.end();
      if (!known && peers_.size() < max_server_peers) peers_.push_back(peer);
    }
  }

  void finish() {
    if (const auto done = std::exchange(done_, nullptr)) done(std::move(peers_));
  }

  Resolver& resolver_;
  ServerName server_;
  Done done_;
  std::vector<Host> hosts_;
  std::vector<Peer> peers_;
};

// The place of the next record among those of one priority (RFC 2782, weights).
std::size_t draw(const std::vector<Resolver::Service>& services, std::size_t first, std::size_t last) {
  static thread_local std::minstd_rand random{std::random_device{}()};
  const auto begin = services.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = services.begin() + static_cast<std::ptrdiff_t>(last);
  const unsigned sum = std::accumulate(begin, end, 0U, [](unsigned total, const auto& s) { return total + s.weight; });
  unsigned point = std::uniform_int_distribution<unsigned>(0, sum)(random);
  for (std::size_t i = first; i < last; ++i) {
    if (point <= services[i].weight) return i;
    point -= services[i].weight;
  }
  return first;
}

}  // namespace

std::optional<ServerName> parse_server_name(std::string_view text) {
  const auto uri = parse_uri("sip:" + std::string(text));
  if (!uri || uri->host.empty() || !uri->user.empty()) return std::nullopt;
  ServerName out{uri->host, uri->port, std::nullopt};
  const std::string* transport = find(uri->parameters, "transport");
  if (!transport) return out;
  if (iequals(*transport, "udp")) out.transport = Protocol::udp;
  if (iequals(*transport, "tcp")) out.transport = Protocol::tcp;
  return out.transport ? std::optional(out) : std::nullopt;
}

void locate_server(Resolver& resolver, const ServerName& server, std::function<void(std::vector<Peer>)> done) {
  std::make_shared<Search>(resolver, server, std::move(done))->start();
}

void sort_services(std::vector<Resolver::Service>& services) {
  // Those without weight first, so that they have a small chance beside others.
  std::sort(services.begin(), services.end(), [](const auto& a, const auto& b) {
    return std::pair(a.priority, a.weight != 0) < std::pair(b.priority, b.weight != 0);
  });
  for (std::size_t i = 0; i < services.size(); ++i) {
    std::size_t last = i;
    while (last < services.size() && services[last].priority == services[i].priority) ++last;
    const auto chosen = services.begin() + static_cast<std::ptrdiff_t>(draw(services, i, last));
    std::rotate(services.begin() + static_cast<std::ptrdiff_t>(i), chosen, chosen + 1);
  }
}

}  // namespace ringback::sip
