#include "api/product.hpp"

#include "api/fixture_test.hpp"

namespace ringback::api {
namespace {

// `product path`, or nothing.
std::string asked(const std::string& path, const std::string& host = "localhost:8443") {
  http::Request request;
  request.path = path;
  request.headers = {{"Host", host}};
  const auto found = product_of(request);
  return found ? found->product + ' ' + found->path : "";
}

TEST(Product, IsNamedByThePathOrTheHost) {
  EXPECT_EQ(asked("/_twilio/voice/v1/Settings"), "voice /v1/Settings");
  EXPECT_EQ(asked("/_twilio/voice"), "voice /");
  EXPECT_EQ(asked("/v1/Settings", "voice.twilio.com"), "voice /v1/Settings");
  EXPECT_EQ(asked("/v1/Settings", "Voice.dublin.ie1.Twilio.com:443"), "voice /v1/Settings");
  EXPECT_EQ(asked("/v1/Settings"), "");
  EXPECT_EQ(asked("/v1/Settings", "voice.nottwilio.com"), "");
  EXPECT_EQ(asked("/_twilio//v1"), "");
}

TEST(Product, OfThisServerAreAFewPaths) {
  EXPECT_TRUE(is_here({"api", "/2010-04-01/Accounts.json"}));
  EXPECT_TRUE(is_here({"iam", "/v1/Keys"}));
  EXPECT_FALSE(is_here({"voice", "/v1/Keys"}));
  EXPECT_FALSE(is_here({"messaging", "/v1/Services"}));
}

struct ProductTest : ApiTest {
  http::Response ask(const std::string& path, const std::string& host = "localhost") {
    auto out = request("GET", "/2010-04-01");
    out.path = path;
    out.headers.back() = {"Host", host};
    return wait(api.handle_product(out));
  }
};

TEST_F(ProductTest, ThatIsElsewhereIsNotFoundInJson) {
  const auto response = ask("/v1/Services", "messaging.twilio.com");
  EXPECT_EQ(outcome(response), "404 20404");
  EXPECT_EQ(http::header(response.headers, "Content-Type"), "application/json");
  EXPECT_NE(text(json(response), "message").find("messaging is not provided by this server"), std::string::npos);
  EXPECT_EQ(outcome(ask("/_twilio/lookups/v1/PhoneNumbers/+15551234567")), "404 20404");
}

TEST_F(ProductTest, OfTheApiIsTheApi) {
  EXPECT_EQ(outcome(ask("/_twilio/api/2010-04-01/Accounts/" + account.sid + ".json")), "200");
  EXPECT_EQ(outcome(ask("/_twilio/iam/v1/Keys")), "200");
  EXPECT_EQ(outcome(ask("/v1/Keys", "iam.twilio.com")), "200");
}

}  // namespace
}  // namespace ringback::api
