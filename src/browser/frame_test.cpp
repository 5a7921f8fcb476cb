#include "browser/frame.hpp"

#include <gtest/gtest.h>

namespace ringback::browser::frame {
namespace {

TEST(Frame, HeartbeatIsOneLineFeed) {
  EXPECT_EQ(heartbeat, "\n");
}

TEST(Frame, EachMessageAsTheSdksReadIt) {
  const struct {
    std::string frame;
    std::string_view text;
  } rows[] = {
      {ready(), R"({"type":"ready","version":"1.6","payload":{}})"},
      {close(), R"({"type":"close","version":"1.6","payload":{}})"},
      {ringing(""), R"({"type":"ringing","version":"1.6","payload":{}})"},
      {connected({"self", "alice", 12}),
       R"({"type":"connected","version":"1.6","payload":{"edge":"self","token":{"identity":"alice","ttl":12}}})"},
      {answer({"CA1", "", "t"}), R"({"type":"answer","version":"1.6","payload":{"callsid":"CA1","reconnect":"t"}})"},
      {hangup("CA1"), R"({"type":"hangup","version":"1.6","payload":{"callsid":"CA1"}})"},
  };
  for (const auto& row : rows) EXPECT_EQ(row.frame, row.text);
}

TEST(Frame, QuotesInTextStayInside) {
  EXPECT_EQ(error({31000, R"(a "b")"}),
            R"({"type":"error","version":"1.6","payload":{"error":{"code":31000,"message":"a \"b\""}}})");
}

}  // namespace
}  // namespace ringback::browser::frame
