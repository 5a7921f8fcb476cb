#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <functional>

// The vocabulary of work that waits without holding a thread. Give each `co_await` a line of its own, and no coroutine
// lambda captures: clang keeps the promise, readers do too.
namespace ringback {

template <class T>
using Task = boost::asio::awaitable<T>;

using Executor = boost::asio::any_io_executor;

}  // namespace ringback
