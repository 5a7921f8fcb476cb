#pragma once

#include <boost/system/result.hpp>
#include <cstdlib>
#include <string>

namespace ringback {

// Why input from outside could not be taken. `code` is Twilio's error code where one exists, else 0; `message` is for
// people and never holds a secret.
struct Error {
  int code = 0;
  std::string message;
};

// What a function that depends on input from outside returns. Own bugs assert instead.
template <class T>
using Result = boost::system::result<T, Error>;

// Found by argument-dependent lookup when somebody takes the value of a failed Result: an own bug.
[[noreturn]] inline void throw_exception_from_error(const Error&, const boost::source_location&) {
  std::abort();
}

}  // namespace ringback
