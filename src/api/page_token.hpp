#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/time.hpp"

namespace ringback::api {

// Where a page ended.
struct PageEnd {
  store::Millis date = 0;
  std::string sid;
};

// An opaque token, signed for one list: `key` is a secret of the account, `list` names path and filters.
std::string make_page_token(const PageEnd& end, std::string_view key, std::string_view list);

// 21481 for a token that was altered or made for another list or account.
Result<PageEnd> read_page_token(std::string_view token, std::string_view key, std::string_view list);

}  // namespace ringback::api
