#include "browser/message.hpp"

#include <gtest/gtest.h>

namespace ringback::browser {
namespace {

TEST(Message, KeysMayComeInAnyOrder) {
  const auto message = parse_message(R"({"payload":{"callsid":"CA1"},"extra":[],"type":"hangup","version":"1.5"})");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->type, "hangup");
  EXPECT_EQ(message->version, "1.5");
  EXPECT_EQ(text_at(message->payload, "callsid"), "CA1");
}

TEST(Message, PayloadMayBeMissing) {
  EXPECT_TRUE(parse_message(R"({"type":"hangup"})")->payload.empty());
  EXPECT_TRUE(parse_message(R"({"type":"hangup","payload":null})")->payload.empty());
}

TEST(Message, WhatIsNoMessageIsRefused) {
  for (const std::string text : {"", "{", "[]", "1", "null", "{}", R"({"type":7})", R"({"type":""})", "\r\n",
                                 "{\"type\":\"\xff\"}", R"({"type":"x"} {)"}) {
    const auto message = parse_message(text);
    ASSERT_FALSE(message) << text;
    EXPECT_EQ(message.error().code, 31400);
  }
}

TEST(Message, DeepNestingIsRefused) {
  const std::string deep = R"({"type":"x","payload":)" + std::string(1000, '[') + std::string(1000, ']') + "}";
  EXPECT_FALSE(parse_message(deep));
}

TEST(Message, ValuesOfAnotherTypeCountAsMissing) {
  const auto message = parse_message(R"({"type":"x","payload":{"a":1,"b":"t","c":{},"d":2.5,"e":1e300}})");
  ASSERT_TRUE(message);
  EXPECT_EQ(text_at(message->payload, "a"), "");
  EXPECT_EQ(number_at(message->payload, "a"), 1);
  EXPECT_EQ(number_at(message->payload, "b"), 0);
  EXPECT_EQ(number_at(message->payload, "e"), 0);
  EXPECT_TRUE(object_at(message->payload, "b").empty());
}

}  // namespace
}  // namespace ringback::browser
