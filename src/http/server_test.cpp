#include <atomic>
#include <vector>

#include "http/server_fixture.hpp"

namespace ringback::http {
namespace {

struct ServerTest : ServerFixture {
  // Answers with what it saw.
  void serve() {
    make();
    server->route("/", [](const Request& r, const Respond& respond) {
      respond(text_response(200, r.method + " " + r.path + "?" + r.query + " " + r.body));
    });
    start();
  }
};

TEST_F(ServerTest, ARequestReachesItsHandlerAndTheAnswerComesBack) {
  serve();
  TestSocket client(port);
  client.send("POST /a%20b?c=%64 HTTP/1.1\r\nHost: test\r\nContent-Length: 4\r\n\r\nbody");
  const auto response = read_response(client);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "POST /a b?c=%64 body");
  EXPECT_EQ(response.field("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_TRUE(response.field("Date").ends_with(" GMT"));
}

TEST_F(ServerTest, AConnectionIsKeptForTheNextRequest) {
  serve();
  TestSocket client(port);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(get(client, "/" + std::to_string(i)).status, 200);
}

TEST_F(ServerTest, HandlersRunOnTheControlThread) {
  make();
  std::thread::id seen;
  server->route("/", [&](const Request&, const Respond& respond) {
    seen = std::this_thread::get_id();
    respond(text_response(200, ""));
  });
  start();
  TestSocket client(port);
  EXPECT_EQ(get(client, "/").status, 200);
  std::thread::id control_thread;
  control.run([&] { control_thread = std::this_thread::get_id(); });
  EXPECT_EQ(seen, control_thread);
}

TEST_F(ServerTest, AConstantAnswersEveryMethodWithoutTheControlThread) {
  make();
  server->constant("/insights", {200, {{"Access-Control-Allow-Origin", "*"}}, "same"});
  start();
  control.run([&] {
    TestSocket client(port);
    for (const std::string method : {"GET", "OPTIONS", "POST"}) {
      client.send(method + " /insights?x=1 HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\n{}");
      const auto response = read_response(client);
      EXPECT_EQ(response.status, 200) << method;
      EXPECT_EQ(response.field("Access-Control-Allow-Origin"), "*");
      EXPECT_EQ(response.body, "same");
    }
  });
}

TEST_F(ServerTest, ManyConnectionsAreServedAtOnce) {
  serve();
  std::vector<std::unique_ptr<TestSocket>> clients;
  for (int i = 0; i < 50; ++i) {
    clients.push_back(std::make_unique<TestSocket>(port));
    clients.back()->send("GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: t\r\n\r\n");
  }
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(read_response(*clients[static_cast<std::size_t>(i)]).body, "GET /" + std::to_string(i) + "? ");
  }
}

TEST_F(ServerTest, AChunkedBodyArrivesWhole) {
  serve();
  TestSocket client(port);
  client.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
  EXPECT_EQ(read_response(client).body, "POST /? abcde");
}

TEST_F(ServerTest, AnAbsoluteTargetIsTaken) {
  serve();
  TestSocket client(port);
  EXPECT_EQ(get(client, "http://test/a?b").body, "GET /a?b ");
}

TEST_F(ServerTest, Version10ClosesUnlessAskedNotTo) {
  serve();
  TestSocket client(port);
  client.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /b HTTP/1.0\r\n\r\n");
  EXPECT_EQ(read_response(client).body, "GET /a? ");
  EXPECT_EQ(read_response(client).body, "GET /b? ");
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, ASecondAnswerIsIgnored) {
  make();
  server->route("/", [](const Request&, const Respond& respond) {
    respond(text_response(200, "first"));
    respond(text_response(200, "second"));
  });
  start();
  TestSocket client(port);
  EXPECT_EQ(get(client, "/").body, "first");
  EXPECT_EQ(get(client, "/").body, "first");
}

TEST_F(ServerTest, NoHandlerIsCalledOnceTheServerStops) {
  make();
  std::atomic<int> calls = 0;
  server->route("/", [&](const Request&, const Respond& respond) {
    ++calls;
    respond(text_response(200, ""));
  });
  start();
  TestSocket client(port);
  control.run([&] {
    // The request reaches the control thread's queue while stop keeps that thread busy.
    client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
    server->stop();
  });
  control.run([] {});
  EXPECT_EQ(calls, 0);
  EXPECT_EQ(client.read_until("\r\n").find(" 200 "), std::string::npos);
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
  serve();
  TestSocket client(port);
  client.send("GET /1 HTTP/1.1\r\nHost: t\r\n\r\nGET /2 HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(read_response(client).body, "GET /1? ");
  EXPECT_EQ(read_response(client).body, "GET /2? ");
}

TEST_F(ServerTest, ConnectionCloseIsHonoured) {
  serve();
  TestSocket client(port);
  EXPECT_EQ(get(client, "/", "Connection: close\r\n").field("Connection"), "close");
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, HeadGetsTheLengthButNoBody) {
  serve();
  TestSocket client(port);
  client.send("HEAD /x HTTP/1.1\r\nHost: test\r\n\r\n");
  EXPECT_EQ(read_response(client, false).field("Content-Length"), "9");
  EXPECT_EQ(get(client, "/y").body, "GET /y? ");
}

TEST_F(ServerTest, TheHandlerSeesPeerAndHeaders) {
  make();
  Request seen;
  server->route("/", [&](const Request& r, const Respond& respond) {
    seen = r;
    respond({204, {}, ""});
  });
  start();
  TestSocket client(port);
  EXPECT_EQ(get(client, "/", "X-Thing: 7\r\n").status, 204);
  EXPECT_EQ(seen.remote_address, "127.0.0.1");
  EXPECT_FALSE(seen.tls);
  EXPECT_EQ(header(seen.headers, "x-thing"), "7");
}

TEST_F(ServerTest, ALateAnswerIsAwaited) {
  make();
  std::promise<Respond> asked;
  server->route("/", [&](const Request&, Respond respond) { asked.set_value(std::move(respond)); });
  start();
  TestSocket client(port);
  client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
  Respond respond = asked.get_future().get();
  control.run([&] { respond(text_response(201, "late")); });
  EXPECT_EQ(read_response(client).status, 201);
}

TEST_F(ServerTest, AResponderThatIsDroppedAnswers500) {
  make();
  server->route("/", [](const Request&, const Respond&) {});
  start();
  TestSocket client(port);
  EXPECT_EQ(get(client, "/").status, 500);
}

TEST_F(ServerTest, AnAnswerAfterTheServerHasGoneIsHarmless) {
  make();
  std::promise<Respond> asked;
  server->route("/", [&](const Request&, Respond respond) { asked.set_value(std::move(respond)); });
  start();
  TestSocket client(port);
  client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
  Respond respond = asked.get_future().get();
  control.run([&] {
    server.reset();
    respond(text_response(200, "to nobody"));
    respond = nullptr;
  });
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, StopLetsARunningAnswerOut) {
  make();
  std::promise<Respond> asked;
  server->route("/", [&](const Request&, Respond respond) { asked.set_value(std::move(respond)); });
  start();
  TestSocket client(port);
  client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
  Respond respond = asked.get_future().get();
  control.run([&] {
    respond(text_response(200, "just in time"));
    server->stop();
  });
  EXPECT_EQ(read_response(client).body, "just in time");
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, StopClosesIdleConnectionsAndThePort) {
  serve();
  TestSocket client(port);
  EXPECT_EQ(get(client, "/").status, 200);
  control.run([this] { server->stop(); });
  EXPECT_TRUE(client.closed());
  const auto again = server.emplace(options, control.executor()).start();
  EXPECT_TRUE(again);
}

TEST_F(ServerTest, ATakenPortIsNamed) {
  serve();
  options.port = port;
  Server second(options, control.executor());
  const auto started = second.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().message, "port " + std::to_string(port) + " of 127.0.0.1 is taken");
}

TEST_F(ServerTest, AWrongAddressIsNamed) {
  options.address = "localhost";
  const auto started = make().start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().message, "localhost is not an IP address");
}

TEST_F(ServerTest, AMissingCertificateIsNamed) {
  options.certificate_file = "/nowhere/cert.pem";
  options.key_file = "/nowhere/key.pem";
  const auto started = make().start();
  ASSERT_FALSE(started);
  EXPECT_NE(started.error().message.find("/nowhere/cert.pem"), std::string::npos);
}

struct Refusal {
  std::string what;
  std::string request;
  int status;
};

TEST_F(ServerTest, BadRequestsAreRefusedAndTheConnectionClosed) {
  options.max_body_bytes = 1000;
  serve();
  const Refusal refusals[] = {
      {"body over the limit", "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1001\r\n\r\n" + std::string(1001, 'x'),
       413},
      {"chunks over the limit",
       "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, 'x') +
           "\r\n0\r\n\r\n",
       413},
      {"header over 16 kB", "GET / HTTP/1.1\r\nHost: t\r\nX: " + std::string(17'000, 'x') + "\r\n\r\n", 431},
      {"not HTTP", "INVITE sip:bob SIP/2.0\r\n\r\n", 400},
      {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"no path", "GET x HTTP/1.1\r\nHost: t\r\n\r\n", 400},
      {"a NUL in the path", "GET /%00 HTTP/1.1\r\nHost: t\r\n\r\n", 400},
      {"two lengths", "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", 400},
      {"length and chunks",
       "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
  };
  for (const Refusal& refusal : refusals) {
    SCOPED_TRACE(refusal.what);
    TestSocket client(port);
    client.send(refusal.request);
    EXPECT_EQ(read_response(client).status, refusal.status);
    EXPECT_TRUE(client.closed());
  }
}

TEST_F(ServerTest, AHeldBackBodyIsAskedFor) {
  serve();
  TestSocket client(port);
  client.send("PUT / HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hi");
  EXPECT_EQ(read_response(client).body, "PUT /? hi");
}

TEST_F(ServerTest, ARequestThatDoesNotEndInTimeIsCutOff) {
  options.idle_timeout = std::chrono::seconds(1);
  serve();
  TestSocket client(port);
  client.send("GET / HT");
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, OneConnectionTooManyIsClosed) {
  options.max_connections = 1;
  serve();
  TestSocket first(port);
  EXPECT_EQ(get(first, "/").status, 200);
  TestSocket second(port);
  EXPECT_TRUE(second.closed());
  EXPECT_EQ(get(first, "/").status, 200);
}

TEST_F(ServerTest, TheLongestPrefixWins) {
  make();
  for (const std::string prefix : {"/", "/a/", "/a/b/", "/exact"}) {
    server->route(prefix, [prefix](const Request&, const Respond& respond) { respond(text_response(200, prefix)); });
  }
  start();
  TestSocket client(port);
  EXPECT_EQ(get(client, "/a/b/c").body, "/a/b/");
  EXPECT_EQ(get(client, "/a/x").body, "/a/");
  EXPECT_EQ(get(client, "/exact").body, "/exact");
  EXPECT_EQ(get(client, "/exact/more").body, "/");
}

TEST_F(ServerTest, AnUnroutedPathIsNotFound) {
  make();
  start();
  TestSocket client(port);
  EXPECT_EQ(get(client, "/nothing").status, 404);
}

TEST_F(ServerTest, ALargeBodyGoesOutWhole) {
  make();
  const std::string large(5'000'000, 'x');
  server->route("/", [&](const Request&, const Respond& respond) { respond(text_response(200, large)); });
  start();
  TestSocket client(port);
  EXPECT_EQ(get(client, "/").body, large);
}

}  // namespace
}  // namespace ringback::http
