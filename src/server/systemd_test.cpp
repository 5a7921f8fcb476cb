#include "server/systemd.hpp"

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <cstdlib>
#include <cstring>

#include "base/manual_deadlines.hpp"
#include "base/sid.hpp"

namespace ringback::server {
namespace {

using namespace std::chrono_literals;
using testing::MatchesRegex;

// What systemd listens on.
struct SystemdTest : testing::Test {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  std::string path = "/tmp/ringback-notify-" + random_hex(8);
  int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);

  SystemdTest() {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    EXPECT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    ::setenv("NOTIFY_SOCKET", path.c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
  }
  ~SystemdTest() override {
    ::unsetenv("NOTIFY_SOCKET");  // NOLINT(concurrency-mt-unsafe)
    ::unsetenv("WATCHDOG_USEC");  // NOLINT(concurrency-mt-unsafe)
    ::close(socket);
    ::unlink(path.c_str());
  }
  std::string next() const {
    std::array<char, 256> bytes{};
    const auto size = ::recv(socket, bytes.data(), bytes.size(), 0);
    return size < 0 ? "" : std::string(bytes.data(), static_cast<std::size_t>(size));
  }
};

TEST_F(SystemdTest, IsToldOfEachStep) {
  Systemd systemd(deadlines);
  systemd.ready();
  EXPECT_EQ(next(), "READY=1");
  systemd.reloading();
  EXPECT_THAT(next(), MatchesRegex("RELOADING=1\nMONOTONIC_USEC=[0-9]+"));
  systemd.stopping();
  EXPECT_EQ(next(), "STOPPING=1");
}

TEST_F(SystemdTest, TheWatchdogIsFedTwiceAsOftenAsAskedFor) {
  ::setenv("WATCHDOG_USEC", "10000000", 1);  // NOLINT(concurrency-mt-unsafe)
  Systemd systemd(deadlines);
  systemd.ready();
  EXPECT_EQ(next(), "READY=1");
  EXPECT_EQ(next(), "WATCHDOG=1");
  deadlines.advance(4900ms);
  EXPECT_EQ(next(), "");
  deadlines.advance(100ms);
  EXPECT_EQ(next(), "WATCHDOG=1");
}

TEST_F(SystemdTest, WithoutItNothingIsSent) {
  ::unsetenv("NOTIFY_SOCKET");  // NOLINT(concurrency-mt-unsafe)
  Systemd systemd(deadlines);
  systemd.ready();
  EXPECT_EQ(next(), "");
}

}  // namespace
}  // namespace ringback::server
