#include "api/resource/sip_domains.hpp"

#include "api/fixture_test.hpp"
#include "store/sip_credentials.hpp"

namespace ringback::api {
namespace {

const std::string good_password = "Longenough123";

struct SipTest : ApiTest {
  boost::json::object made(const std::string& path, const Parameters& form) {
    const auto response = post("/SIP" + path, form);
    EXPECT_EQ(outcome(response), "201") << response.body;
    return json(response);
  }
  std::string sid(const std::string& path, const Parameters& form) { return text(made(path, form), "sid"); }
  http::Response remove(const std::string& path) { return send(request("DELETE", "/SIP" + path)); }
  std::size_t count(const std::string& path, const std::string& key) {
    return json(get("/SIP" + path)).at(key).as_array().size();
  }
  std::string credential_list(const std::string& name = "phones") {
    return sid("/CredentialLists.json", {{"FriendlyName", name}});
  }
  std::string address_list(const std::string& name = "offices") {
    return sid("/IpAccessControlLists.json", {{"FriendlyName", name}});
  }
  std::string domain(const std::string& name = "acme") { return sid("/Domains.json", {{"DomainName", name}}); }
};

TEST_F(SipTest, ADomainWithANameAloneAnswersNobody) {
  const auto body = made("/Domains.json", {{"DomainName", "Acme"}});
  EXPECT_EQ(text(body, "domain_name"), "acme.sip.ringback.internal");
  EXPECT_EQ(text(body, "auth_type"), "");
  EXPECT_FALSE(body.at("sip_registration").as_bool());
  EXPECT_FALSE(body.at("secure").as_bool());
  EXPECT_TRUE(body.at("voice_url").is_null());
  EXPECT_EQ(json(get(text(body, "uri"))), body);
  EXPECT_EQ(count("/Domains.json", "domains"), 1U);
}

TEST_F(SipTest, ADomainOfTheProductKeepsItsName) {
  EXPECT_EQ(text(made("/Domains.json", {{"DomainName", "acme.sip.twilio.com"}}), "domain_name"), "acme.sip.twilio.com");
}

TEST_F(SipTest, ANameIsRefusedThatIsNoneOrTaken) {
  domain("acme");
  for (const auto* name : {"", "acme", "a_b", "acme.example.com", ".sip.ringback.internal"}) {
    EXPECT_EQ(outcome(post("/SIP/Domains.json", {{"DomainName", name}})), "400 21232") << name;
  }
  account = add_account();
  EXPECT_EQ(outcome(post("/SIP/Domains.json", {{"DomainName", "acme"}})), "400 21232");
}

TEST_F(SipTest, ADomainIsChangedAndDeletedWithItsMappings) {
  const std::string of_domain = "/Domains/" + domain();
  const std::string list = credential_list();
  made(of_domain + "/Auth/Calls/CredentialListMappings.json", {{"CredentialListSid", list}});
  const auto changed = json(post("/SIP" + of_domain + ".json", {{"VoiceUrl", "http://x/voice"},
                                                                {"VoiceStatusCallbackUrl", "http://x/status"},
                                                                {"SipRegistration", "true"},
                                                                {"DomainName", "other"}}));
  EXPECT_EQ(text(changed, "voice_url"), "http://x/voice");
  EXPECT_EQ(text(changed, "domain_name"), "other.sip.ringback.internal");
  EXPECT_TRUE(changed.at("sip_registration").as_bool());
  EXPECT_EQ(outcome(post("/SIP" + of_domain + ".json", {{"VoiceUrl", "nowhere"}})), "400 21402");
  EXPECT_EQ(outcome(remove("/CredentialLists/" + list + ".json")), "400 21241");
  EXPECT_EQ(outcome(remove(of_domain + ".json")), "204");
  EXPECT_EQ(outcome(get("/SIP" + of_domain + ".json")), "404 20404");
  EXPECT_EQ(outcome(remove("/CredentialLists/" + list + ".json")), "204");
}

TEST_F(SipTest, TheOlderPathsAndThoseOfCallsAreTheSameMappings) {
  const std::string of_domain = "/Domains/" + domain();
  const std::string list = credential_list();
  const std::string addresses = address_list();
  made(of_domain + "/CredentialListMappings.json", {{"CredentialListSid", list}});
  EXPECT_EQ(
      outcome(post("/SIP" + of_domain + "/Auth/Calls/CredentialListMappings.json", {{"CredentialListSid", list}})),
      "400 21231");
  EXPECT_EQ(text(json(get("/SIP" + of_domain + ".json")), "auth_type"), "CREDENTIAL_LIST");
  made(of_domain + "/Auth/Calls/IpAccessControlListMappings.json", {{"IpAccessControlListSid", addresses}});
  EXPECT_EQ(text(json(get("/SIP" + of_domain + ".json")), "auth_type"), "CREDENTIAL_LIST,IP_ACL");
  EXPECT_EQ(count(of_domain + "/Auth/Calls/CredentialListMappings.json", "contents"), 1U);
  EXPECT_EQ(count(of_domain + "/CredentialListMappings.json", "credential_list_mappings"), 1U);
  EXPECT_EQ(count(of_domain + "/IpAccessControlListMappings.json", "ip_access_control_list_mappings"), 1U);
  EXPECT_EQ(
      text(json(get("/SIP" + of_domain + "/Auth/Calls/CredentialListMappings/" + list + ".json")), "friendly_name"),
      "phones");
  EXPECT_EQ(outcome(remove(of_domain + "/Auth/Calls/CredentialListMappings/" + list + ".json")), "204");
  EXPECT_EQ(outcome(get("/SIP" + of_domain + "/CredentialListMappings/" + list + ".json")), "404 20404");
  EXPECT_EQ(outcome(get("/SIP" + of_domain + "/IpAccessControlListMappings/" + addresses + ".json")), "200");
}

TEST_F(SipTest, RegistrationsHaveMappingsOfTheirOwn) {
  const std::string of_domain = "/Domains/" + domain();
  const std::string list = credential_list();
  made(of_domain + "/Auth/Calls/CredentialListMappings.json", {{"CredentialListSid", list}});
  made(of_domain + "/Auth/Registrations/CredentialListMappings.json", {{"CredentialListSid", list}});
  EXPECT_EQ(outcome(remove(of_domain + "/Auth/Registrations/CredentialListMappings/" + list + ".json")), "204");
  EXPECT_EQ(outcome(get("/SIP" + of_domain + "/Auth/Calls/CredentialListMappings/" + list + ".json")), "200");
}

TEST_F(SipTest, OnlyOnesOwnListsAndDomainsAreMapped) {
  const std::string list = credential_list();
  account = add_account();
  const std::string of_domain = "/Domains/" + domain("mine");
  EXPECT_EQ(
      outcome(post("/SIP" + of_domain + "/Auth/Calls/CredentialListMappings.json", {{"CredentialListSid", list}})),
      "404 20404");
  EXPECT_EQ(outcome(post("/SIP" + of_domain + "/CredentialListMappings.json", {})), "400 20422");
  EXPECT_EQ(outcome(get("/SIP/CredentialLists/" + list + ".json")), "404 20404");
  EXPECT_EQ(outcome(get("/SIP/CredentialLists/" + list + "/Credentials.json")), "404 20404");
}

TEST_F(SipTest, NamesOfListsAreNeededAndUnique) {
  credential_list("a");
  address_list("a");
  for (const auto& name : {std::string(), std::string("a"), std::string(65, 'x')}) {
    EXPECT_EQ(outcome(post("/SIP/CredentialLists.json", {{"FriendlyName", name}})), "400 21240") << name;
  }
  EXPECT_EQ(outcome(post("/SIP/IpAccessControlLists.json", {{"FriendlyName", "a"}})), "400 21235");
  const std::string other = credential_list("b");
  EXPECT_EQ(outcome(post("/SIP/CredentialLists/" + other + ".json", {{"FriendlyName", "a"}})), "400 21240");
  EXPECT_EQ(text(json(post("/SIP/CredentialLists/" + other + ".json", {{"FriendlyName", "c"}})), "friendly_name"), "c");
}

TEST_F(SipTest, APasswordIsCheckedAndNeverTold) {
  const std::string path = "/CredentialLists/" + credential_list() + "/Credentials";
  const auto body = made(path + ".json", {{"Username", "alice"}, {"Password", good_password}});
  EXPECT_EQ(boost::json::serialize(body).find(good_password), std::string::npos);
  EXPECT_EQ(text(body, "username"), "alice");
  for (const auto* weak : {"", "Short1", "longenough123", "LONGENOUGH123", "Longenoughxyz"}) {
    EXPECT_EQ(outcome(post("/SIP" + path + ".json", {{"Username", "bob"}, {"Password", weak}})), "400 21243") << weak;
  }
  EXPECT_EQ(outcome(post("/SIP" + path + ".json", {{"Username", "alice"}, {"Password", good_password}})), "400 21243");
  const std::string of_alice = "/SIP" + path + '/' + text(body, "sid") + ".json";
  EXPECT_EQ(outcome(post(of_alice, {{"Password", "Another12345"}})), "200");
  const auto kept = wait(store->sip_credentials().find(account.sid, text(body, "sid")));
  EXPECT_EQ((*kept)->password, "Another12345");
  EXPECT_EQ(count(path + ".json", "credentials"), 1U);
  EXPECT_EQ(outcome(send(request("DELETE", of_alice))), "204");
  EXPECT_EQ(outcome(get(of_alice)), "404 20404");
}

TEST_F(SipTest, AddressesMayBeNetworks) {
  const std::string path = "/IpAccessControlLists/" + address_list() + "/IpAddresses";
  const auto body = made(path + ".json", {{"FriendlyName", "office"}, {"IpAddress", "192.0.2.1"}});
  EXPECT_EQ(body.at("cidr_prefix_length").as_int64(), 32);
  const std::string uri = text(body, "uri");
  EXPECT_EQ(json(post(uri, {{"CidrPrefixLength", "24"}})).at("cidr_prefix_length").as_int64(), 24);
  made(path + ".json", {{"FriendlyName", "new"}, {"IpAddress", "2001:db8::1"}, {"CidrPrefixLength", "64"}});
  struct Case {
    Parameters form;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {{{"FriendlyName", "x"}, {"IpAddress", "192.0.2.300"}}, "400 20422"},
      {{{"FriendlyName", "x"}}, "400 20422"},
      {{{"IpAddress", "192.0.2.2"}}, "400 20422"},
      {{{"FriendlyName", "x"}, {"IpAddress", "192.0.2.2"}, {"CidrPrefixLength", "33"}}, "400 20422"},
      {{{"FriendlyName", "x"}, {"IpAddress", "192.0.2.1"}}, "400 21235"},
  };
  for (const auto& [form, expected] : cases) EXPECT_EQ(outcome(post("/SIP" + path + ".json", form)), expected);
  EXPECT_EQ(count(path + ".json", "ip_addresses"), 2U);
  EXPECT_EQ(outcome(send(request("DELETE", uri))), "204");
  EXPECT_EQ(outcome(get(uri)), "404 20404");
}

}  // namespace
}  // namespace ringback::api
