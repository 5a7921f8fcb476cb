#include "sip/dns_resolver.hpp"

#include <ares.h>
#include <arpa/inet.h>
#include <netdb.h>

#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <map>

namespace ringback::sip {
namespace {

namespace asio = boost::asio;

// Of arpa/nameser.h, whose macros are not for us.
constexpr int class_internet = 1;
constexpr int type_naptr = 35;
constexpr int type_srv = 33;

template <class Record>
using Done = std::function<void(std::vector<Record>)>;

std::string address_of(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = address.sa_family == AF_INET6
                          ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in6&>(address).sin6_addr)
                          : static_cast<const void*>(&reinterpret_cast<const sockaddr_in&>(address).sin_addr);
  return ares_inet_ntop(address.sa_family, bytes, text.data(), text.size()) ? text.data() : std::string{};
}

std::vector<std::string> addresses_of(const ares_addrinfo& found) {
  std::vector<std::string> out;
  for (const auto* node = found.nodes; node; node = node->ai_next) out.push_back(address_of(*node->ai_addr));
  return out;
}

std::vector<Resolver::Service> services_of(const unsigned char* reply, int size) {
  ares_srv_reply* first = nullptr;
  if (ares_parse_srv_reply(reply, size, &first) != ARES_SUCCESS) return {};
  std::vector<Resolver::Service> out;
  for (const auto* record = first; record; record = record->next) {
    out.push_back({record->host, record->port, record->priority, record->weight});
  }
  ares_free_data(first);
  return out;
}

std::vector<Resolver::Pointer> pointers_of(const unsigned char* reply, int size) {
  ares_naptr_reply* first = nullptr;
  if (ares_parse_naptr_reply(reply, size, &first) != ARES_SUCCESS) return {};
  const auto text = [](const unsigned char* bytes) { return std::string(reinterpret_cast<const char*>(bytes)); };
  std::vector<Resolver::Pointer> out;
  for (const auto* record = first; record; record = record->next) {
    // RFC 3263 section 4.1: the flag `s` leads to SRV records.
    if (text(record->flags) != "s" && text(record->flags) != "S") continue;
    out.push_back({text(record->service), record->replacement, record->order, record->preference});
  }
  ares_free_data(first);
  return out;
}

// c-ares calls back with what it was given: a Done on the heap. Nobody is told of what the end of the channel undid.
template <class Record>
void finish(void* given, int status, std::vector<Record> found) {
  const std::unique_ptr<Done<Record>> done(static_cast<Done<Record>*>(given));
  if (status != ARES_EDESTRUCTION) (*done)(std::move(found));
}

void on_addresses(void* done, int status, int, ares_addrinfo* found) {
  finish(done, status, found ? addresses_of(*found) : std::vector<std::string>{});
  if (found) ares_freeaddrinfo(found);
}

void on_services(void* done, int status, int, unsigned char* reply, int size) {
  finish(done, status, reply ? services_of(reply, size) : std::vector<Resolver::Service>{});
}

void on_pointers(void* done, int status, int, unsigned char* reply, int size) {
  finish(done, status, reply ? pointers_of(reply, size) : std::vector<Resolver::Pointer>{});
}

}  // namespace

class DnsResolver::Channel {
 public:
  Channel(Executor control, Deadlines& deadlines) : control_(std::move(control)), deadlines_(deadlines) {}
  ~Channel() {
    if (channel_) ares_destroy(channel_);
  }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  Result<void> open(const Options& options) {
    ares_options wanted{};
    wanted.timeout = static_cast<int>(options.timeout.count());
    wanted.tries = 3;
    wanted.sock_state_cb = [](void* self, ares_socket_t fd, int readable, int writable) {
      static_cast<Channel*>(self)->watch(fd, readable != 0, writable != 0);
    };
    wanted.sock_state_cb_data = this;
    const int mask = ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB;
    int status = ares_init_options(&channel_, &wanted, mask);
    if (status == ARES_SUCCESS && !options.servers.empty()) {
      std::string list;
      for (const std::string& server : options.servers) list += (list.empty() ? "" : ",") + server;
      status = ares_set_servers_ports_csv(channel_, list.c_str());
    }
    if (status != ARES_SUCCESS) return Error{0, std::string("can't ask DNS: ") + ares_strerror(status)};
    family_ = options.ipv6 ? AF_UNSPEC : AF_INET;
    return {};
  }

