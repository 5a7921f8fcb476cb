#include "application.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <memory>
#include <optional>

#include "http/certificate.hpp"
#include "ringback/request_signature.hpp"

namespace api_server {
namespace {

namespace http = ringback::http;

const std::string auth_token = "0123456789abcdef0123456789abcdef";
const std::string public_url = "http://app.example:8080";
const std::string own_number = R"({"twilioPhoneNumber":"+81-50-3123-4567"})";

// The application as it runs, asked over real sockets; the test phone is a server of the test.
class ApplicationTest : public testing::Test {
 protected:
  ApplicationTest() {
    std::filesystem::create_directory(folder_);
    EXPECT_TRUE(http::ensure_certificate(folder_ / "c.pem", folder_ / "k.pem", {"localhost", "127.0.0.1"}));
    start_phone();
    start_application();
    http::Client::Options options;
    options.ca_file = folder_ / "c.pem";
    client_ = std::make_unique<http::Client>(options, control_.get_executor());
  }
  void TearDown() override {
    application_->stop();
    phone_->stop();
    std::filesystem::remove_all(folder_);
  }

  void start_phone() {
    http::Server::Options options;
    options.address = "127.0.0.1";
    phone_ = std::make_unique<http::Server>(options, control_.get_executor());
    phone_->route("/call", [this](const http::Request& request, const http::Respond& respond) {
      phone_was_asked_ = request.body;
      respond({phone_answers_, {}, R"({"error":"busy talking"})"});
    });
    ASSERT_TRUE(phone_->start());
  }

  void start_application() {
    Options options;
    options.account = {"AC00000000000000000000000000000001", auth_token, "AP00000000000000000000000000000003"};
    options.certificate_file = folder_ / "c.pem";
    options.key_file = folder_ / "k.pem";
    options.address = "127.0.0.1";
    options.token_port = 0;
    options.webhook_port = 0;
    options.public_url = public_url;
    options.phone_control = "http://127.0.0.1:" + std::to_string(phone_->port());
    auto directory = *ClientDirectory::open(":memory:", "JP");
    ASSERT_TRUE(directory.assign("+815031234567", "DeviceId_0001"));
    application_ = std::make_unique<Application>(options, std::move(directory), control_.get_executor());
    ASSERT_TRUE(application_->start());
  }

  http::FetchResult fetch(http::FetchRequest request) {
    std::optional<http::FetchResult> result;
    boost::asio::co_spawn(control_, client_->fetch(std::move(request)),
                          [&](const std::exception_ptr&, http::FetchResult got) { result = std::move(got); });
    while (!result) control_.run_one();
    return std::move(*result);
  }

  http::FetchResult post_json(const std::string& path, const std::string& body, const std::string& origin) {
    http::FetchRequest request;
    request.method = "POST";
    request.url = "https://localhost:" + std::to_string(application_->token_port()) + path;
    request.headers = {{"Content-Type", "application/json"}, {"Origin", origin}};
    request.body = body;
    return fetch(std::move(request));
  }

  std::string webhooks() const { return "http://127.0.0.1:" + std::to_string(application_->webhook_port()); }

  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("api_server_" + std::to_string(::getpid()));
  boost::asio::io_context control_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> running_{control_.get_executor()};
  std::unique_ptr<http::Server> phone_;
  std::unique_ptr<Application> application_;
  std::unique_ptr<http::Client> client_;
  std::string phone_was_asked_;
  int phone_answers_ = 200;
};

TEST_F(ApplicationTest, APageGetsATokenOverHttps) {
  const auto answer = post_json("/token", own_number, "https://localhost:8443");
  EXPECT_EQ(answer.status, 200) << answer.detail;
  EXPECT_NE(answer.body.find("capabilityToken"), std::string::npos);
  EXPECT_EQ(http::header(answer.headers, "Access-Control-Allow-Origin"), "https://localhost:8443");
}

TEST_F(ApplicationTest, AForeignPageGetsNoToken) {
  EXPECT_EQ(post_json("/token", own_number, "https://evil.example").status, 403);
}

TEST_F(ApplicationTest, ASignedWebhookIsAnswered) {
  const ringback::Parameters call = {{"CallSid", "CA1"}, {"To", "+815031234567"}};
  http::FetchRequest request;
  request.method = "POST";
  request.url = webhooks() + "/incoming";
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"X-Twilio-Signature", ringback::kit::sign_request(auth_token, public_url + "/incoming", call)}};
  request.body = ringback::form_encode(call);
  const auto answer = fetch(request);
  EXPECT_EQ(answer.status, 200) << answer.detail;
  EXPECT_NE(answer.body.find("<Client>DeviceId_0001</Client>"), std::string::npos);

  request.headers.pop_back();
  EXPECT_EQ(fetch(request).status, 403);
}

TEST_F(ApplicationTest, TheTestPhoneIsToldToCall) {
  const auto answer = post_json("/phone/call", own_number, "https://localhost:8443");
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(ringback::form_decode(phone_was_asked_), (ringback::Parameters{{"to", "+815031234567"}}));
}

TEST_F(ApplicationTest, TheTestPhonesRefusalIsPassedOn) {
  phone_answers_ = 409;
  const auto refused = post_json("/phone/call", own_number, "https://localhost:8443");
  EXPECT_EQ(refused.status, 502);
  EXPECT_NE(refused.body.find("busy talking"), std::string::npos);

  phone_->stop();
  const auto unreachable = post_json("/phone/call", own_number, "https://localhost:8443");
  EXPECT_EQ(unreachable.status, 502);
  EXPECT_NE(unreachable.body.find("is it running?"), std::string::npos);
}

TEST_F(ApplicationTest, TheTestPhoneCallsNumbersOfTheDirectoryOnly) {
  EXPECT_EQ(post_json("/phone/call", R"({"twilioPhoneNumber":"+819059876543"})", "https://localhost").status, 404);
  EXPECT_EQ(phone_was_asked_, "");
}

TEST_F(ApplicationTest, BothServersSayThatTheyAreWell) {
  for (const auto& url : {webhooks(), "https://localhost:" + std::to_string(application_->token_port())}) {
    http::FetchRequest request;
    request.url = url + "/healthz";
    EXPECT_EQ(fetch(request).status, 200) << url;
  }
}

TEST_F(ApplicationTest, ATakenPortIsNamed) {
  Options options;
  options.webhook_port = application_->webhook_port();
  Application second(options, *ClientDirectory::open(":memory:", "JP"), control_.get_executor());
  const auto started = second.start();
  ASSERT_FALSE(started);
  EXPECT_NE(started.error().message.find(std::to_string(options.webhook_port)), std::string::npos);
}

}  // namespace
}  // namespace api_server
