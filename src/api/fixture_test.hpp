#pragma once

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>

#include "api/api.hpp"
#include "api/document_test.hpp"
#include "archive/sounds.hpp"
#include "base/manual_deadlines.hpp"
#include "base/sid.hpp"
#include "call/attendant.hpp"
#include "call/conferences.hpp"
#include "call/fake_leg.hpp"
#include "call/queue.hpp"
#include "call/recording.hpp"
#include "call/user_message.hpp"
#include "store/accounts.hpp"
#include "store/calls.hpp"
#include "store/conferences.hpp"
#include "store/configured.hpp"
#include "store/notifications.hpp"
#include "store/place_fixture.hpp"
#include "store/recordings.hpp"
#include "webhook/fake_application.hpp"
#include "webhook/message_subscriptions.hpp"

namespace ringback::api {

// A page in one call, and what it was told.
struct FakePages final : call::UserMessageDoor {
  std::string account_sid;
  std::string call_sid;
  std::vector<call::UserMessage> told;

  bool has_page(const std::string& account, const std::string& call) const override {
    return account == account_sid && call == call_sid;
  }
  bool send(const std::string& account, const std::string& call, const call::UserMessage& message) override {
    if (!has_page(account, call)) return false;
    told.push_back(message);
    return true;
  }
};

// Keeps what is ordered; calls that a test has put up can be reached.
struct FakeAttendant final : call::Attendant {
  explicit FakeAttendant(store::Store& where) : store(where) {}

  Task<Result<void>> place(Order order) override {
    store::Call row;
    row.sid = order.facts.sid;
    row.account_sid = order.facts.account_sid;
    row.to = order.facts.to;
    row.from = order.facts.from;
    row.phone_number_sid = order.facts.phone_number_sid;
    row.direction = order.facts.direction;
    row.status = "ringing";
    row.date_created = row.start_time = 1'700'000'000'000;
    orders.push_back(std::move(order));
    const auto saved = co_await store.calls().save(row, {.snapshot = "{}", .due = {}});
    co_return saved;
  }
  void take(std::shared_ptr<call::Call>, call::Instructions) override {}
  void announce(std::shared_ptr<call::Conference>, std::shared_ptr<call::Call> call, Listeners listeners,
                call::Instructions document) override {
    announced.push_back(document.method + ' ' + document.url + (listeners == Listeners::all ? "" : ' ' + call->sid()));
  }
  call::LiveCalls& live_calls() override { return live; }

  store::Store& store;
  std::vector<Order> orders;
  call::LiveCalls live;
  std::vector<std::string> announced;
};

// Stores a conference as it is now once somebody waits for it.
struct StoringJournal final : call::ConferenceJournal {
  explicit StoringJournal(store::Store& where) : store(where) {}
  void record(call::ConferenceEvent event) override { rooms[event.conference.sid] = event.conference; }
  Task<void> flush(std::string sid) override {
    const auto& facts = rooms[sid];
    const auto saved = co_await store.conferences().save({.sid = facts.sid,
                                                          .account_sid = facts.account_sid,
                                                          .friendly_name = facts.friendly_name,
                                                          .status = facts.status,
                                                          .reason_ended = facts.reason_ended,
                                                          .call_sid_ending = facts.ended_by,
                                                          .date_created = facts.created_ms,
                                                          .date_updated = facts.created_ms},
                                                         {});
    EXPECT_TRUE(saved);
  }
  store::Store& store;
  std::map<std::string, call::ConferenceFacts> rooms;
};

// Stores recordings as the ledger does, once somebody waits for it.
struct FakeLedger final : call::FakeJournal {
  explicit FakeLedger(std::unique_ptr<store::Store>& where) : store(where) {}

  Task<void> flush(std::string call_sid) override {
    const auto so_far = events;  // more may come while a row is saved
    for (const call::Event& event : so_far) {
      if (!event.recording || event.call.sid != call_sid) continue;
      const auto& recording = *event.recording;
      store::Recording row{.sid = recording.sid,
                           .account_sid = event.call.account_sid,
                           .call_sid = call_sid,
                           .status = recording.status,
                           .source = recording.source,
                           .track = recording.track,
                           .channels = recording.channels,
                           .duration = static_cast<int>(recording.duration)};
      const auto saved = co_await store->recordings().save(row, {});
      EXPECT_TRUE(saved);
    }
  }

