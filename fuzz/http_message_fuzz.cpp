// A request's target, its form and what is made of them: the path below a folder, a redirect, a response's head. The
// first line of the input is the target, the second an ETag list or a range, the rest a form body.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/file_body.hpp"
#include "http/message.hpp"
#include "http/response_head.hpp"
#include "http/static_files.hpp"
#include "http/target.hpp"

namespace {

using namespace ringback;
using namespace ringback::http;

void require(bool condition) {
  if (!condition) std::abort();
}

std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return line;
}

void check_target(const Target& target) {
  require(!target.path.empty());
  const std::string moved = with_slash(target);
  require(moved.front() == '/' && (moved.size() < 2 || (moved[1] != '/' && moved[1] != '\\')));
  const std::string head = response_head(301, {{"Location", moved}, {"X", target.path}}, {});
  require(head.find("\r\n\r\n") == head.size() - 4);
  for (const std::string_view prefix : {"/", "/pages/"}) {
    const auto below = path_below(prefix, target.path);
    if (!below) continue;
    require(!below->starts_with('/') && ("/" + *below + "/").find("/../") == std::string::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const auto target = parse_target(take_line(rest));
  const auto second = take_line(rest);
  etag_matches(second, "\"1-2\"");
  if (const auto range = parse_range(second, 1000)) require(range->size <= 1000 && range->first <= 1000 - range->size);
  Request request;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = rest;
  if (target) {
    check_target(*target);
    request.query = target->query;
  }
  const Parameters parameters = request.parameters();
  require(form_decode(form_encode(parameters)).size() <= parameters.size());
  return 0;
}
