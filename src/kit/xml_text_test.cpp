#include "kit/xml_text.hpp"

#include <gtest/gtest.h>

namespace ringback::kit {
namespace {

std::string escaped(std::string_view text) {
  std::string xml;
  append_escaped(xml, text);
  return xml;
}

TEST(XmlText, EscapesWhatXmlReadsOtherwise) {
  EXPECT_EQ(escaped(R"(<a b="c">&amp;'</a>)"), "&lt;a b=&quot;c&quot;&gt;&amp;amp;'&lt;/a&gt;");
  EXPECT_EQ(escaped("\t\r\n"), "&#9;&#13;&#10;");
}

TEST(XmlText, KeepsEveryXmlCharacter) {
  for (const char* text :
       {"plain", "ü", "もしもし", "\U0001F4DE", "\u07FF\u0800\uD7FF\uE000\uFFFD\U00010000\U0010FFFF"}) {
    EXPECT_EQ(escaped(text), text);
  }
}

TEST(XmlText, ReplacesWhatNoDocumentMayHold) {
  const std::string_view rows[] = {
      {"\0", 1},      "\x01",
      "\x1F",  // control characters
      "\x80",         "\xC3",
      "\xE3\x82",                          // lone continuation, cut short
      "\xC0\xAF",     "\xE0\x80\xAF",      // overlong
      "\xED\xA0\x80",                      // a surrogate
      "\xEF\xBF\xBE", "\xF4\x90\x80\x80",  // U+FFFE, beyond U+10FFFF
      "\xFF",
  };
  for (const auto row : rows) {
    std::string expected;
    for (std::size_t i = 0; i < row.size(); ++i) expected += "\xEF\xBF\xBD";
    EXPECT_EQ(escaped(row), expected);
  }
}

TEST(XmlText, GoesOnBehindABadByte) {
  EXPECT_EQ(escaped("a\xC3<ü"), "a\xEF\xBF\xBD&lt;ü");
}

}  // namespace
}  // namespace ringback::kit
