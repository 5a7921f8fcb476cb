#pragma once

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <ringback/capability_token.hpp>
#include <string>

#include "base/manual_deadlines.hpp"
#include "base/sid.hpp"
#include "call/call.hpp"
#include "call/conferences.hpp"
#include "call/fake_conference_journal.hpp"
#include "call/queue.hpp"
#include "call/recording.hpp"
#include "ledger/ledger.hpp"
#include "media/fake_engine.hpp"
#include "routing/attendant.hpp"
#include "routing/exchange.hpp"
#include "routing/reception.hpp"
#include "scenario/carrier.hpp"
#include "scenario/page.hpp"
#include "sip/resolver_fixture.hpp"
#include "speech/fake_recognizer.hpp"
#include "speech/fake_speech.hpp"
#include "store/accounts.hpp"
#include "store/applications.hpp"
#include "store/calls.hpp"
#include "store/incoming_phone_numbers.hpp"
#include "store/store.hpp"
#include "webhook/fake_application.hpp"
#include "webhook/sound_files.hpp"
#include "webhook/status_callbacks.hpp"

namespace ringback::scenario {

// The whole server as its rooms make it, with a real store, around a carrier, a page and an application that a test
// plays. Time moves by `deadlines.advance` alone; `until` waits for the store's threads.
struct House : testing::Test {
  const std::string account_sid = "AC00000000000000000000000000000001";
  const std::string auth_token = "0123456789abcdef0123456789abcdef";
  const std::string application_sid = "AP00000000000000000000000000000003";

  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("ringback-" + random_hex(8));
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  media::FakeEngine engine;
  std::unique_ptr<store::Store> store;
  webhook::FakeApplication application;
  webhook::Requests requests{application.as_fetch(), deadlines};
  speech::FakeSpeech speech;
  speech::FakeRecognizer recognizer{deadlines};
  webhook::SoundFiles sounds{application.as_fetch(), a_second_of_sound, deadlines, {}};
  std::optional<ledger::Ledger> ledger;
  std::optional<webhook::StatusCallbacks> callbacks;
  std::optional<call::Recordings> recordings;
  call::Queues queues;
  call::FakeConferenceJournal conference_journal;
  std::optional<call::Conferences> conferences;
  std::optional<routing::Exchange> exchange;
  std::optional<twiml::Services> services;
  routing::Admission admission{{}};
  std::optional<routing::Reception> reception;
  std::optional<routing::Attendant> attendant;
  Carrier carrier;
  sip::FakeResolver dns;
  std::optional<sip::Endpoint> sip;
  std::optional<browser::Gateway> browsers;
  Page page;

  static Task<Result<SharedClip>> a_second_of_sound(std::string, std::string) {
    auto clip = std::make_shared<Clip>();
    clip->samples.resize(8000);
    co_return SharedClip(std::move(clip));
  }

  House() {
    std::filesystem::create_directories(folder);
    auto opened = store::open({.url = "sqlite://" + (folder / "s.db").string(), .key_file = (folder / "key").string()},
                              io.get_executor());
    store = std::move(*opened);
    ledger.emplace(ledger::tables_of(*store), deadlines, io.get_executor());
    callbacks.emplace(requests, *ledger, deadlines, io.get_executor());
    ledger->add(*callbacks);
    recordings.emplace(
        call::Recordings::Parts{*ledger, deadlines, io.get_executor(), folder.string(), "https://ringback"});
    conferences.emplace(call::Conference::Context{engine, deadlines, conference_journal, *recordings});
    exchange.emplace(store->incoming_phone_numbers(), store->outgoing_caller_ids());
    services.emplace(twiml::Services{requests, *exchange, *ledger, engine, deadlines, speech, sounds, recognizer,
                                     *recordings, queues, *conferences, "JP"});
    reception.emplace(*store, *services, admission, io.get_executor());
    attendant.emplace(*services, *reception, admission, io.get_executor());
    services->attendant = &*attendant;
    exchange->connect_applications({engine, deadlines, *reception});
    sip::Options options;
    options.options_interval = std::chrono::milliseconds(0);
    options.trunks = {{.name = "carrier", .addresses = {carrier.address.address}, .proxy = ""}};
    sip.emplace(options, sip::Endpoint::Context{carrier, deadlines, engine, dns});
    sip->set_handler(&*reception);
    carrier.server = &*sip;
    browsers.emplace(browser::Options{},
                     browser::Gateway::Parts{
                         io.get_executor(), deadlines, {store->accounts(), store->api_keys()}, engine, *reception});
    exchange->connect(*sip, *browsers);
    provision();
  }
  ~House() override {
    reception->close();
    until_stored();
    deadlines.finish();
    std::filesystem::remove_all(folder);
  }

