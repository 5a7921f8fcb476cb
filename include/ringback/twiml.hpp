#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Builds TwiML, the XML that a webhook is answered with. Verbs are values that are put into each other; every setter
// returns the object, so that code reads as the document does:
//
//   VoiceResponse()
//       .say("One moment, please.")
//       .dial(Dial().timeout(60).caller_id("+815031234567").number("+819059876543"))
//       .to_xml();
//
// Text and attribute values are escaped; bytes that no XML document may hold become U+FFFD. Times are whole seconds.
// Nothing here checks what a verb allows: an attribute or verb that has no setter yet is given by its name, as in
// `Dial().attribute("ringTone", "jp")` and `response.append(Element("Enqueue", "support"))`.
namespace ringback::kit {

// One XML element: a name, attributes in the order in which they were set, then its text or its children.
class Element {
 public:
  explicit Element(std::string name, std::string text = {}) : name_(std::move(name)), text_(std::move(text)) {}

  // Setting an attribute again replaces its value.
  void set_attribute(std::string_view name, std::string_view value);
  void add_child(Element child) { children_.push_back(std::move(child)); }

  // Without an XML declaration.
  std::string to_xml() const;

 protected:
  // Makes the text, if there is any, a child of that name.
  void wrap_text(std::string name);

 private:
  void write(std::string& xml) const;

  std::string name_;
  std::string text_;
  std::vector<std::pair<std::string, std::string>> attributes_;
  std::vector<Element> children_;
};

// What all verbs and nouns can do, returning their own type. They hold nothing beyond their Element.
template <class Self>
class FluentElement : public Element {
 public:
  Self& attribute(std::string_view name, std::string_view value) {
    set_attribute(name, value);
    return self();
  }
  Self& attribute(std::string_view name, const char* value) { return attribute(name, std::string_view(value)); }
  Self& attribute(std::string_view name, int value) { return attribute(name, std::to_string(value)); }
  Self& attribute(std::string_view name, bool value) { return attribute(name, value ? "true" : "false"); }
  Self& append(Element child) {
    add_child(std::move(child));
    return self();
  }

 private:
  friend Self;
  explicit FluentElement(std::string name, std::string text = {}) : Element(std::move(name), std::move(text)) {}
  Self& self() { return static_cast<Self&>(*this); }
};

// Speaks a text.
class Say : public FluentElement<Say> {
 public:
  explicit Say(std::string text) : FluentElement("Say", std::move(text)) {}
  Say& voice(std::string_view name) { return attribute("voice", name); }
  // BCP 47, e.g. `ja-JP`.
  Say& language(std::string_view tag) { return attribute("language", tag); }
  // How often; 0: until the call ends.
  Say& loop(int times) { return attribute("loop", times); }
};

// Plays a sound file, or sends digits.
class Play : public FluentElement<Play> {
 public:
  explicit Play(std::string url = {}) : FluentElement("Play", std::move(url)) {}
  Play& loop(int times) { return attribute("loop", times); }
  // `0-9 A-D # *`, `w` for half a second of silence, `W` for a whole one.
  Play& digits(std::string_view keys) { return attribute("digits", keys); }
};

// Waits in silence. As the first verb it also delays the answer.
class Pause : public FluentElement<Pause> {
 public:
  Pause() : FluentElement("Pause") {}
  explicit Pause(int seconds) : Pause() { length(seconds); }
  Pause& length(int seconds) { return attribute("length", seconds); }
};

// Goes on with the document that `url` answers; nothing behind it is run.
class Redirect : public FluentElement<Redirect> {
 public:
  explicit Redirect(std::string url) : FluentElement("Redirect", std::move(url)) {}
  Redirect& method(std::string_view http_method) { return attribute("method", http_method); }
};

// Declines the call without answering it, if it is the first verb.
class Reject : public FluentElement<Reject> {
 public:
  Reject() : FluentElement("Reject") {}
  // `rejected` (the default) or `busy`.
  Reject& reason(std::string_view why) { return attribute("reason", why); }
};

// The caller hears itself until it hangs up.
class Echo : public FluentElement<Echo> {
 public:
  Echo() : FluentElement("Echo") {}
};

class Hangup : public FluentElement<Hangup> {
 public:
  Hangup() : FluentElement("Hangup") {}
};

// What a dialled party has in common, whatever it is.
template <class Self>
class DialNoun {
 public:
  // A document that is run on the called side after its answer, before the two are joined.
  Self& url(std::string_view address) { return self().attribute("url", address); }
  Self& method(std::string_view http_method) { return self().attribute("method", http_method); }
  Self& status_callback(std::string_view address) { return self().attribute("statusCallback", address); }
  Self& status_callback_method(std::string_view http_method) {
    return self().attribute("statusCallbackMethod", http_method);
  }
  // Out of `initiated ringing answered completed`, a blank between two.
  Self& status_callback_event(std::string_view events) { return self().attribute("statusCallbackEvent", events); }

