#include <filesystem>

#include "http/certificate.hpp"
#include "http/server_fixture.hpp"
#include "http/temporary_folder.hpp"

namespace ringback::http {
namespace {

struct Echo final : WebSocket::Listener {
  explicit Echo(std::shared_ptr<WebSocket> s) : socket(std::move(s)) {}
  void on_text(std::string text) override { socket->send_text(std::move(text)); }
  void on_close() override {}
  std::shared_ptr<WebSocket> socket;
};

struct TlsTest : ServerFixture {
  TlsTest() {
    options.certificate_file = folder.path("cert.pem");
    options.key_file = folder.path("key.pem");
    EXPECT_TRUE(ensure_certificate(options.certificate_file, options.key_file, {"127.0.0.1"}));
    folder.write("index.html", "<h1>");
    make();
    server->route("/", [](const Request& request, const Respond& respond) {
      respond(text_response(200, request.tls ? "safe" : "open"));
    });
    server->files("/pages/", folder.path());
    server->websocket("/signal", [](std::shared_ptr<WebSocket> socket, const Request&) {
      return std::make_shared<Echo>(std::move(socket));
    });
    start();
  }

  TemporaryFolder folder;
};

TEST_F(TlsTest, RequestsAndFilesAreServed) {
  TestSocket client(port);
  ASSERT_TRUE(client.start_tls());
  EXPECT_EQ(get(client, "/").body, "safe");
  EXPECT_EQ(get(client, "/pages/").body, "<h1>");
}

TEST_F(TlsTest, Version12IsTakenAndOlderOnesAreNot) {
  TestSocket client(port);
  EXPECT_TRUE(client.start_tls(TLS1_2_VERSION));
  TestSocket old(port);
  EXPECT_FALSE(old.start_tls(TLS1_1_VERSION));
}

TEST_F(TlsTest, AReloadedCertificateIsShownToNewConnectionsAndEndsNone) {
  TestSocket before(port);
  ASSERT_TRUE(before.start_tls());
  std::filesystem::remove(options.certificate_file);
  ASSERT_TRUE(ensure_certificate(options.certificate_file, options.key_file, {"127.0.0.1", "voice.example.com"}));
  ASSERT_TRUE(server->reload_certificate());
  TestSocket after(port);
  ASSERT_TRUE(after.start_tls());
  EXPECT_NE(after.certificate_serial(), before.certificate_serial());
  EXPECT_EQ(get(before, "/").body, "safe");
}

TEST_F(TlsTest, ACertificateThatCannotBeReadLeavesTheFormerOne) {
  folder.write("cert.pem", "no certificate");
  EXPECT_FALSE(server->reload_certificate());
  TestSocket client(port);
  EXPECT_TRUE(client.start_tls());
}

TEST_F(TlsTest, AWebSocketEchoes) {
  TestSocket client(port);
  ASSERT_TRUE(client.start_tls());
  EXPECT_EQ(open_websocket(client, "/signal").status, 101);
  const std::string large(60'000, 'x');
  for (const std::string& text : {std::string("hello"), large, std::string()}) {
    client.send(client_frame(1, text));
    EXPECT_TRUE(read_frame(client).payload == text) << text.size();
  }
}

TEST_F(TlsTest, PlainHttpIsToldWhatIsSpokenHere) {
  TestSocket client(port);
  const auto response = get(client, "/");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body, "this port speaks https\n");
  EXPECT_TRUE(client.closed());
}

TEST_F(TlsTest, RubbishIsClosed) {
  TestSocket client(port);
  client.send(std::string(64, '\x01'));
  EXPECT_LE(client.read_all().size(), 16U);  // an alert at most
}

TEST_F(TlsTest, ConnectionCloseEndsCleanly) {
  TestSocket client(port);
  ASSERT_TRUE(client.start_tls());
  EXPECT_EQ(get(client, "/", "Connection: close\r\n").body, "safe");
  EXPECT_TRUE(client.closed());
}

}  // namespace
}  // namespace ringback::http
