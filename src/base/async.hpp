#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <exception>

// The vocabulary of work that waits without holding a thread. Give each `co_await` a line of its own, and no coroutine
// lambda captures: clang keeps the promise, readers do too.
namespace ringback {

template <class T>
using Task = boost::asio::awaitable<T>;

using Executor = boost::asio::any_io_executor;

// For coroutines that nobody awaits: an exception that reaches their end is an own bug, and ends the process with
// words.
void must_not_throw(const std::exception_ptr& exception);

}  // namespace ringback
