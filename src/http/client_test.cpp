#include "http/client.hpp"

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/system/system_error.hpp>
#include <future>

#include "http/blocked_resolver.hpp"
#include "http/certificate.hpp"
#include "http/server_fixture.hpp"
#include "http/silent_port.hpp"
#include "http/temporary_folder.hpp"

namespace ringback::http {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

// `hello` gzipped.
const std::string gzipped(
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xcb\x48\xcd\xc9\xc9\x07\x00\x86\xa6\x10\x36\x05\x00\x00\x00", 25);

Response redirect(int status, const std::string& location) {
  return {status, {{"Location", location}}, "moved"};
}

// A server that says what it got, redirects and so on, and a client of it, both on one control thread.
struct ClientTest : ServerFixture {
  ClientTest() {
    control.run([this] { client.emplace(client_options, control.executor()); });
  }
  ~ClientTest() override {
    control.run([this] { client.reset(); });
    shut_down();
  }

  void serve() {
    make();
    server->route("/", [this](const Request& request, const Respond& respond) { respond(answer(request)); });
    start();
  }
  Response answer(const Request& request) {
    last = request;
    if (request.path == "/loop") return redirect(302, "/loop");
    if (request.path == "/metadata") return redirect(302, "http://169.254.169.254/latest");
    if (request.path == "/ftp") return redirect(302, "ftp://127.0.0.1/");
    if (request.path.starts_with("/to/")) return redirect(std::stoi(request.path.substr(4)), "/echo?redirected");
    if (request.path == "/gzip") return {200, {{"Content-Encoding", "gzip"}}, gzipped};
    if (request.path == "/large") return {200, {}, std::string(1000, 'x')};
    if (request.path == "/login" && header(request.headers, "Authorization").empty()) {
      return {401, {{"WWW-Authenticate", "Basic realm=\"r\""}}, "who?"};
    }
    Response response = text_response(request.path == "/missing" ? 404 : 200,
                                      request.method + " " + request.query + " " + request.body);
    response.headers.emplace_back("X-Seen", header(request.headers, "X-Sent"));
    response.headers.emplace_back("X-Authorization", header(request.headers, "Authorization"));
    return response;
  }
  std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port) + path; }

  std::future<FetchResult> begin(FetchRequest request) {
    auto promise = std::make_shared<std::promise<FetchResult>>();
    asio::post(control.executor(), [this, request = std::move(request), promise] {
      asio::co_spawn(control.executor(), client->fetch(request),
                     [promise](const std::exception_ptr& error, FetchResult result) {
                       error ? promise->set_exception(error) : promise->set_value(std::move(result));
                     });
    });
    return promise->get_future();
  }
  FetchResult fetch(FetchRequest request) {
    auto result = begin(std::move(request));
    if (result.wait_for(20s) != std::future_status::ready) {
      ADD_FAILURE() << "no result";
      return {};
    }
    return result.get();
  }
  FetchResult fetch(const std::string& target) { return fetch(FetchRequest{.url = target}); }
  FetchFailure failure_of(const std::string& target) { return fetch(target).failure; }

  Client::Options client_options;
  std::optional<Client> client;
  Request last;  // that the server saw
};

TEST_F(ClientTest, AGetBringsStatusHeadersAndBody) {
  serve();
  FetchRequest request{.url = url("/echo?a=b#fragment")};
  request.headers = {{"X-Sent", "7"}};
  const auto result = fetch(request);
  EXPECT_EQ(result.failure, FetchFailure::none) << result.detail;
  EXPECT_EQ(result.status, 200);
  EXPECT_EQ(result.body, "GET a=b ");
  EXPECT_EQ(header(result.headers, "x-seen"), "7");
  EXPECT_EQ(header(result.headers, "Content-Type"), "text/plain; charset=utf-8");
}

TEST_F(ClientTest, OwnHeadersReplaceTheDefaultsAndMayBeEmpty) {
  serve();
  FetchRequest request{.url = url("/echo")};
  request.headers = {{"User-Agent", "Agent/1"}, {"X-Sent", ""}};
  EXPECT_EQ(fetch(request).status, 200);
  EXPECT_EQ(header(last.headers, "User-Agent"), "Agent/1");
  EXPECT_EQ(header(last.headers, "Accept-Encoding"), "gzip");
  EXPECT_TRUE(std::any_of(last.headers.begin(), last.headers.end(), [](const auto& h) { return h.first == "X-Sent"; }));
}

TEST_F(ClientTest, APostCarriesItsBody) {
  serve();
  const auto result = fetch({.method = "POST", .url = url("/echo"), .body = std::string("a\0b", 3)});
  EXPECT_EQ(result.body, std::string("POST  a\0b", 9));
}

