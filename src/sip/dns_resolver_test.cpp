#include "sip/dns_resolver.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <map>

#include "base/steady_deadlines.hpp"

namespace ringback::sip {
namespace {

using boost::asio::ip::udp;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char type_a = 1;
constexpr char type_srv = 33;
constexpr char type_naptr = 35;

std::string labels(const std::string& name) {
  std::string out;
  for (std::size_t from = 0; from < name.size();) {
    const auto dot = std::min(name.find('.', from), name.size());
    out += static_cast<char>(dot - from);
    out += name.substr(from, dot - from);
    from = dot + 1;
  }
  return out + '\0';
}

std::string number(std::uint16_t value) {
  return {static_cast<char>(value >> 8), static_cast<char>(value & 0xff)};
}

std::string text(const std::string& words) {
  return static_cast<char>(words.size()) + words;
}

// A DNS server on a loopback port: RFC 1035 section 4, the data by type and name.
class Server {
 public:
  explicit Server(boost::asio::io_context& io) : socket_(io, {boost::asio::ip::address_v4::loopback(), 0}) {
    receive();
  }
  std::string address() const { return "127.0.0.1:" + std::to_string(socket_.local_endpoint().port()); }

  std::map<std::pair<char, std::string>, std::vector<std::string>> records;
  bool silent = false;
  int queries = 0;

 private:
  void receive() {
    socket_.async_receive_from(boost::asio::buffer(buffer_), from_, [this](auto error, std::size_t size) {
      if (error) return;
      ++queries;
      if (!silent) socket_.send_to(boost::asio::buffer(answer({buffer_.data(), size})), from_);
      receive();
    });
  }

  std::string answer(const std::string& query) const {
    const std::string question = query.substr(12, query.find('\0', 12) + 5 - 12);
    const std::string name = question.substr(0, question.size() - 4);
    const char type = question[question.size() - 3];
    const auto found = records.find({type, name});
    const auto data = found == records.end() ? std::vector<std::string>{} : found->second;
    std::string out = query.substr(0, 2) + (data.empty() ? "\x81\x83" : "\x81\x80") + number(1) +
                      number(static_cast<std::uint16_t>(data.size())) + number(0) + number(0) + question;
    for (const std::string& each : data) {
      out += name + number(static_cast<std::uint16_t>(type)) + number(1) + number(0) + number(60) +
             number(static_cast<std::uint16_t>(each.size())) + each;
    }
    return out;
  }

  udp::socket socket_;
  udp::endpoint from_;
  std::array<char, 1500> buffer_{};
};

class DnsResolverTest : public testing::Test {
 protected:
  DnsResolverTest() {
    server.records[{type_a, labels("sip.example")}] = {std::string("\xc0\0\x02\x01", 4),
                                                       std::string("\xc0\0\x02\x02", 4)};
    server.records[{type_srv, labels("_sip._udp.example")}] = {number(10) + number(5) + number(5070) +
                                                               labels("sip.example")};
    server.records[{type_naptr, labels("example")}] = {
        number(1) + number(2) + text("s") + text("SIP+D2T") + text("") + labels("_sip._tcp.example"),
        number(1) + number(3) + text("u") + text("E2U+sip") + text("!x!y!") + labels("")};
    resolver = *DnsResolver::open({.servers = {server.address()}, .timeout = std::chrono::milliseconds(30)},
                                  io.get_executor(), deadlines);
  }

  template <class Ask>
  void ask(Ask question) {
    bool done = false;
    question([&] { done = true; });
    while (!done) io.run_one();
  }
  std::vector<std::string> addresses(const std::string& name) {
    std::vector<std::string> out;
    ask([&](const auto& done) {
      resolver->find_addresses(name, [&out, done](std::vector<std::string> found) {
        out = std::move(found);
        done();
      });
    });
    return out;
  }

  boost::asio::io_context io;
  SteadyDeadlines deadlines{io.get_executor()};
  Server server{io};
  std::unique_ptr<DnsResolver> resolver;
};

TEST_F(DnsResolverTest, FindsAddresses) {
  EXPECT_THAT(addresses("sip.example"), testing::UnorderedElementsAre("192.0.2.1", "192.0.2.2"));
}

TEST_F(DnsResolverTest, NameThatIsNotThereHasNone) {
  EXPECT_THAT(addresses("nowhere.example"), IsEmpty());
}

TEST_F(DnsResolverTest, FindsServices) {
  std::vector<Resolver::Service> found;
  ask([&](const auto& done) {
    resolver->find_services("_sip._udp.example", [&found, done](std::vector<Resolver::Service> services) {
      found = std::move(services);
      done();
    });
  });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().target, "sip.example");
  EXPECT_EQ(found.front().port, 5070);
  EXPECT_EQ(found.front().priority, 10);
  EXPECT_EQ(found.front().weight, 5);
}

TEST_F(DnsResolverTest, FindsPointersToServicesAlone) {
  std::vector<Resolver::Pointer> found;
  ask([&](const auto& done) {
    resolver->find_pointers("example", [&found, done](std::vector<Resolver::Pointer> pointers) {
      found = std::move(pointers);
      done();
    });
  });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().service, "SIP+D2T");
  EXPECT_EQ(found.front().replacement, "_sip._tcp.example");
}

TEST_F(DnsResolverTest, SilentServerIsAskedThreeTimesAndThenThereIsNothing) {
  server.silent = true;
  EXPECT_THAT(addresses("sip.example"), IsEmpty());
  EXPECT_EQ(server.queries, 3);
}

TEST_F(DnsResolverTest, TwoQuestionsAtOnceAreAnsweredBoth) {
  int done = 0;
  for (const auto* name : {"sip.example", "nowhere.example"}) {
    resolver->find_addresses(name, [&](const auto&) { ++done; });
  }
  while (done < 2) io.run_one();
}

TEST_F(DnsResolverTest, NobodyIsToldOnceItIsGone) {
  server.silent = true;
  bool told = false;
  resolver->find_addresses("sip.example", [&](const auto&) { told = true; });
  io.poll();
  resolver.reset();
  io.restart();
  io.poll();
  EXPECT_FALSE(told);
}

TEST_F(DnsResolverTest, NonsenseAsAServerIsToldInWords) {
  const auto opened = DnsResolver::open({.servers = {"not an address"}}, io.get_executor(), deadlines);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message, testing::HasSubstr("can't ask DNS"));
}

}  // namespace
}  // namespace ringback::sip
