#include "config/load.hpp"
#include "store/configured.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace ringback::config {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Load, AnEmptyFileIsAWorkingServer) {
  const auto loaded = load_text("", "x.toml");
  EXPECT_THAT(loaded.problems, IsEmpty());
  EXPECT_EQ(loaded.config.http.port, 8443);
  EXPECT_EQ(loaded.config.metrics.address, "127.0.0.1");
  EXPECT_EQ(loaded.config.sip.port, 5060);
  EXPECT_EQ(loaded.config.media.webrtc_port, 40000);
  EXPECT_EQ(loaded.config.media.rtp_port_first, 40100);
  EXPECT_EQ(loaded.config.media.rtp_port_last, 40999);
}

constexpr auto every_key = R"(
default_region = "JP"
data_dir = "/tmp/x"
public_host = "voice.example.com"
log_level = "debug"
drain_timeout = "2m"
[http]
address = "127.0.0.1"
port = 9443
certificate = "c.pem"
key = "k.pem"
max_connections = 5
[calls]
max = 10
max_control_lag = "50ms"
max_media_load = 0.5
[metrics]
listener = "https"
address = "::1"
port = 9000
[sip]
address = "127.0.0.1"
port = 5070
max_calls = 3
session_expires = "20m"
min_session_expires = "2m"
dialog_check = "1h"
max_message_bytes = 2000
max_headers = 21
max_half_open = 22
max_half_open_per_source = 23
max_transactions = 24
max_registrations_per_phone = 25
max_requests_per_second = 26
max_requests_per_second_per_source = 27
max_tcp_connections = 28
max_tcp_connections_per_source = 29
tcp_idle_time = "30m"
tcp_stranger_idle_time = "31s"
options_interval = "1m"
options_timeout = "2s"
answer_limit = "1500ms"
dns_servers = ["192.0.2.53", "192.0.2.54:5353"]
[media]
threads = 2
public_addresses = ["203.0.113.5"]
bind_addresses = ["127.0.0.1"]
silence_limit = "90s"
webrtc_port = 41000
rtp_ports = [42000, 42099]
[speech]
default_voice = "woman"
cache_bytes = 1000
max_waiting = 11
[sounds]
cache_bytes = 2000
max_file_bytes = 3000
max_fetches = 12
[browser]
max_sockets_per_client = 4
max_calls_per_socket = 6
[webhook]
max_connections = 7
max_waiting = 8
ca_file = "ca.pem"
allow_link_local = true
[api]
max_concurrent_requests = 9
[[numbers]]
phone_number = "+81-50-3123-4567"
[[phones]]
user = "desk"
password = "secret"
phone_number = "+819059876543"
[[trunks]]
name = "carrier"
address = ["192.0.2.1", "198.51.100.0/24"]
proxy = "sip.example.com:5060;transport=tcp"
user = "us"
password = "ours"
register = true
register_expires = 600
inbound_user = "them"
inbound_password = "theirs"
prefixes = ["+81", "+1"]
priority = 2
weight = 3
number_format = "e164"
caller_id_in = "P-Asserted-Identity"
max_calls = 30
calls_per_second = 5
[static]
"/" = "/tmp"
)";

