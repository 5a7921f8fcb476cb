#include "config.hpp"

#include <gmock/gmock.h>

namespace ringback {
namespace {

using testing::HasSubstr;

TEST(Config, AnEmptyFileIsAWorkingServer) {
  const auto config = parse_config("", "x.toml");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->http.port, 8443);
  EXPECT_EQ(config->sip.port, 5060);
  EXPECT_EQ(config->media.webrtc_port, 40000);
  EXPECT_EQ(config->media.rtp_port_first, 40100);
  EXPECT_EQ(config->media.rtp_port_last, 40999);
}

TEST(Config, EveryKeyIsRead) {
  const auto config = parse_config(R"(
default_region = "JP"
data_dir = "/tmp/x"
public_host = "voice.example.com"
log_level = "debug"
[http]
address = "127.0.0.1"
port = 9443
certificate = "c.pem"
key = "k.pem"
[sip]
address = "127.0.0.1"
port = 5070
[media]
threads = 2
public_addresses = ["203.0.113.5"]
bind_addresses = ["127.0.0.1"]
webrtc_port = 41000
rtp_ports = [42000, 42099]
[[numbers]]
phone_number = "+81-50-3123-4567"
[[phones]]
user = "desk"
password = "secret"
phone_number = "+819059876543"
[[trunks]]
name = "carrier"
address = "192.0.2.1"
proxy = "sip.example.com:5060"
[static]
"/" = "/tmp"
)",
                                   "x.toml");
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->default_region, "JP");
  EXPECT_EQ(config->log_level, log::Level::debug);
  EXPECT_EQ(config->http.key, "k.pem");
  EXPECT_EQ(config->sip.port, 5070);
  EXPECT_EQ(config->media.threads, 2U);
  EXPECT_EQ(config->media.rtp_port_last, 42099);
  EXPECT_EQ(config->numbers.at(0).phone_number, "+815031234567");
  EXPECT_EQ(config->phones.at(0).password, "secret");
  EXPECT_EQ(config->trunks.at(0).proxy, "sip.example.com:5060");
  EXPECT_EQ(config->static_files.at("/"), "/tmp");
}

struct Row {
  const char* text;
  const char* line;
  const char* words;
};

struct BadConfig : testing::TestWithParam<Row> {};

TEST_P(BadConfig, NamesTheLineAndWhatIsAllowed) {
  const auto config = parse_config(GetParam().text, "x.toml");
  ASSERT_FALSE(config);
  EXPECT_THAT(config.error().message, HasSubstr(GetParam().line));
  EXPECT_THAT(config.error().message, HasSubstr(GetParam().words));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BadConfig,
    testing::Values(Row{"\nport = 1", "line 2", "unknown key port; allowed are"},
                    Row{"[http]\nprot = 1", "line 2", "unknown key prot in [http]"},
                    Row{"[http]\nport = 70000", "line 2", "port must be a port from 0 to 65535"},
                    Row{"[http]\nport = \"8443\"", "line 2", "port must be a port"},
                    Row{"default_region = \"Japan\"", "line 1", "a country of ISO 3166"},
                    Row{"log_level = \"loud\"", "line 1", "one of debug, info, warn, error"},
                    Row{"[media]\nrtp_ports = [5, 4]", "line 2", "the first below the last"},
                    Row{"[media]\nrtp_ports = 5", "line 2", "two ports"},
                    Row{"[media]\nbind_addresses = [1]", "line 2", "a list of strings"},
                    Row{"[[phones]]\nuser = \"a\"\nphone_number = \"+81312345678\"", "line 1", "needs password"},
                    Row{"[[numbers]]\nphone_number = \"0312345678\"", "line 2", "with its country code"},
                    Row{"[phones]\nuser = \"a\"", "line 1", "[[phones]]"}, Row{"http = 1", "line 1", "a table, [http]"},
                    Row{"a = ", "line 1", ""}));