TEST_F(ClientTest, OtherMethodsAreSentAsTheyAre) {
  serve();
  EXPECT_EQ(fetch({.method = "PUT", .url = url("/echo"), .body = "x"}).body, "PUT  x");
  EXPECT_EQ(fetch({.method = "DELETE", .url = url("/echo")}).body, "DELETE  ");
  EXPECT_EQ(fetch({.method = "HEAD", .url = url("/echo")}).status, 200);
}

TEST_F(ClientTest, AnErrorStatusIsNoFailure) {
  serve();
  const auto result = fetch(url("/missing"));
  EXPECT_EQ(result.failure, FetchFailure::none);
  EXPECT_EQ(result.status, 404);
}

TEST_F(ClientTest, RedirectsTurnAPostIntoAGetAsBrowsersDo) {
  serve();
  for (const auto& [status, body] : std::initializer_list<std::pair<int, std::string>>{{301, "GET redirected "},
                                                                                       {302, "GET redirected "},
                                                                                       {303, "GET redirected "},
                                                                                       {307, "POST redirected form"},
                                                                                       {308, "POST redirected form"}}) {
    const auto result = fetch({.method = "POST", .url = url("/to/" + std::to_string(status)), .body = "form"});
    EXPECT_EQ(result.body, body) << status;
    EXPECT_EQ(result.final_url, url("/echo?redirected"));
  }
}

TEST_F(ClientTest, TheHeadersAreThoseOfTheLastAnswer) {
  serve();
  EXPECT_EQ(header(fetch(url("/to/302")).headers, "Location"), "");
}

TEST_F(ClientTest, AGzippedBodyIsUnpacked) {
  serve();
  EXPECT_EQ(fetch(url("/gzip")).body, "hello");
}

TEST_F(ClientTest, CredentialsOfTheUrlAreSentOnceTheyAreAskedFor) {
  serve();
  std::string with_credentials = url("/login");
  with_credentials.insert(7, "me:secret@");
  EXPECT_EQ(header(fetch(with_credentials).headers, "X-Authorization"), "Basic bWU6c2VjcmV0");
  std::string unasked = url("/echo");
  unasked.insert(7, "me:secret@");
  EXPECT_EQ(header(fetch(unasked).headers, "X-Authorization"), "");
}

TEST_F(ClientTest, ARedirectLoopEnds) {
  serve();
  EXPECT_EQ(failure_of(url("/loop")), FetchFailure::too_many_redirects);
}

TEST_F(ClientTest, ARedirectLeavesHttpForNothingElse) {
  serve();
  EXPECT_EQ(failure_of(url("/ftp")), FetchFailure::protocol);
}

TEST_F(ClientTest, LinkLocalAddressesAreForbiddenBehindARedirectToo) {
  serve();
  EXPECT_EQ(failure_of("http://169.254.169.254/"), FetchFailure::forbidden_address);
  EXPECT_EQ(failure_of("http://[::ffff:169.254.169.254]/"), FetchFailure::forbidden_address);
  EXPECT_EQ(failure_of("http://[fe80::1]/"), FetchFailure::forbidden_address);
  EXPECT_EQ(failure_of(url("/metadata")), FetchFailure::forbidden_address);
}

TEST_F(ClientTest, ABodyOverTheLimitIsTooLarge) {
  serve();
  EXPECT_EQ(fetch({.url = url("/large"), .max_body_bytes = 999}).failure, FetchFailure::too_large);
  EXPECT_EQ(fetch({.url = url("/large"), .max_body_bytes = 1000}).failure, FetchFailure::none);
}

TEST_F(ClientTest, EndlessHeadersAreTooLarge) {
  std::string answer = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 100; ++i) answer += "X-" + std::to_string(i) + ": " + std::string(1000, 'x') + "\r\n";
  SilentPort verbose(answer);
  EXPECT_EQ(failure_of(verbose.url()), FetchFailure::too_large);
}

TEST_F(ClientTest, WhatIsNoHttpUrlIsRefused) {
  for (const std::string target : {"", "example.com", "ftp://127.0.0.1/", "file:///etc/passwd", "http://",
                                   "http://a b/", "http://127.0.0.1:99999/"}) {
    EXPECT_EQ(failure_of(target), FetchFailure::bad_url) << target;
  }
  FetchRequest forged{.url = "http://127.0.0.1:1/"};
  forged.headers = {{"X", "a\r\nHost: other"}};
  EXPECT_EQ(fetch(forged).failure, FetchFailure::bad_url);
}

TEST_F(ClientTest, ARefusedConnectionIsSaidToBe) {
  serve();
  const std::string gone = url("/");
  control.run([this] { server->stop(); });
  const auto result = fetch(gone);
  EXPECT_EQ(result.failure, FetchFailure::connection_refused);
  EXPECT_NE(result.detail, "");
}

TEST_F(ClientTest, AnUnknownHostIsSaidToBe) {
  EXPECT_EQ(failure_of("http://name.invalid/"), FetchFailure::host_not_found);
}

