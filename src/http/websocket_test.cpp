#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

#include "http/server_fixture.hpp"

namespace ringback::http {
namespace {

// What a listener is told, for the test's thread to wait on.
class Log {
 public:
  void add(std::string what) {
    const std::lock_guard lock(mutex_);
    entries_.push_back(std::move(what));
    changed_.notify_all();
  }
  // The next entry, or "nothing" after a while.
  std::string next() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, std::chrono::seconds(10), [this] { return !entries_.empty(); })) return "nothing";
    std::string out = std::move(entries_.front());
    entries_.pop_front();
    return out;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::string> entries_;
};

struct Recorder final : WebSocket::Listener {
  explicit Recorder(Log& l) : log(l) {}
  void on_text(std::string text) override { log.add(std::move(text)); }
  void on_close() override { log.add("closed"); }
  Log& log;
};

struct WebSocketTest : ServerFixture {
  void serve() {
    make();
    server->websocket("/signal", [this](std::shared_ptr<WebSocket> accepted, const Request& request) {
      socket = std::move(accepted);
      log.add("open " + request.query);
      return std::make_shared<Recorder>(log);
    });
    start();
  }
  void open(TestSocket& client) {
    EXPECT_EQ(open_websocket(client, "/signal").status, 101);
    EXPECT_EQ(log.next(), "open ");
  }
  ~WebSocketTest() override { shut_down(); }

  Log log;
  std::shared_ptr<WebSocket> socket;  // the control thread's, once "open" was seen
};

TEST_F(WebSocketTest, TextGoesBothWaysInOrder) {
  serve();
  TestSocket client(port);
  open(client);
  for (int i = 0; i < 50; ++i) client.send(client_frame(1, "up" + std::to_string(i)));
  control.run([this] {
    for (int i = 0; i < 50; ++i) socket->send_text("down" + std::to_string(i));
  });
  for (int i = 0; i < 50; ++i) EXPECT_EQ(log.next(), "up" + std::to_string(i));
  for (int i = 0; i < 50; ++i) EXPECT_EQ(read_frame(client).payload, "down" + std::to_string(i));
}

TEST_F(WebSocketTest, AQueryOnThePathIsAccepted) {
  serve();
  TestSocket client(port);
  EXPECT_EQ(open_websocket(client, "/signal?a=b").status, 101);
  EXPECT_EQ(log.next(), "open a=b");
}

TEST_F(WebSocketTest, TwoSocketsDoNotMix) {
  serve();
  TestSocket first(port);
  open(first);
  std::shared_ptr<WebSocket> first_socket;
  control.run([&] { first_socket = socket; });
  TestSocket second(port);
  open(second);
  control.run([&] {
    socket->send_text("to the second");
    first_socket->send_text("to the first");
  });
  EXPECT_EQ(read_frame(first).payload, "to the first");
  EXPECT_EQ(read_frame(second).payload, "to the second");
  control.run([&] { first_socket.reset(); });
}

TEST_F(WebSocketTest, WhatComesWithTheUpgradeIsSeen) {
  make();
  std::promise<Request> seen;
  server->websocket("/signal", [&](const std::shared_ptr<WebSocket>& accepted, const Request& request) {
    EXPECT_EQ(accepted->remote_address(), "127.0.0.1");
    seen.set_value(request);
    return nullptr;
  });
  start();
  TestSocket client(port);
  open_websocket(client, "/signal", "Origin: https://page.example\r\n");
  EXPECT_EQ(header(seen.get_future().get().headers, "Origin"), "https://page.example");
}