INSTANTIATE_TEST_SUITE_P(
    Addresses, BadConfig,
    testing::Values(
        Row{"[http]\naddress = \"localhost\"", "line 2", "address must be an IP address"},
        Row{"[http]\naddress = \"\"", "line 2", "address must be an IP address"},
        Row{"[sip]\naddress = \"127.0.0.1:5060\"", "line 2", "address must be an IP address"},
        Row{"[sip]\naddress = 5", "line 2", "address must be a string"},
        Row{"[media]\nbind_addresses = [\"127.0.0.1\",\n\"eth0\"]", "line 3", "bind_addresses must be an IP address"},
        Row{"[media]\npublic_addresses = [\"300.0.0.1\"]", "line 2", "public_addresses must be an IP address"},
        Row{"[[trunks]]\nname = \"a\"\naddress = \"sip.example.com\"", "line 3", "address must be an IP address"},
        Row{"[static]\n\"/a/\" = \"/nowhere/pages\"", "line 2",
            "\"/a/\" must be an existing folder, there is no \"/nowhere/pages\""}));

INSTANTIATE_TEST_SUITE_P(
    Twice, BadConfig,
    testing::Values(
        Row{"[[numbers]]\nphone_number = \"+81312345678\"\n[[numbers]]\nphone_number = \"+81 3 1234 5678\"", "line 4",
            "phone_number must be different from that of every other [[numbers]]"},
        Row{"[[phones]]\nuser = \"a\"\npassword = \"x\"\nphone_number = \"+81312345678\"\n"
            "[[phones]]\nuser = \"a\"\npassword = \"y\"\nphone_number = \"+81312345679\"",
            "line 6", "user must be different from that of every other [[phones]]"},
        Row{"[[phones]]\nuser = \"a\"\npassword = \"x\"\nphone_number = \"+81312345678\"\n"
            "[[phones]]\nuser = \"b\"\npassword = \"y\"\nphone_number = \"+81312345678\"",
            "line 8", "phone_number must be different from that of every other [[phones]]"},
        Row{"[[trunks]]\nname = \"a\"\naddress = \"192.0.2.1\"\n[[trunks]]\nname = \"a\"\naddress = \"192.0.2.2\"",
            "line 5", "name must be different from that of every other [[trunks]]"},
        Row{"[[trunks]]\nname = \"a\"\naddress = \"2001:db8::1\"\n"
            "[[trunks]]\nname = \"b\"\naddress = \"2001:DB8:0::1\"",
            "line 6", "address must be different from that of every other [[trunks]]"}));

std::string trunk_with_proxy(const std::string& proxy) {
  return "[[trunks]]\nname = \"a\"\naddress = \"192.0.2.1\"\nproxy = \"" + proxy + "\"";
}

struct GoodProxy : testing::TestWithParam<const char*> {};

TEST_P(GoodProxy, IsKeptAsWritten) {
  const auto config = parse_config(trunk_with_proxy(GetParam()), "x.toml");
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->trunks.at(0).proxy, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Rows, GoodProxy,
                         testing::Values("sbc", "sbc:5070", "sip.example.com", "192.0.2.9", "192.0.2.9:5070",
                                         "[2001:db8::1]", "[2001:db8::1]:5070"));

struct BadProxy : testing::TestWithParam<const char*> {};

TEST_P(BadProxy, NamesTheLineAndWhatIsAllowed) {
  const auto config = parse_config(trunk_with_proxy(GetParam()), "x.toml");
  ASSERT_FALSE(config);
  EXPECT_THAT(config.error().message, HasSubstr("line 4: proxy must be a host with or without a port"));
}

INSTANTIATE_TEST_SUITE_P(Rows, BadProxy,
                         testing::Values("", ":5060", "sbc:", "sbc:0", "sbc:70000", "sip:sbc", "user@sbc", "a b",
                                         "sbc;transport=tcp", "2001:db8::1", "sbc/"));

TEST(Config, ATrunksAddressIsSpelledLikeThePacketsSource) {
  const auto config = parse_config("[[trunks]]\nname = \"a\"\naddress = \"2001:DB8:0::1\"", "x.toml");
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->trunks.at(0).addresses.at(0), "2001:db8::1");
}

TEST(Config, AMissingFileIsNamed) {
  const auto config = read_config("/nowhere/x.toml");
  ASSERT_FALSE(config);
  EXPECT_THAT(config.error().message, HasSubstr("/nowhere/x.toml"));
}

}  // namespace
}  // namespace ringback
