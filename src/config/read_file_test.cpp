#include <gmock/gmock.h>

#include "config/load.hpp"

namespace ringback::config {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Row {
  const char* text;
  const char* line;
  const char* words;
};

struct BadConfig : testing::TestWithParam<Row> {};

TEST_P(BadConfig, NamesTheLineAndWhatIsAllowed) {
  EXPECT_THAT(load_text(GetParam().text, "x.toml").problems,
              Contains(AllOf(HasSubstr(GetParam().line), HasSubstr(GetParam().words))));
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
                    Row{"[media]\nbind_addresses = [1]", "line 2", "an IP address, or a list"},
                    Row{"[[phones]]\nuser = \"a\"\nphone_number = \"+81312345678\"", "line 1", "needs password"},
                    Row{"[[numbers]]\nphone_number = \"0312345678\"", "line 2", "with its country code"},
                    Row{"[phones]\nuser = \"a\"", "line 1", "[[phones]]"}, Row{"http = 1", "line 1", "a table, [http]"},
                    Row{"a = ", "line 1", ""}, Row{"log_level = 2024-01-01", "line 1", "one of debug"},
                    Row{"[[phones]]\nuser = \"a\"\npasword = \"b\"", "line 3",
                        "unknown key pasword in [[phones]]; allowed are password, password_env"}));

INSTANTIATE_TEST_SUITE_P(Secrets, BadConfig,
                         testing::Values(Row{"[[phones]]\npassword_env = \"NOT_SET_ANYWHERE\"", "line 2",
                                             "password_env must be the name of a variable that is set and not empty"},
                                         Row{"[[phones]]\npassword_file = \"/nowhere\"", "line 2",
                                             "password_file must be a file that can be read"},
                                         Row{"[[phones]]\npassword = \"a\"\npassword_env = \"PATH\"", "line 1",
                                             "may have only one of password or password_env or password_file"}));

INSTANTIATE_TEST_SUITE_P(
    Addresses, BadConfig,
    testing::Values(Row{"[http]\naddress = \"localhost\"", "line 2", "address must be an IP address"},
                    Row{"[http]\naddress = \"\"", "line 2", "address must be an IP address"},
                    Row{"[sip]\naddress = \"127.0.0.1:5060\"", "line 2", "address must be an IP address"},
                    Row{"[sip]\naddress = 5", "line 2", "address must be an IP address"},
                    Row{"[media]\nbind_addresses = [\"127.0.0.1\",\n\"eth0\"]", "line 3",
                        "bind_addresses must be an IP address, or a list"},
                    Row{"[media]\npublic_addresses = [\"300.0.0.1\"]", "line 2",
                        "public_addresses must be an IP address, or a list"},
                    Row{"[[trunks]]\nname = \"a\"\naddress = \"sip.example.com\"", "line 3",
                        "address must be an IP address or a network"},
                    Row{"[[trunks]]\nname = \"a\"\naddress = \"192.0.2.0/33\"", "line 3",
                        "address must be an IP address or a network"},
                    Row{"[[trunks]]\nname = \"a\"\nprefixes = [\"81\"]", "line 3",
                        "prefixes must be the start of phone"},
                    Row{"[sip]\ndns_servers = \"dns.example.com\"", "line 2", "dns_servers must be an IP address"},
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
  const auto loaded = load_text(trunk_with_proxy(GetParam()), "x.toml");
  EXPECT_THAT(loaded.problems, IsEmpty());
  EXPECT_EQ(loaded.config.sip.trunks.at(0).proxy, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Rows, GoodProxy,
                         testing::Values("sbc", "sbc:5070", "sip.example.com", "192.0.2.9", "192.0.2.9:5070",
                                         "[2001:db8::1]", "[2001:db8::1]:5070", "sbc;transport=tcp",
                                         "sbc:5070;transport=UDP"));

struct BadProxy : testing::TestWithParam<const char*> {};

TEST_P(BadProxy, NamesTheLineAndWhatIsAllowed) {
  EXPECT_THAT(load_text(trunk_with_proxy(GetParam()), "x.toml").problems,
              ElementsAre(HasSubstr("line 4: proxy must be a host, with a port")));
}

INSTANTIATE_TEST_SUITE_P(Rows, BadProxy,
                         testing::Values("", ":5060", "sbc:", "sbc:0", "sbc:70000", "sip:sbc", "user@sbc", "a b",
                                         "sbc;transport=tls", "2001:db8::1", "sbc/"));

}  // namespace
}  // namespace ringback::config