  std::unique_ptr<store::Store>& store;
};

// The API over a real store, with a folder for recordings; requests go in and answers come out without sockets.
struct ApiTest : testing::Test {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("ringback-api-" + random_hex(8));
  const store::Place place;
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  std::unique_ptr<store::Store> store = open_store();
  Options options{.default_region = "JP"};
  FakePages pages;
  webhook::FakeApplication application;
  webhook::Requests requests{application.as_fetch(), deadlines};
  FakeLedger journal{store};
  webhook::MessageSubscriptions subscriptions{requests, journal, deadlines, io.get_executor()};
  call::Recordings recordings{{journal, deadlines, io.get_executor(), folder.string(), "https://ringback.test"}};
  media::FakeEngine engine;
  StoringJournal rooms{*store};
  call::Conferences conferences{{engine, deadlines, rooms, recordings}};
  call::Queues queues;
  FakeAttendant attendant{*store};
  archive::Sounds sounds{folder.string(), {}};
  Api api{options,
          {*store, deadlines, io.get_executor(), pages, subscriptions, attendant, recordings, conferences, queues,
           sounds, requests}};
  store::Account account = add_account();

  ApiTest() {
    std::filesystem::create_directories(folder);
    offer({"+815031234567", "+14158675308", "+14158675309"});
  }
  ~ApiTest() override {
    store.reset();
    std::filesystem::remove_all(folder);
  }

  std::unique_ptr<store::Store> open_store() { return store::open(place.options, io.get_executor()).value(); }

  template <class T>
  T wait(Task<T> task) {
    auto future = boost::asio::co_spawn(io, std::move(task), boost::asio::use_future);
    io.restart();
    io.run();
    return future.get();
  }

  store::Account add_account(const std::string& status = "active") {
    store::Account out;
    out.sid = make_sid("AC");
    out.auth_token = random_hex(16);
    out.friendly_name = "Acme";
    out.status = status;
    out.date_created = out.date_updated = 1'600'000'000'000;
    EXPECT_TRUE(wait(store->accounts().save(out)));
    return out;
  }

  void offer(const std::vector<std::string>& numbers) {
    std::vector<store::AvailableNumber> rows;
    rows.reserve(numbers.size());
    for (const std::string& number : numbers) rows.push_back({number, ""});
    ASSERT_TRUE(wait(store->configured().replace(rows, {}, {})));
  }

  static std::string basic(const std::string& user, const std::string& password) {
    return "Basic " + base64_encode(user + ':' + password);
  }

  // `target` is a path with its query; below the account if it does not start with a version.
  http::Request request(const std::string& method, const std::string& target, const std::string& body = "") {
    http::Request out;
    out.method = method;
    const std::string whole = target.starts_with("/2010") || target.starts_with("/v1/")
                                  ? target
                                  : "/2010-04-01/Accounts/" + account.sid + target;
    const auto mark = whole.find('?');
    out.path = whole.substr(0, mark);
    if (mark != whole.npos) out.query = whole.substr(mark + 1);
    out.body = body;
    out.headers = {{"Authorization", basic(account.sid, account.auth_token)},
                   {"Content-Type", "application/x-www-form-urlencoded"},
                   {"Host", "ringback.test"}};
    return out;
  }
  // Every answer is held against Twilio's document.
  http::Response send(const http::Request& request) {
    http::Response response = wait(api.handle(request));
    EXPECT_EQ(Document::get().faults(request, response), "") << request.method << ' ' << request.path;
    return response;
  }
  http::Response get(const std::string& target) { return send(request("GET", target)); }
  http::Response post(const std::string& target, const Parameters& form) {
    return send(request("POST", target, form_encode(form)));
  }

  static boost::json::object json(const http::Response& response) {
    return boost::json::parse(response.body).as_object();
  }
  static std::string text(const boost::json::object& object, std::string_view member) {
    const auto& value = object.at(member);
    return value.is_string() ? std::string(value.as_string()) : "<" + boost::json::serialize(value) + ">";
  }
  // `400 21402`, or the status alone.
  static std::string outcome(const http::Response& response) {
    std::string status = std::to_string(response.status);
    if (response.status < 400) return status;
    return status + ' ' + std::to_string(json(response).at("code").as_int64());
  }
  std::vector<store::Notification> account_notifications() {
    return wait(store->notifications().list(account.sid, {.call_sid = ""}, {}))->rows;
  }
};

// The members of a resource, in alphabetical order.
inline std::vector<std::string> members(const boost::json::object& object) {
  std::vector<std::string> out;
  for (const auto& [key, value] : object) out.emplace_back(key);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace ringback::api
