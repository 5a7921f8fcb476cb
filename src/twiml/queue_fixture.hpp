#pragma once

#include <gmock/gmock.h>

#include "call/hold_music.hpp"
#include "twiml/script_fixture.hpp"
#include "twiml/script_run.hpp"

// <Enqueue>, <Leave> and <Dial><Queue>: callers who wait, and agents who take them.
namespace ringback::twiml {

// Somebody whose call runs the document at http://app/<name>.
struct Person {
  Person(ScriptTest& test, const std::string& name, const std::string& account = "AC1")
      : call(facts(name, account), test.journal, test.deadlines) {
    call.adopt(std::make_unique<call::FakeLeg>(phone));
    call.begin();
    run = std::make_unique<ScriptRun>(test.services, call, Script::Start{.request = {.url = "http://app/" + name}});
    asio::co_spawn(test.io, live(*this), [](const std::exception_ptr& error) {
      if (error) std::rethrow_exception(error);
    });
    test.deadlines.settle();
  }
  static call::Facts facts(const std::string& name, const std::string& account) {
    auto facts = ScriptTest::first_facts();
    facts.sid = "CA-" + name;
    facts.account_sid = account;
    return facts;
  }
  static Task<void> live(Person& person) {
    co_await person.run->run();
    co_await person.call.say_goodbyes();
  }
  media::FakeSession& session() { return *phone.session; }
  bool hears_music() { return session().plays() && session().clips.back() == call::hold_music(); }

  call::FakePhone phone;
  call::Call call;
  std::unique_ptr<ScriptRun> run;
};

struct QueueTest : ScriptTest {
  std::vector<std::unique_ptr<Person>> people;

  QueueTest() {
    document("caller", R"(<Enqueue action="/left">support</Enqueue>)");
    document("agent", R"(<Dial action="/dialled"><Queue>support</Queue></Dial>)");
    document("left", "<Pause length=\"60\"/>");
    document("dialled", "<Pause length=\"60\"/>");
  }
  ~QueueTest() override { deadlines.finish(); }

  void document(const std::string& name, const std::string& verbs) {
    application.answers_with("http://app/" + name, "<Response>" + verbs + "</Response>");
  }
  void waits_with(const std::string& verbs) {
    document("caller", R"(<Enqueue action="/left" waitUrl="/wait">support</Enqueue>)");
    document("wait", verbs);
  }
  Person& calls(const std::string& name, const std::string& account = "AC1") {
    people.push_back(std::make_unique<Person>(*this, name, account));
    return *people.back();
  }
  void settle() { deadlines.settle(); }
  std::vector<webhook::FakeApplication::Asked> asked(const std::string& name) const {
    std::vector<webhook::FakeApplication::Asked> out;
    for (const auto& request : application.asked) {
      if (request.url.substr(0, request.url.find('?')) == "http://app/" + name) out.push_back(request);
    }
    return out;
  }
  std::string result() const { return asked("left").empty() ? "" : asked("left").back().value("QueueResult"); }
  const call::Queue& support() const { return *queues.find("AC1", "support"); }
};

}  // namespace ringback::twiml
