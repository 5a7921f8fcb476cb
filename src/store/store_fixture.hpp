#pragma once

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "base/sid.hpp"
#include "store/accounts.hpp"
#include "store/calls.hpp"
#include "store/place_fixture.hpp"
#include "store/store.hpp"

namespace ringback::store {

// A real store in a place of its own, asked as by coroutines on the control thread.
struct StoreTest : testing::Test {
  const Place place;
  const std::filesystem::path& folder = place.folder;
  const Options& options = place.options;
  boost::asio::io_context io;
  std::unique_ptr<Store> store = open_store();

  std::unique_ptr<Store> open_store() {
    auto opened = open(options, io.get_executor());
    if (!opened) ADD_FAILURE() << opened.error().message;
    return opened ? std::move(*opened) : nullptr;
  }
  void reopen() {
    store.reset();
    store = open_store();
  }
  // What a coroutine on the control thread would get.
  template <class T>
  T wait(Task<T> task) {
    auto future = boost::asio::co_spawn(io, std::move(task), boost::asio::use_future);
    io.restart();
    io.run();
    return future.get();
  }
  // The same of what must not fail.
  template <class T>
  T value(Task<Result<T>> task) {
    return wait(std::move(task)).value();
  }
  void save_calls(int count, Millis date) {
    for (int i = 0; i < count; ++i) {
      Call call;
      call.sid = make_sid("CA");
      call.account_sid = account_sid;
      call.status = "completed";
      call.date_created = date;
      ASSERT_TRUE(wait(store->calls().save(call, {})));
    }
  }

  const std::string account_sid = make_sid("AC");
};

inline Account make_account() {
  return {.sid = make_sid("AC"),
          .auth_token = random_hex(16),
          .friendly_name = "Acme",
          .status = "active",
          .owner_account_sid = "",
          .date_created = 1,
          .date_updated = 2};
}

}  // namespace ringback::store