TEST(Load, EveryKeyIsRead) {
  const auto loaded = load_text(every_key, "x.toml");
  EXPECT_THAT(loaded.problems, ElementsAre(HasSubstr("can't read a PEM certificate from c.pem")));
  const Config& config = loaded.config;
  EXPECT_EQ(config.default_region, "JP");
  EXPECT_EQ(config.log_level, log::Level::debug);
  EXPECT_EQ(config.drain_timeout, std::chrono::minutes(2));
  EXPECT_EQ(config.http.key_file, "k.pem");
  EXPECT_EQ(config.http.max_connections, 5U);
  EXPECT_EQ(config.metrics.listener, MetricsListener::https);
  EXPECT_EQ(config.calls.max_calls, 10U);
  EXPECT_EQ(config.calls.max_control_lag.count(), 50);
  EXPECT_EQ(config.calls.max_media_load, 0.5);
  EXPECT_EQ(config.metrics.address, "::1");
  EXPECT_EQ(config.metrics.port, 9000);
  EXPECT_EQ(config.sip.port, 5070);
  EXPECT_EQ(config.sip.max_calls, 3U);
  EXPECT_EQ(config.sip.session_timer.expires, std::chrono::minutes(20));
  EXPECT_EQ(config.sip.session_timer.min_se, std::chrono::minutes(2));
  EXPECT_EQ(config.sip.session_timer.check, std::chrono::hours(1));
  EXPECT_EQ(config.sip.limits.message_bytes, 2000U);
  EXPECT_EQ(config.sip.limits.headers, 21U);
  EXPECT_EQ(config.sip.limits.half_open, 22U);
  EXPECT_EQ(config.sip.limits.half_open_per_source, 23U);
  EXPECT_EQ(config.sip.limits.transactions, 24U);
  EXPECT_EQ(config.sip.limits.registrations_per_phone, 25U);
  EXPECT_EQ(config.sip.limits.requests_per_second, 26);
  EXPECT_EQ(config.sip.limits.requests_per_second_per_source, 27);
  EXPECT_EQ(config.sip.limits.tcp_connections, 28U);
  EXPECT_EQ(config.sip.limits.tcp_connections_per_source, 29U);
  EXPECT_EQ(config.sip.limits.tcp_idle_time, std::chrono::minutes(30));
  EXPECT_EQ(config.sip.limits.tcp_stranger_idle_time, std::chrono::seconds(31));
  EXPECT_EQ(config.sip.options_interval, std::chrono::minutes(1));
  EXPECT_EQ(config.sip.options_timeout, std::chrono::seconds(2));
  EXPECT_EQ(config.sip.answer_limit, std::chrono::milliseconds(1500));
  EXPECT_THAT(config.sip.dns_servers, ElementsAre("192.0.2.53", "192.0.2.54:5353"));
  EXPECT_EQ(config.media.threads, 2U);
  EXPECT_EQ(config.media.rtp_port_first, 42000);
  EXPECT_EQ(config.media.silence_limit, std::chrono::seconds(90));
  EXPECT_EQ(config.media.rtp_port_last, 42099);
  EXPECT_EQ(config.speech.default_voice, "woman");
  EXPECT_EQ(config.speech.cache_bytes, 1000U);
  EXPECT_EQ(config.speech.max_waiting, 11U);
  EXPECT_EQ(config.sounds.cache_bytes, 2000U);
  EXPECT_EQ(config.sounds.max_file_bytes, 3000U);
  EXPECT_EQ(config.sounds.max_fetches, 12U);
  EXPECT_EQ(config.browser.max_sockets_per_client, 4U);
  EXPECT_EQ(config.browser.max_calls_per_socket, 6U);
  EXPECT_EQ(config.webhook.max_connections, 7U);
  EXPECT_EQ(config.webhook.max_waiting, 8U);
  EXPECT_EQ(config.webhook.ca_file, "ca.pem");
  EXPECT_TRUE(config.webhook.allow_link_local);
  EXPECT_EQ(config.api.max_concurrent_requests, 9);
  EXPECT_EQ(config.numbers.at(0).phone_number, "+815031234567");
  EXPECT_EQ(config.sip.phones.at(0).password, "secret");
  EXPECT_EQ(config.sip.trunks.at(0), (store::Trunk{.name = "carrier",
                                                   .addresses = {"192.0.2.1", "198.51.100.0/24"},
                                                   .proxy = "sip.example.com:5060;transport=tcp",
                                                   .user = "us",
                                                   .password = "ours",
                                                   .registers = true,
                                                   .register_expires = 600,
                                                   .inbound_user = "them",
                                                   .inbound_password = "theirs",
                                                   .prefixes = {"+81", "+1"},
                                                   .priority = 2,
                                                   .weight = 3,
                                                   .number_format = "e164",
                                                   .caller_id_in = "P-Asserted-Identity",
                                                   .max_calls = 30,
                                                   .calls_per_second = 5}));
  EXPECT_EQ(config.static_files.at("/"), "/tmp");
  EXPECT_THAT(loaded.overrides, IsEmpty());
}

constexpr auto file = "[http]\nport = 1\n[sip]\nport = 1\n[media]\nwebrtc_port = 1\n";

TEST(Load, AFlagGoesBeforeAVariableBeforeTheFileBeforeTheDefault) {
  Sources sources;
  sources.environment = {{"RINGBACK_HTTP_PORT", "2"}, {"RINGBACK_SIP_PORT", "2"}};
  sources.flags = {{"http.port", "3"}};
  const auto loaded = load_text(file, "x.toml", sources);
  ASSERT_THAT(loaded.problems, IsEmpty());
  EXPECT_EQ(loaded.config.http.port, 3);
  EXPECT_EQ(loaded.config.sip.port, 2);
  EXPECT_EQ(loaded.config.media.webrtc_port, 1);
  EXPECT_EQ(loaded.config.metrics.port, 9464);
}

