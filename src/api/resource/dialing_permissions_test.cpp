#include "api/fixture_test.hpp"
#include "base/country.hpp"

namespace ringback::api {
namespace {

struct DialingPermissions : ApiTest {
  void allow(std::vector<std::vector<std::string>> prefixes) {
    std::vector<store::Trunk> trunks;
    for (auto& each : prefixes) {
      store::Trunk trunk;
      trunk.name = "carrier" + std::to_string(trunks.size());
      trunk.prefixes = std::move(each);
      trunks.push_back(std::move(trunk));
    }
    ASSERT_TRUE(wait(store->configured().replace({}, trunks, {})));
  }
  http::Response ask(const std::string& path, const std::string& query = "") {
    auto out = request("GET", "/2010-04-01");
    out.path = "/v1/DialingPermissions/Countries" + path;
    out.query = query;
    return wait(api.handle(out));
  }
  bool allowed(const std::string& country) { return json(ask('/' + country)).at("low_risk_numbers_enabled").as_bool(); }
};

TEST_F(DialingPermissions, AreThoseOfTheTrunks) {
  EXPECT_FALSE(allowed("JP"));
  allow({{"+81", "+1415"}});
  EXPECT_TRUE(allowed("JP"));
  EXPECT_TRUE(allowed("US"));
  EXPECT_FALSE(allowed("GB"));
  allow({{"+81"}, {}});
  EXPECT_TRUE(allowed("GB"));
}

TEST_F(DialingPermissions, AreListedFromAToZ) {
  const auto first = json(ask("", "PageSize=2"));
  EXPECT_EQ(text(first.at("content").as_array().at(0).as_object(), "iso_code"), countries().at(0).code);
  EXPECT_EQ(text(first.at("content").as_array().at(1).as_object(), "iso_code"), countries().at(1).code);
  EXPECT_EQ(text(first.at("meta").as_object(), "key"), "content");
  const auto japan = json(ask("", "IsoCode=JP"));
  ASSERT_EQ(japan.at("content").as_array().size(), 1U);
  EXPECT_EQ(japan.at("content").as_array().at(0).as_object().at("country_codes").as_array().at(0).as_string(), "+81");
}

TEST_F(DialingPermissions, OfWhatIsNoCountryAreNotThere) {
  EXPECT_EQ(outcome(ask("/XX")), "404 20404");
  EXPECT_TRUE(json(ask("/JP/HighRiskSpecialPrefixes")).at("content").as_array().empty());
}

TEST_F(DialingPermissions, AreNotChangedHere) {
  auto change = request("POST", "/2010-04-01");
  change.path = "/v1/DialingPermissions/Countries/JP";
  EXPECT_EQ(outcome(wait(api.handle(change))), "405 20004");
}

}  // namespace
}  // namespace ringback::api
