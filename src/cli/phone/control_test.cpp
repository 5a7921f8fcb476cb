#include "cli/phone/control.hpp"

#include "cli/phone/phone_fixture.hpp"

namespace ringback::cli {
namespace {

using testing::HasSubstr;

class ControlTest : public PhoneFixture {
 protected:
  http::Response ask(const std::string& method, const std::string& path, const std::string& body = "",
                     http::Headers headers = {{"Content-Type", "application/x-www-form-urlencoded"}}) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.headers = std::move(headers);
    http::Response response = control_phone(request, *phone);
    deadlines.settle();
    return response;
  }
};

TEST_F(ControlTest, TellsTheStatus) {
  start();
  EXPECT_EQ(ask("GET", "/status").body, "{\"registered\":true,\"calls\":[]}\n");
  ring_phone();
  const auto busy = ask("GET", "/status");
  EXPECT_THAT(busy.body, HasSubstr("\"peer\":\"+815031234567\",\"outbound\":false,\"answered\":true"));
  EXPECT_EQ(http::header(busy.headers, "Content-Type"), "application/json");
}

TEST_F(ControlTest, StartsCallsFromFormsAndJson) {
  start();
  EXPECT_EQ(ask("POST", "/call", "to=%2B815031234567").status, 200);
  EXPECT_EQ(ask("POST", "/call", "{\"to\":\"05031234567\"}", {{"Content-Type", "application/json"}}).status, 200);
  ASSERT_EQ(server.incoming.size(), 2U);
  EXPECT_EQ(server.incoming[0].called, "+815031234567");
  EXPECT_EQ(server.incoming[1].called, "05031234567");
  EXPECT_EQ(ask("POST", "/hangup").body, "{\"ended\":2}\n");
  EXPECT_TRUE(phone->calls().empty());
}

TEST_F(ControlTest, RefusesWithWords) {
  start();
  EXPECT_EQ(ask("POST", "/call", "").status, 400);
  EXPECT_EQ(ask("POST", "/call", "{\"to\":5}", {{"Content-Type", "application/json"}}).status, 400);
  EXPECT_EQ(ask("POST", "/call", "{", {{"Content-Type", "application/json"}}).status, 400);
  EXPECT_EQ(ask("GET", "/call").status, 405);
  EXPECT_EQ(ask("GET", "/hangup").status, 405);
  EXPECT_EQ(ask("GET", "/elsewhere").status, 404);
  EXPECT_TRUE(server.incoming.empty());
}

TEST_F(ControlTest, TakesNoOrdersFromWebPages) {
  start();
  const http::Headers from_a_page = {{"Content-Type", "application/x-www-form-urlencoded"},
                                     {"Origin", "https://elsewhere.example"}};
  EXPECT_EQ(ask("POST", "/call", "to=1", from_a_page).status, 403);
  EXPECT_TRUE(server.incoming.empty());
}

TEST_F(ControlTest, SaysThatItIsNotRegisteredYet) {
  phone_options.password = "guess";
  start();
  const auto response = ask("POST", "/call", "to=1");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.body, "{\"error\":\"not registered\"}\n");
}

}  // namespace
}  // namespace ringback::cli
