#include "base/async.hpp"

#include <cstdlib>

#include "base/log.hpp"

namespace ringback {

void must_not_throw(const std::exception_ptr& exception) {
  if (!exception) return;
  try {
    std::rethrow_exception(exception);
  } catch (const std::exception& error) {
    log::error("a coroutine ended with an exception", {{"what", error.what()}});
  } catch (...) {
    log::error("a coroutine ended with an exception");
  }
  log::flush();
  std::abort();
}

}  // namespace ringback
