#include "sip/timers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"
#include "sip/client_transaction.hpp"
#include "sip/server_transaction.hpp"
#include "sip/wire_fixture.hpp"

// Every timer of RFC 3261 (its table 4) and RFC 6026, on either transport: when something is sent, when the transaction
// ends. docs/sip.md has the same table in words.
namespace ringback::sip {
namespace {

// One transaction in virtual time, its peer an arm's length away.
class Stage {
 public:
  explicit Stage(Protocol transport) : peer_{"192.0.2.2", 5060, transport} {}

  void ask(const std::string& method) {
    client_ = ClientTransaction::start({.request = request(method),
                                        .to = peer_,
                                        .on_response = [this](const Message& r) { heard = r.status; },
                                        .on_terminated = [this] { end(); },
                                        .transport = wire_,
                                        .deadlines = deadlines_});
  }
  void hear(int status) { client_->receive(make_response(client_->request(), status)); }

  void take(const std::string& method) {
    server_ = ServerTransaction::start({.request = request(method),
                                        .source = peer_,
                                        .fallback = peer_,
                                        .on_terminated = [this] { end(); },
                                        .transport = wire_,
                                        .deadlines = deadlines_});
  }
  void answer(int status) { server_->respond(make_response(server_->request(), status)); }
  void acknowledge() { server_->receive(request("ACK")); }

  // Lets a minute pass.
  void watch() {
    note();
    for (int step = 0; step < 600; ++step) {
      deadlines_.advance(std::chrono::milliseconds(100));
      note();
    }
  }

  std::vector<double> sends;  // seconds
  double ended = -1;
  int heard = 0;

 private:
  static Message request(const std::string& method) {
    Message out;
    out.method = method;
    out.request_uri = "sip:b@x";
    out.add("Via", "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1").add("From", "<sip:a@x>;tag=1").add("To", "<sip:b@x>");
    return out.add("Call-ID", "c").add("CSeq", "1 " + method);
  }
  double now() const { return std::chrono::duration<double>(deadlines_.now() - start_).count(); }
  void end() { ended = now(); }
  void note() {
    while (static_cast<int>(sends.size()) < wire_.count) sends.push_back(now());
  }

  Peer peer_;
  boost::asio::io_context io_;
  ManualDeadlines deadlines_{io_};
  TimePoint start_ = deadlines_.now();
  Wire wire_;
  std::shared_ptr<ClientTransaction> client_;
  std::shared_ptr<ServerTransaction> server_;
};

struct Expected {
  std::vector<double> sends;
  double end;
};

struct Row {
  const char* timers;
  void (*act)(Stage&);
  Expected udp;
  Expected tcp;
  int heard = 0;
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.timers;
}

const std::vector<double> doubling{0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5};
const std::vector<double> doubling_to_t2{0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5};
const std::vector<double> every_t2{0, 0.5, 4.5, 8.5, 12.5, 16.5, 20.5, 24.5, 28.5};

const std::vector<Row> rows = {
    {"A and B: an INVITE that nobody answers", [](Stage& s) { s.ask("INVITE"); }, {doubling, 32}, {{0}, 32}, 408},
    {"D: a refused INVITE",
     [](Stage& s) {
       s.ask("INVITE");
       s.hear(486);
     },
     {{0, 0}, 32},
     {{0, 0}, 0},
     486},
    {"M: an accepted INVITE",
     [](Stage& s) {
       s.ask("INVITE");
       s.hear(200);
     },
     {{0}, 32},
     {{0}, 32},
     200},
    {"no timer: an INVITE that rings",
     [](Stage& s) {
       s.ask("INVITE");
       s.hear(180);
     },
     {{0}, -1},
     {{0}, -1},
     180},
    {"E and F: a BYE that nobody answers", [](Stage& s) { s.ask("BYE"); }, {doubling_to_t2, 32}, {{0}, 32}, 408},
    {"E and F after a 100",
     [](Stage& s) {
       s.ask("BYE");
       s.hear(100);
     },
     {every_t2, 32},
     {{0}, 32},
     408},
    {"K: an answered BYE",
     [](Stage& s) {
       s.ask("BYE");
       s.hear(200);
     },
     {{0}, 5},
     {{0}, 0},
     200},
    {"G and H: a refusal without ACK",
     [](Stage& s) {
       s.take("INVITE");
       s.answer(486);
     },
     {doubling_to_t2, 32},
     {{0}, 32}},
    {"I: an acknowledged refusal",
     [](Stage& s) {
       s.take("INVITE");
       s.answer(486);
       s.acknowledge();
     },
     {{0}, 5},
     {{0}, 0}},
    {"L: an INVITE that we accept",
     [](Stage& s) {
       s.take("INVITE");
       s.answer(200);
     },
     {{0}, 32},
     {{0}, 32}},
    {"J: a BYE that we answer",
     [](Stage& s) {
       s.take("BYE");
       s.answer(200);
     },
     {{0}, 32},
     {{0}, 0}},
};

class TimersTest : public testing::TestWithParam<Row> {
 protected:
  static void check(Protocol transport, const Expected& expected) {
    SCOPED_TRACE(to_string(transport));
    Stage stage(transport);
    GetParam().act(stage);
    stage.watch();
    EXPECT_THAT(stage.sends, testing::Pointwise(testing::DoubleNear(0.001), expected.sends));
    EXPECT_NEAR(stage.ended, expected.end, 0.001);
    EXPECT_EQ(stage.heard, GetParam().heard);
  }
};

TEST_P(TimersTest, AreThoseOfTheTransport) {
  check(Protocol::udp, GetParam().udp);
  check(Protocol::tcp, GetParam().tcp);
}

INSTANTIATE_TEST_SUITE_P(Table, TimersTest, testing::ValuesIn(rows));

}  // namespace
}  // namespace ringback::sip