 private:
  friend Self;
  DialNoun() = default;
  Self& self() { return static_cast<Self&>(*this); }
};

// A phone number. Any usual writing is taken; E.164 leaves no doubt.
class Number : public FluentElement<Number>, public DialNoun<Number> {
 public:
  explicit Number(std::string number) : FluentElement("Number", std::move(number)) {}
  // Sent after the answer: an extension.
  Number& send_digits(std::string_view keys) { return attribute("sendDigits", keys); }
};

// A browser, by its Client Name; never by a phone number.
class Client : public FluentElement<Client>, public DialNoun<Client> {
 public:
  explicit Client(std::string client_name) : FluentElement("Client", std::move(client_name)) {}
  // Reaches the page as a custom parameter of the call.
  Client& parameter(std::string_view name, std::string_view value);
};

// Connects the caller to the parties that are put into it: all ring at once, the first to answer wins.
class Dial : public FluentElement<Dial> {
 public:
  Dial() : FluentElement("Dial") {}

  // How long it may ring.
  Dial& timeout(int seconds) { return attribute("timeout", seconds); }
  // A number of the account, a verified one, or the call's own From or To.
  Dial& caller_id(std::string_view number) { return attribute("callerId", number); }
  // Asked when the dial has ended; its answer goes on with the call.
  Dial& action(std::string_view url) { return attribute("action", url); }
  Dial& method(std::string_view http_method) { return attribute("method", http_method); }
  // How long the two may talk.
  Dial& time_limit(int seconds) { return attribute("timeLimit", seconds); }
  // The caller goes on ringing until somebody answers.
  Dial& answer_on_bridge(bool on = true) { return attribute("answerOnBridge", on); }
  Dial& hangup_on_star(bool on = true) { return attribute("hangupOnStar", on); }

  Dial& number(std::string phone_number) { return append(Number(std::move(phone_number))); }
  Dial& number(Number noun) { return append(std::move(noun)); }
  Dial& client(std::string client_name) { return append(Client(std::move(client_name))); }
  Dial& client(Client noun) { return append(std::move(noun)); }
};

// The document. Verbs run from top to bottom; after the last one the call is hung up.
class VoiceResponse : public FluentElement<VoiceResponse> {
 public:
  VoiceResponse() : FluentElement("Response") {}

  VoiceResponse& say(std::string text) { return append(Say(std::move(text))); }
  VoiceResponse& say(Say verb) { return append(std::move(verb)); }
  VoiceResponse& play(std::string url) { return append(Play(std::move(url))); }
  VoiceResponse& play(Play verb) { return append(std::move(verb)); }
  VoiceResponse& echo() { return append(Echo()); }
  VoiceResponse& pause(int seconds = 1) { return append(Pause(seconds)); }
  VoiceResponse& dial(Dial verb) { return append(std::move(verb)); }
  VoiceResponse& redirect(std::string url) { return append(Redirect(std::move(url))); }
  VoiceResponse& redirect(Redirect verb) { return append(std::move(verb)); }
  VoiceResponse& reject(Reject verb = {}) { return append(std::move(verb)); }
  VoiceResponse& hangup() { return append(Hangup()); }

  // With the XML declaration: the body of the answer, to be sent as `text/xml`.
  std::string to_xml() const;
};

}  // namespace ringback::kit