  void find_addresses(const std::string& name, Done<std::string> done) {
    ares_addrinfo_hints hints{};
    hints.ai_family = family_;
    ares_getaddrinfo(channel_, name.c_str(), nullptr, &hints, on_addresses, new Done<std::string>(std::move(done)));
    arm();
  }

  template <class Record>
  void query(const std::string& name, int type, ares_callback callback, Done<Record> done) {
    ares_query(channel_, name.c_str(), class_internet, type, callback, new Done<Record>(std::move(done)));
    arm();
  }

 private:
  // The descriptor is c-ares' own: it is let go, not closed, when c-ares is done with it.
  struct Watch {
    Watch(const Executor& control, int fd) : descriptor(control, fd) {}
    ~Watch() { descriptor.release(); }
    asio::posix::stream_descriptor descriptor;
    bool readable = false;
    bool writable = false;
  };

  void watch(int fd, bool readable, bool writable) {
    if (!readable && !writable) {
      watches_.erase(fd);
      return;
    }
    auto& watch = watches_[fd];
    if (!watch) watch = std::make_shared<Watch>(control_, fd);
    if (readable && !std::exchange(watch->readable, readable))
      wait(watch, fd, asio::posix::stream_descriptor::wait_read);
    if (writable && !std::exchange(watch->writable, writable))
      wait(watch, fd, asio::posix::stream_descriptor::wait_write);
    watch->readable = readable;
    watch->writable = writable;
  }

  void wait(const std::weak_ptr<Watch>& weak, int fd, asio::posix::stream_descriptor::wait_type type) {
    const auto watch = weak.lock();
    watch->descriptor.async_wait(type, [this, weak, fd, type](boost::system::error_code error) {
      if (error || weak.expired()) return;
      const bool read = type == asio::posix::stream_descriptor::wait_read;
      ares_process_fd(channel_, read ? fd : ARES_SOCKET_BAD, read ? ARES_SOCKET_BAD : fd);
      arm();
      // c-ares may have let it go meanwhile.
      const auto still = weak.lock();
      if (still && (read ? still->readable : still->writable)) wait(still, fd, type);
    });
  }

  void arm() {
    timeval wait{};
    if (!ares_timeout(channel_, nullptr, &wait)) return timer_.reset();
    const auto delay = std::chrono::seconds(wait.tv_sec) + std::chrono::microseconds(wait.tv_usec);
    timer_ = deadlines_.after(delay, [this] {
      ares_process_fd(channel_, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
      arm();
    });
  }

  Executor control_;
  Deadlines& deadlines_;
  ares_channel channel_ = nullptr;
  int family_ = AF_INET;
  std::map<int, std::shared_ptr<Watch>> watches_;
  Deadlines::Timer timer_;
};

DnsResolver::DnsResolver(std::unique_ptr<Channel> channel) : channel_(std::move(channel)) {}
DnsResolver::~DnsResolver() = default;

Result<std::unique_ptr<DnsResolver>> DnsResolver::open(const Options& options, const Executor& control,
                                                       Deadlines& deadlines) {
  static const int library = ares_library_init(ARES_LIB_INIT_ALL);
  if (library != ARES_SUCCESS) return Error{0, std::string("can't ask DNS: ") + ares_strerror(library)};
  auto channel = std::make_unique<Channel>(control, deadlines);
  if (auto opened = channel->open(options); !opened) return opened.error();
  return std::unique_ptr<DnsResolver>(new DnsResolver(std::move(channel)));
}

void DnsResolver::find_addresses(const std::string& name, std::function<void(std::vector<std::string>)> done) {
  channel_->find_addresses(name, std::move(done));
}

void DnsResolver::find_services(const std::string& name, std::function<void(std::vector<Service>)> done) {
  channel_->query<Service>(name, type_srv, on_services, std::move(done));
}

void DnsResolver::find_pointers(const std::string& name, std::function<void(std::vector<Pointer>)> done) {
  channel_->query<Pointer>(name, type_naptr, on_pointers, std::move(done));
}

}  // namespace ringback::sip