TEST_F(ClientTest, ASilentServerTimesOut) {
  SilentPort silent;
  EXPECT_EQ(fetch({.url = silent.url(), .total_timeout = 200ms}).failure, FetchFailure::timeout);
}

TEST_F(ClientTest, WhatIsNotHttpIsAProtocolFailure) {
  SilentPort rubbish("SSH-2.0-OpenSSH\r\n");
  EXPECT_EQ(failure_of(rubbish.url()), FetchFailure::protocol);
  SilentPort cut_short("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
  EXPECT_EQ(failure_of(cut_short.url()), FetchFailure::protocol);
  SilentPort nothing("");
  EXPECT_EQ(failure_of(nothing.url()), FetchFailure::protocol);
}

TEST_F(ClientTest, TlsTowardsAPlainPortFailsInTheHandshake) {
  serve();
  std::string target = url("/");
  target.insert(4, "s");
  EXPECT_EQ(failure_of(target), FetchFailure::tls_handshake);
}

TEST_F(ClientTest, ASelfSignedCertificateIsRefusedUnlessItIsTrusted) {
  const TemporaryFolder folder;
  options.certificate_file = folder.path("cert.pem");
  options.key_file = folder.path("key.pem");
  ASSERT_TRUE(ensure_certificate(options.certificate_file, options.key_file, {"127.0.0.1"}));
  serve();
  const std::string port_text = std::to_string(port);
  EXPECT_EQ(failure_of("https://127.0.0.1:" + port_text + "/echo"), FetchFailure::certificate_invalid);
  client_options.ca_file = options.certificate_file;
  control.run([this] { client.emplace(client_options, control.executor()); });
  EXPECT_EQ(fetch("https://127.0.0.1:" + port_text + "/echo").body, "GET  ");
  EXPECT_EQ(failure_of("https://localhost:" + port_text + "/echo"), FetchFailure::certificate_invalid);
}

TEST_F(ClientTest, ManyFetchesAtOnceAllComeBack) {
  serve();
  std::vector<std::future<FetchResult>> results;
  for (int i = 0; i < 100; ++i) results.push_back(begin({.url = url("/echo?" + std::to_string(i))}));
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(results[static_cast<std::size_t>(i)].get().body, "GET " + std::to_string(i) + " ");
  }
}

TEST_F(ClientTest, OneFetchTooManyFailsAtOnce) {
  client_options.max_waiting = 1;
  control.run([this] { client.emplace(client_options, control.executor()); });
  SilentPort silent;
  const auto first = begin({.url = silent.url()});
  EXPECT_EQ(failure_of(silent.url()), FetchFailure::connection_failed);
  control.run([this] { EXPECT_EQ(client->waiting(), 1U); });
}

TEST_F(ClientTest, ACancelledFetchIsGivenUp) {
  SilentPort silent;
  asio::cancellation_signal signal;
  std::promise<std::exception_ptr> ended;
  control.run([&] {
    asio::co_spawn(control.executor(), client->fetch({.url = silent.url()}),
                   asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr error, const FetchResult&) {
                     ended.set_value(std::move(error));
                   }));
  });
  auto connection = silent.accept();
  control.run([&] { signal.emit(asio::cancellation_type::terminal); });
  const std::exception_ptr error = ended.get_future().get();
  ASSERT_TRUE(error);
  try {
    std::rethrow_exception(error);
  } catch (const boost::system::system_error& thrown) {
    EXPECT_EQ(thrown.code(), asio::error::operation_aborted);
  }
  // The transfer is closed, not only forgotten.
  char byte = 0;
  boost::system::error_code end;
  connection.read_some(asio::buffer(&byte, 1), end);
  EXPECT_EQ(end, asio::error::eof);
}

TEST_F(ClientTest, ClosingTheClientEndsItsFetches) {
  SilentPort silent;
  auto result = begin({.url = silent.url()});
  const auto connection = silent.accept();
  control.run([this] { client.reset(); });
  EXPECT_EQ(result.get().failure, FetchFailure::cancelled);
}

TEST_F(ClientTest, ANameThatNeverResolvesHoldsUpNobody) {
  serve();
  BlockedResolver blocked;
  const auto start = std::chrono::steady_clock::now();
  std::vector<std::future<FetchResult>> hanging;
  for (int i = 0; i < 20; ++i) {
    hanging.push_back(begin({.url = "http://never-answers.test/", .connect_timeout = 300ms}));
  }
  blocked.wait_for(20);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(fetch(url("/echo")).status, 200);
  for (auto& result : hanging) EXPECT_EQ(result.get().failure, FetchFailure::connect_timeout);
  // The hanging look-ups are still there when their transfers have ended: nobody waited for them.
  EXPECT_EQ(fetch(url("/echo")).status, 200);
  control.run([this] { client.reset(); });
  EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
}

}  // namespace
}  // namespace ringback::http
