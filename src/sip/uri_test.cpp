#include "sip/uri.hpp"

#include <gtest/gtest.h>

namespace ringback::sip {
namespace {

struct Row {
  const char* text;
  const char* scheme;
  const char* user;
  const char* host;
  int port;
  const char* written;  // again
};

class UriRow : public testing::TestWithParam<Row> {};

TEST_P(UriRow, IsReadAndWritten) {
  const Row& row = GetParam();
  const auto uri = parse_uri(row.text);
  ASSERT_TRUE(uri) << row.text;
  EXPECT_EQ(uri->scheme, row.scheme);
  EXPECT_EQ(uri->user, row.user);
  EXPECT_EQ(uri->host, row.host);
  EXPECT_EQ(uri->port, row.port);
  EXPECT_EQ(to_string(*uri), row.written);
}

INSTANTIATE_TEST_SUITE_P(
    All, UriRow,
    testing::Values(Row{"sip:alice@example.com", "sip", "alice", "example.com", 0, "sip:alice@example.com"},
                    Row{"SIP:+8150@192.0.2.1:5070;transport=UDP;lr", "sip", "+8150", "192.0.2.1", 5070,
                        "sip:+8150@192.0.2.1:5070;transport=UDP;lr"},
                    Row{"sips:alice:secret@x?subject=a%20b", "sips", "alice", "x", 0, "sips:alice@x"},
                    Row{"sip:[2001:db8::1]:5060", "sip", "", "2001:db8::1", 5060, "sip:[2001:db8::1]:5060"},
                    Row{"sip:b%40d@x", "sip", "b%40d", "x", 0, "sip:b%40d@x"},
                    Row{"sip:+81;cpn=1@x", "sip", "+81;cpn=1", "x", 0, "sip:+81;cpn=1@x"},
                    Row{"sip:a?b@x", "sip", "a?b", "x", 0, "sip:a?b@x"},
                    Row{"tel:+81-50;phone-context=x", "tel", "+81-50", "", 0, "tel:+81-50;phone-context=x"}));

class NoUri : public testing::TestWithParam<const char*> {};

TEST_P(NoUri, IsRefused) {
  EXPECT_FALSE(parse_uri(GetParam())) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(All, NoUri,
                         testing::Values("", "sip", "sip:", "sip:@x", "sip:a@", "http://x", "sip:a@x:0",
                                         "sip:a@x:70000", "sip:a@x:", "sip:a@[::1", "sip:a@x y", "sip:a b@x",
                                         "sip:a@x<y", "sip:[zz]", "tel:", "tel:<1>"));

TEST(Uri, SubscriberLeavesParametersOfTheUserOut) {
  EXPECT_EQ(subscriber(*parse_uri("sip:+8150;cpc=ordinary@x")), "+8150");
}

TEST(Uri, EscapesAnyTextAsUser) {
  EXPECT_EQ(escape_user("+8150"), "+8150");
  EXPECT_EQ(escape_user("client:a@b;c\r\n"), "client%3Aa%40b%3Bc%0D%0A");
}

struct AddressRow {
  const char* text;
  const char* display_name;
  const char* uri;
  const char* tag;
};

class NameAddressRow : public testing::TestWithParam<AddressRow> {};

TEST_P(NameAddressRow, IsRead) {
  const AddressRow& row = GetParam();
  const auto address = parse_name_address(row.text);
  ASSERT_TRUE(address) << row.text;
  EXPECT_EQ(address->display_name, row.display_name);
  EXPECT_EQ(address->uri_text, row.uri);
  const std::string* tag = find(address->parameters, "tag");
  EXPECT_EQ(tag ? *tag : "", row.tag);
}

INSTANTIATE_TEST_SUITE_P(
    All, NameAddressRow,
    testing::Values(AddressRow{"<sip:a@x;lr>;tag=1", "", "sip:a@x;lr", "1"},
                    AddressRow{"sip:a@x;tag=1", "", "sip:a@x", "1"},
                    AddressRow{R"("A \"B\" <c>" <sip:a@x> ; TAG=z)", R"(A "B" <c>)", "sip:a@x", "z"},
                    AddressRow{"Ann Bee <sip:a@x>", "Ann Bee", "sip:a@x", ""},
                    AddressRow{"<tel:05031234567>;reason=unconditional", "", "tel:05031234567", ""}));

TEST(NameAddress, RefusesWhatIsNone) {
  for (const auto* text : {"", "<>", "<sip:a@x", "\"a <sip:a@x>", "alice"})
    EXPECT_FALSE(parse_name_address(text)) << text;
}

}  // namespace
}  // namespace ringback::sip
