#include "api/form.hpp"

#include <gtest/gtest.h>

#include "base/utf8.hpp"

namespace ringback::api {
namespace {

http::Request post(std::string query, std::string body, const std::string& type = "") {
  http::Request out;
  out.method = "POST";
  out.query = std::move(query);
  out.body = std::move(body);
  if (!type.empty()) out.headers.emplace_back("Content-Type", type);
  return out;
}

TEST(Form, TheBodyWinsOverTheQueryAndTheLastOverTheFirst) {
  auto form = read_form(post("A=1&B=2", "A=3&A=4", "application/x-www-form-urlencoded; charset=utf-8"));
  ASSERT_TRUE(form);
  EXPECT_EQ(form->value("A"), "4");
  EXPECT_EQ(form->value("B"), "2");
  EXPECT_EQ(form->find("C"), nullptr);
}

TEST(Form, AGetHasNoBody) {
  auto request = post("A=1", "A=2");
  request.method = "GET";
  EXPECT_EQ(read_form(request)->value("A"), "1");
}

TEST(Form, OtherBodiesAreRefused) {
  EXPECT_EQ(read_form(post("", "{}", "application/json")).error().code, 20422);
  EXPECT_EQ(read_form(post("", "A=%ff")).error().code, 20422);
}

TEST(Form, NamesThatNobodyAskedForAreUnknown) {
  auto form = read_form(post("", "B=1&A=2&C=3&C=4"));
  form->value("A");
  EXPECT_EQ(form->unknown(), (std::set<std::string>{"B", "C"}));
}

TEST(Form, BooleansComeInManyForms) {
  auto form = read_form(post("", "a=true&b=TRUE&c=1&d=yes&e=false&f=0&g="));
  for (const auto* name : {"a", "b", "c", "d"}) EXPECT_TRUE(form->flag(name)) << name;
  for (const auto* name : {"e", "f", "g", "h"}) EXPECT_FALSE(form->flag(name)) << name;
}

TEST(WebUrl, IsAbsoluteAndHttp) {
  for (const auto* url : {"http://example.com", "HTTPS://example.com:8443/a?b=c#d", "http://127.0.0.1:8080/voice",
                          "http://[::1]/x", "https://user:pw@example.com/"}) {
    EXPECT_TRUE(is_web_url(url)) << url;
  }
  for (const auto* url : {"", "example.com", "/voice", "ftp://example.com", "http://", "http:///path",
                          "http://exa mple.com", "http://under_score.com/", "javascript:alert(1)", "http://a\r\nb"}) {
    EXPECT_FALSE(is_web_url(url)) << url;
  }
  EXPECT_FALSE(is_web_url("http://example.com/" + std::string(5000, 'a')));
}

TEST(FormSetters, LeaveAloneWhatIsAbsentAndClearWhatIsEmpty) {
  std::string url = "http://old";
  std::string method = "GET";
  auto none = read_form(post("", ""));
  EXPECT_TRUE(read_url(*none, "VoiceUrl", url));
  EXPECT_TRUE(read_method(*none, "VoiceMethod", method));
  EXPECT_EQ(url, "http://old");
  EXPECT_EQ(method, "GET");
  auto empty = read_form(post("", "VoiceUrl=&VoiceMethod="));
  EXPECT_TRUE(read_url(*empty, "VoiceUrl", url));
  EXPECT_TRUE(read_method(*empty, "VoiceMethod", method));
  EXPECT_EQ(url, "");
  EXPECT_EQ(method, "POST");
}

TEST(FormSetters, MethodsAreWrittenInUpperCase) {
  std::string method;
  auto form = read_form(post("", "VoiceMethod=get"));
  EXPECT_TRUE(read_method(*form, "VoiceMethod", method));
  EXPECT_EQ(method, "GET");
}

TEST(FormSetters, NamesCountCharactersNotBytes) {
  std::string name;
  std::string letters;
  for (int i = 0; i < 64; ++i) letters += "日";
  auto longest = read_form(post("", form_encode({{"FriendlyName", letters}})));
  EXPECT_TRUE(read_friendly_name(*longest, name));
  auto longer = read_form(post("", form_encode({{"FriendlyName", letters + "x"}})));
  EXPECT_EQ(read_friendly_name(*longer, name).error().code, 20422);
}

TEST(Utf8, WellFormedTextStays) {
  for (const auto* text : {"", "abc", "日本語", "\xf0\x9f\x93\x9e", "\xc2\x80"}) EXPECT_EQ(repair_utf8(text), text);
}

TEST(Utf8, EveryBadByteIsReplaced) {
  const std::string bad = "\xef\xbf\xbd";
  EXPECT_EQ(repair_utf8("a\xff"
                        "b"),
            "a" + bad + "b");
  EXPECT_EQ(repair_utf8("\xc0\xaf"), bad + bad);            // a slash in too many bytes
  EXPECT_EQ(repair_utf8("\xed\xa0\x80"), bad + bad + bad);  // a surrogate
  EXPECT_EQ(repair_utf8("\xe6\x97"), bad + bad);            // cut short
  EXPECT_EQ(repair_utf8("\xf5\x80\x80\x80"), bad + bad + bad + bad);
}

}  // namespace
}  // namespace ringback::api