TEST_F(WebSocketTest, AnUpgradeWithoutAKeyIsRefused) {
  serve();
  TestSocket client(port);
  const auto response =
      get(client, "/signal", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
  EXPECT_EQ(response.status, 400);
}

TEST_F(WebSocketTest, AnUnmaskedFrameEndsTheConnection) {
  serve();
  TestSocket client(port);
  open(client);
  client.send("\x81\x02hi");
  EXPECT_EQ(read_frame(client).close_code(), 1002);
  client.shutdown_send();
  EXPECT_EQ(log.next(), "closed");
}

TEST_F(WebSocketTest, CompressionIsDeclined) {
  serve();
  TestSocket client(port);
  const auto response = open_websocket(client, "/signal", "Sec-WebSocket-Extensions: permessage-deflate\r\n");
  EXPECT_EQ(response.status, 101);
  EXPECT_EQ(response.field("Sec-WebSocket-Extensions"), "");
  EXPECT_EQ(response.field("Sec-WebSocket-Accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST_F(WebSocketTest, APlainRequestIsToldToUpgrade) {
  serve();
  TestSocket client(port);
  EXPECT_EQ(get(client, "/signal").status, 426);
}

TEST_F(WebSocketTest, AnotherPathIsNotFound) {
  serve();
  TestSocket client(port);
  EXPECT_EQ(open_websocket(client, "/other").status, 404);
}

TEST_F(WebSocketTest, AFragmentedMessageArrivesWhole) {
  serve();
  TestSocket client(port);
  open(client);
  client.send(client_frame(1, "he", false) + client_frame(0, "llo"));
  EXPECT_EQ(log.next(), "hello");
}

TEST_F(WebSocketTest, APingIsAnswered) {
  serve();
  TestSocket client(port);
  open(client);
  client.send(client_frame(9, "are you there"));
  const ServerFrame pong = read_frame(client);
  EXPECT_EQ(pong.opcode, 10);
  EXPECT_EQ(pong.payload, "are you there");
}

TEST_F(WebSocketTest, ASilentPeerIsPingedAndLivesWhileItAnswers) {
  options.idle_timeout = std::chrono::seconds(1);
  serve();
  TestSocket client(port);
  open(client);
  for (int i = 0; i < 3; ++i) {
    const ServerFrame ping = read_frame(client);
    EXPECT_EQ(ping.opcode, 9);
    client.send(client_frame(10, ping.payload));
  }
  client.send(client_frame(1, "still here"));
  EXPECT_EQ(log.next(), "still here");
}

TEST_F(WebSocketTest, APeerThatAnswersNoPingIsGivenUp) {
  options.idle_timeout = std::chrono::seconds(1);
  serve();
  TestSocket client(port);
  open(client);
  EXPECT_EQ(log.next(), "closed");
}

TEST_F(WebSocketTest, ATooLongMessageEndsWith1009) {
  options.max_message_bytes = 100;
  serve();
  TestSocket client(port);
  open(client);
  client.send(client_frame(1, std::string(101, 'x')));
  EXPECT_EQ(read_frame(client).close_code(), 1009);
  client.shutdown_send();
  EXPECT_EQ(log.next(), "closed");
}

TEST_F(WebSocketTest, BinaryEndsWith1003) {
  serve();
  TestSocket client(port);
  open(client);
  client.send(client_frame(2, "bytes"));
  EXPECT_EQ(read_frame(client).close_code(), 1003);
  client.send(client_frame(8, "\x03\xEB"));
  client.shutdown_send();
  EXPECT_EQ(log.next(), "closed");
}

TEST_F(WebSocketTest, TextThatIsNotUtf8EndsWith1007) {
  serve();
  TestSocket client(port);
  open(client);
  client.send(client_frame(1, "\xC0\xAF"));
  EXPECT_EQ(read_frame(client).close_code(), 1007);
  client.shutdown_send();
  EXPECT_EQ(log.next(), "closed");
}

TEST_F(WebSocketTest, CloseSendsWhatIsQueuedThenCodeAndReason) {
  serve();
  TestSocket client(port);
  open(client);
  control.run([this] {
    socket->send_text("last words");
    socket->close(4000, "enough");
    socket->send_text("too late");
  });
  EXPECT_EQ(read_frame(client).payload, "last words");
  const ServerFrame frame = read_frame(client);
  EXPECT_EQ(frame.close_code(), 4000);
  EXPECT_EQ(frame.payload.substr(2), "enough");
  client.send(client_frame(8, frame.payload));
  client.shutdown_send();
  EXPECT_EQ(log.next(), "closed");
  EXPECT_TRUE(client.closed());
}

TEST_F(WebSocketTest, TheClientsCloseIsAnsweredAndReported) {
  serve();
  TestSocket client(port);
  open(client);
  client.send(client_frame(8, "\x03\xE8"));
  EXPECT_EQ(read_frame(client).close_code(), 1000);
  client.shutdown_send();
  EXPECT_EQ(log.next(), "closed");
}

TEST_F(WebSocketTest, ALostConnectionIsReported) {
  serve();
  {
    TestSocket client(port);
    open(client);
  }
  EXPECT_EQ(log.next(), "closed");
}

TEST_F(WebSocketTest, APeerThatDoesNotReadIsCutOff) {
  options.max_queued_bytes = 100'000;
  serve();
  TestSocket client(port);
  open(client);
  // More than the kernel buffers of both ends take.
  control.run([this] {
    for (int i = 0; i < 300; ++i) socket->send_text(std::string(60'000, 'x'));
  });
  EXPECT_EQ(log.next(), "closed");
  control.run([this] { socket->send_text("to nobody"); });
}

TEST_F(WebSocketTest, AHandlerThatRefusesCloses) {
  make();
  server->websocket("/signal", [](const std::shared_ptr<WebSocket>&, const Request&) { return nullptr; });
  start();
  TestSocket client(port);
  EXPECT_EQ(open_websocket(client, "/signal").status, 101);
  EXPECT_EQ(read_frame(client).close_code(), 1008);
}

TEST_F(WebSocketTest, StopClosesWith1001) {
  serve();
  TestSocket client(port);
  open(client);
  auto stopped = std::async(std::launch::async, [this] { control.run([this] { server->stop(); }); });
  const ServerFrame frame = read_frame(client);
  EXPECT_EQ(frame.close_code(), 1001);
  client.send(client_frame(8, frame.payload));
  client.shutdown_send();
  stopped.get();
  EXPECT_EQ(log.next(), "closed");
}

TEST_F(WebSocketTest, StopDoesNotWaitForAPeerThatIsSilent) {
  serve();
  TestSocket client(port);
  open(client);
  control.run([this] { server->stop(); });
  EXPECT_EQ(log.next(), "closed");
}

TEST_F(WebSocketTest, ASocketMayOutliveItsServer) {
  serve();
  TestSocket client(port);
  open(client);
  control.run([this] {
    server.reset();
    socket->send_text("to nobody");
    socket->close(1000, "");
    socket.reset();
  });
  EXPECT_EQ(log.next(), "closed");
}

}  // namespace
}  // namespace ringback::http