TEST(Load, TellsWhatCameFromVariablesAndFlags) {
  Sources sources;
  sources.environment = {{"RINGBACK_DATA_DIR", "/tmp"}, {"RINGBACK_PORT", "tcp://10.0.0.1"}, {"RINGBACK_CONFIG", "x"}};
  sources.flags = {{"http.port", "3"}};
  const auto loaded = load_text("", "x.toml", sources);
  ASSERT_EQ(loaded.overrides.size(), 2U);
  EXPECT_EQ(loaded.overrides[0].source, "RINGBACK_DATA_DIR");
  EXPECT_EQ(loaded.overrides[1].key, "http.port");
  EXPECT_EQ(loaded.overrides[1].source, "--http-port");
  EXPECT_THAT(loaded.unknown_variables, ElementsAre("RINGBACK_PORT"));
}

TEST(Load, AnEmptyVariableCountsAsNotSet) {
  Sources sources;
  sources.environment = {{"RINGBACK_HTTP_PORT", ""}};
  EXPECT_EQ(load_text(file, "x.toml", sources).config.http.port, 1);
}

TEST(Load, ListsAreWrittenWithCommasInVariables) {
  Sources sources;
  sources.environment = {{"RINGBACK_MEDIA_PUBLIC_ADDRESSES", "203.0.113.5, 2001:db8::1"},
                         {"RINGBACK_MEDIA_RTP_PORTS", "42000,42099"}};
  const auto loaded = load_text("", "x.toml", sources);
  ASSERT_THAT(loaded.problems, IsEmpty());
  EXPECT_THAT(loaded.config.media.public_addresses, ElementsAre("203.0.113.5", "2001:db8::1"));
  EXPECT_EQ(loaded.config.media.rtp_port_last, 42099);
}

TEST(Load, AValueAloneIsAListOfOne) {
  const auto loaded = load_text("[media]\nbind_addresses = \"127.0.0.1\"", "x.toml");
  ASSERT_THAT(loaded.problems, IsEmpty());
  EXPECT_THAT(loaded.config.media.bind_addresses, ElementsAre("127.0.0.1"));
}

TEST(Load, AWrongVariableOrFlagIsNamedWithWhatIsAllowed) {
  Sources sources;
  sources.environment = {{"RINGBACK_HTTP_PORT", "http"}, {"RINGBACK_WEBHOOK_ALLOW_LINK_LOCAL", "yes"}};
  sources.flags = {{"sip.port", "70000"}};
  EXPECT_THAT(
      load_text("", "x.toml", sources).problems,
      ElementsAre("RINGBACK_HTTP_PORT must be a port from 0 to 65535", "--sip-port must be a port from 0 to 65535",
                  "RINGBACK_WEBHOOK_ALLOW_LINK_LOCAL must be true or false"));
}

TEST(Load, EveryProblemIsToldInTheFilesOrder) {
  const auto loaded = load_text("[sip]\nport = -1\n[http]\nport = -1\nprot = 1\n", "x.toml");
  ASSERT_EQ(loaded.problems.size(), 3U);
  EXPECT_THAT(loaded.problems[0], HasSubstr("x.toml, line 2: port must be"));
  EXPECT_THAT(loaded.problems[1], HasSubstr("x.toml, line 4: port must be"));
  EXPECT_THAT(loaded.problems[2], HasSubstr("x.toml, line 5: unknown key prot in [http]"));
}

TEST(Load, ACertificateNeedsItsKey) {
  EXPECT_THAT(load_text("[http]\ncertificate = \"c.pem\"", "x.toml").problems,
              Contains(HasSubstr("http.certificate and http.key go together")));
}

TEST(Load, AMissingFileIsNamed) {
  EXPECT_THAT(load({.file = "/nowhere/x.toml"}).problems, ElementsAre(HasSubstr("/nowhere/x.toml")));
  EXPECT_THAT(load({.file = "/tmp"}).problems, ElementsAre(HasSubstr("can't read the configuration file /tmp")));
}

TEST(Load, WithoutAFileTheDefaultsHold) {
  const auto loaded = load({.flags = {{"http.port", "3"}}});
  EXPECT_THAT(loaded.problems, IsEmpty());
  EXPECT_EQ(loaded.config.http.port, 3);
}

