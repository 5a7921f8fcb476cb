#include "api/page_token.hpp"

#include <gtest/gtest.h>

#include "base/sid.hpp"

namespace ringback::api {
namespace {

const PageEnd end{1'700'000'000'123, make_sid("CA")};

TEST(PageToken, TellsWhereThePageEnded) {
  const auto read = read_page_token(make_page_token(end, "key", "list"), "key", "list");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->date, end.date);
  EXPECT_EQ(read->sid, end.sid);
}

TEST(PageToken, IsGoodForItsOwnListAndAccountOnly) {
  const std::string token = make_page_token(end, "key", "list");
  EXPECT_EQ(read_page_token(token, "other", "list").error().code, 21481);
  EXPECT_EQ(read_page_token(token, "key", "other").error().code, 21481);
}

TEST(PageToken, ThatWasMangledIsRefused) {
  const std::string token = make_page_token(end, "key", "list");
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string mangled = token;
    mangled[i] = mangled[i] == '0' ? '1' : '0';
    EXPECT_FALSE(read_page_token(mangled, "key", "list")) << i;
  }
  for (const auto& text : {std::string(), std::string("PA"), token + "0", token.substr(1)}) {
    EXPECT_FALSE(read_page_token(text, "key", "list")) << text;
  }
}

}  // namespace
}  // namespace ringback::api
