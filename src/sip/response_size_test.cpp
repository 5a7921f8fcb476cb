#include "sip/response_size.hpp"

#include <gtest/gtest.h>

namespace ringback::sip {
namespace {

Message response() {
  Message out;
  out.status = 405;
  out.reason = "Method Not Allowed";
  out.add("Via", "SIP/2.0/UDP x").add("Call-ID", "c").add("Allow", "INVITE, ACK, BYE").add("Server", "Ringback");
  return out;
}

TEST(ResponseSize, WhatFitsStaysAsItIs) {
  Message whole = response();
  EXPECT_TRUE(fit_into(whole, whole.serialise().size()));
  EXPECT_EQ(whole.serialise(), response().serialise());
}

TEST(ResponseSize, LeavesOutNoMoreThanItMust) {
  Message less = response();
  EXPECT_TRUE(fit_into(less, less.serialise().size() - 1));
  EXPECT_EQ(less.find("Server"), nullptr);
  EXPECT_NE(less.find("Allow"), nullptr);
}

TEST(ResponseSize, LeavesOutTheReasonLast) {
  Message least = response();
  least.remove("Allow");
  least.remove("Server");
  const std::size_t size = least.serialise().size() - 1;
  Message out = response();
  EXPECT_TRUE(fit_into(out, size));
  EXPECT_EQ(out.reason, "");
  EXPECT_EQ(out.headers.size(), 2);
  EXPECT_FALSE(fit_into(out, 10));
}

}  // namespace
}  // namespace ringback::sip
