#include "api/render.hpp"

#include <gtest/gtest.h>

#include "api/value.hpp"
#include "api/xml.hpp"

namespace ringback::api {
namespace {

Answer call() {
  return {200,
          {{"sid", "CA1"},
           {"from", "a<b"},
           {"end_time", nullptr},
           {"beta", false},
           {"subresource_uris", {{"user_defined_messages", "/x"}}}},
          "Call",
          ""};
}

Answer list() {
  boost::json::array rows = {{{"sid", "CA1"}, {"name", "a,\"b\""}}, {{"sid", "CA2"}, {"name", ""}}};
  return {200, {{"calls", std::move(rows)}, {"page_size", 50}, {"next_page_uri", nullptr}}, "Call", "calls"};
}

TEST(Json, IsTheResourceAsItIs) {
  const auto response = render(call(), Format::json);
  EXPECT_EQ(http::header(response.headers, "Content-Type"), "application/json");
  EXPECT_EQ(
      response.body,
      R"({"sid":"CA1","from":"a<b","end_time":null,"beta":false,"subresource_uris":{"user_defined_messages":"/x"}})");
}

TEST(Xml, NamesElementsInPascalCase) {
  const auto response = render(call(), Format::xml);
  EXPECT_EQ(http::header(response.headers, "Content-Type"), "application/xml; charset=utf-8");
  EXPECT_EQ(
      response.body,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<TwilioResponse><Call><Sid>CA1</Sid><From>a&lt;b</From><EndTime/><Beta>false</Beta>"
      "<SubresourceUris><UserDefinedMessages>/x</UserDefinedMessages></SubresourceUris></Call></TwilioResponse>\n");
}

TEST(Xml, WritesAListsEnvelopeAsAttributes) {
  EXPECT_EQ(to_xml(list()),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<TwilioResponse><Calls pagesize=\"50\" nextpageuri=\"\"><Call><Sid>CA1</Sid><Name>a,&quot;b&quot;</Name>"
            "</Call><Call><Sid>CA2</Sid><Name/></Call></Calls></TwilioResponse>\n");
}

TEST(Csv, HasAHeaderAndQuotesWhatNeedsIt) {
  EXPECT_EQ(render(list(), Format::csv).body, "Sid,Name\r\nCA1,\"a,\"\"b\"\"\"\r\nCA2,\r\n");
}

TEST(Csv, LeavesNestedObjectsOut) {
  EXPECT_EQ(render(call(), Format::csv).body, "Sid,From,EndTime,Beta\r\nCA1,a<b,,false\r\n");
}

TEST(ErrorBody, HasFourMembersAndNoMore) {
  const auto response = render(Error{20404, "gone"}, Format::json);
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.body,
            R"({"code":20404,"message":"gone","more_info":"https://www.twilio.com/docs/errors/20404","status":404})");
}

TEST(ErrorBody, IsARestExceptionInXml) {
  const auto response = render(Error{21402, "a & b"}, Format::csv);
  EXPECT_EQ(response.status, 400);
  EXPECT_NE(response.body.find("<TwilioResponse><RestException><Code>21402</Code><Message>a &amp; b</Message>"),
            std::string::npos)
      << response.body;
}

TEST(Values, AreNullWhereThereIsNothing) {
  EXPECT_TRUE(date_value(0).is_null());
  EXPECT_EQ(date_value(1'283'286'988'999).as_string(), "Tue, 31 Aug 2010 20:36:28 +0000");
  EXPECT_TRUE(text_or_null("").is_null());
  EXPECT_EQ(text_value("\xff").as_string(), "\xef\xbf\xbd");
}

TEST(Values, NumbersOfNorthAmericaAreFormatted) {
  EXPECT_EQ(formatted_number("+14158675309"), "(415) 867-5309");
  EXPECT_EQ(formatted_number("+815031234567"), "+815031234567");
  EXPECT_EQ(formatted_number("client:alice"), "client:alice");
  EXPECT_EQ(formatted_number(""), "");
}

}  // namespace
}  // namespace ringback::api