  void provision() {
    store::Account account{
        .sid = account_sid, .auth_token = auth_token, .friendly_name = "test", .owner_account_sid = account_sid};
    store::IncomingPhoneNumber number;
    number.sid = "PN00000000000000000000000000000004";
    number.account_sid = account_sid;
    number.phone_number = "+815031234567";
    number.urls.voice_url = "http://app/incoming";
    number.urls.voice_fallback_url = "http://app/fallback";
    number.urls.status_callback = "http://app/status";
    store::Application app;
    app.sid = application_sid;
    app.account_sid = account_sid;
    app.urls.voice_url = "http://app/outgoing";
    app.urls.status_callback = "http://app/status";
    application.answers_with("http://app/status", "", 204);
    ASSERT_TRUE(complete(store->accounts().save(account)));
    ASSERT_TRUE(complete(store->incoming_phone_numbers().save(number)));
    ASSERT_TRUE(complete(store->applications().save(app)));
  }

  template <class T>
  T complete(Task<T> task) {
    std::optional<T> result;
    boost::asio::co_spawn(io, std::move(task),
                          [&](const std::exception_ptr&, T value) { result.emplace(std::move(value)); });
    until([&] { return result.has_value(); });
    return std::move(*result);
  }

  // Runs the control thread until `condition` holds. Virtual time stands still; a bound in real time ends a test that
  // waits for what never comes.
  void until(const std::function<bool()>& condition) {
    const auto limit = monotonic_now() + std::chrono::seconds(20);
    for (deadlines.settle(); !condition(); deadlines.settle()) {
      ASSERT_LT(monotonic_now(), limit) << "what the test waits for did not happen";
      io.restart();
      io.run_one_for(std::chrono::milliseconds(50));
    }
  }

  // The page comes online as DeviceId_0001, with both rights.
  void page_comes_online() {
    kit::Capabilities capabilities;
    capabilities.incoming_client_name = capabilities.outgoing_client_name = "DeviceId_0001";
    capabilities.outgoing_application_sid = application_sid;
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(deadlines.wall_now().time_since_epoch()).count();
    page.opens(*browsers);
    page.says("listen", {{"token", kit::make_capability_token(account_sid, auth_token, capabilities, now)}});
    page.says("register", {{"media", {{"audio", true}}}});
    until([&] { return page.was_told("ready"); });
  }

  void until_stored() {
    bool drained = false;
    boost::asio::co_spawn(io, ledger->drain(), [&](const std::exception_ptr&) { drained = true; });
    until([&] { return drained; });
  }
  // Once the call is over, everything is stored and the application has heard of its end.
  void until_quiet() {
    until([&] { return reception->live_calls().size() == 0; });
    until_stored();
    until([&] { return callbacks->waiting() == 0 && !asked("http://app/status").empty(); });
  }

  std::vector<webhook::FakeApplication::Asked> asked(const std::string& url) const {
    std::vector<webhook::FakeApplication::Asked> out;
    for (const auto& each : application.asked) {
      if (each.url == url) out.push_back(each);
    }
    return out;
  }
  // Newest first.
  std::vector<store::Notification> notices_of(const std::string& call_sid) {
    return complete(store->notifications().list(account_sid, {.call_sid = call_sid}, {}))->rows;
  }
  std::vector<store::Call> calls() { return complete(store->calls().list(account_sid, {}, {}))->rows; }
  store::Call call_of(const std::string& direction) {
    for (const auto& call : calls()) {
      if (call.direction == direction) return call;
    }
    return {};
  }
};

}  // namespace ringback::scenario