std::string phone_with(const std::string& keys) {
  return "[[phones]]\nuser = \"a\"\nphone_number = \"+81312345678\"\n" + keys;
}

TEST(Secret, MayStandInAFileOfItsOwn) {
  const std::string path = testing::TempDir() + "/ringback_password";
  std::ofstream(path) << "from-a-file\n";
  const auto loaded = load_text(phone_with("password_file = \"" + path + '"'), "x.toml");
  ASSERT_THAT(loaded.problems, IsEmpty());
  EXPECT_EQ(loaded.config.sip.phones.at(0).password, "from-a-file");
}

TEST(Secret, MayStandInTheEnvironmentByName) {
  ::setenv("DESK_PASSWORD", "from-outside", 1);  // NOLINT(concurrency-mt-unsafe)
  const auto loaded = load_text(phone_with("password_env = \"DESK_PASSWORD\""), "x.toml");
  ASSERT_THAT(loaded.problems, IsEmpty());
  EXPECT_EQ(loaded.config.sip.phones.at(0).password, "from-outside");
}

struct TrunkRow {
  const char* keys;
  const char* problem;
};
class TrunkProblem : public testing::TestWithParam<TrunkRow> {};

TEST_P(TrunkProblem, IsFoundAtTheStart) {
  const std::string phone = "[[phones]]\nuser = \"alice\"\npassword = \"x\"\nphone_number = \"+819059876543\"\n";
  const auto loaded = load_text(phone + "[[trunks]]\nname = \"a\"\n" + GetParam().keys, "x.toml");
  EXPECT_THAT(loaded.problems, ElementsAre(HasSubstr(std::string("trunk a: ") + GetParam().problem)));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, TrunkProblem,
    testing::Values(TrunkRow{"", "it needs an address or a proxy"},
                    TrunkRow{"proxy = \"sbc\"\nregister = true\n", "register needs a proxy and a user"},
                    TrunkRow{"proxy = \"sbc\"\nuser = \"us\"\n", "user and password go together"},
                    TrunkRow{"proxy = \"sbc\"\ninbound_user = \"b\"\n", "inbound_user and inbound_password go"},
                    TrunkRow{"proxy = \"sbc\"\ninbound_user = \"alice\"\ninbound_password = \"y\"\n",
                             "inbound_user must be different"}));

TEST(Load, AnEngineBehindAUrlNeedsTheUrl) {
  const auto loaded = load_text("[speech.recognition]\nengine = \"http\"", "x.toml");
  EXPECT_THAT(loaded.problems, ElementsAre(HasSubstr("needs speech.recognition.url")));
}

TEST(Load, AStoresUrlIsOfAKnownEngineAndIsNotShown) {
  const auto loaded = load_text("[store]\nurl = \"postgresql://us:s3cret@db/x\"\nevents_per_call = 7", "x.toml");
  EXPECT_THAT(loaded.problems, IsEmpty());
  EXPECT_EQ(loaded.config.store.url, "postgresql://us:s3cret@db/x");
  EXPECT_EQ(loaded.config.store.events_per_call, 7U);
  const auto wrong = load_text("[store]\nurl = \"mysql://us:s3cret@db/x\"", "x.toml");
  ASSERT_THAT(wrong.problems, ElementsAre(HasSubstr("url must be a URL that begins with sqlite://")));
  EXPECT_THAT(wrong.problems.front(), Not(HasSubstr("s3cret")));
}

TEST(Load, ABucketIsWholeOrNone) {
  const auto loaded = load_text("[recordings.bucket]\nendpoint = \"https://s3.test\"\nname = \"b\"", "x.toml");
  EXPECT_THAT(loaded.problems, ElementsAre(HasSubstr("recordings.bucket.access_key_id is missing"),
                                           HasSubstr("recordings.bucket.secret_access_key_file is missing")));
}

TEST(Load, ATrunksAddressIsSpelledLikeThePacketsSource) {
  const auto loaded = load_text("[[trunks]]\nname = \"a\"\naddress = \"2001:DB8:0::1\"", "x.toml");
  ASSERT_THAT(loaded.problems, IsEmpty());
  EXPECT_EQ(loaded.config.sip.trunks.at(0).addresses.at(0), "2001:db8::1");
}

}  // namespace
}  // namespace ringback::config
