#pragma once

#include <span>
#include <string>
#include <string_view>

#include "twiml/document.hpp"
#include "twiml/verb.hpp"

namespace ringback::twiml {

// Runs documents on one call: fetches the first, runs its verbs, follows where they lead, and hangs up at the end.
// A fetch or a document that fails goes to the fallback URL.
class Script {
 public:
  struct Start {
    webhook::Request request;
    std::string twiml{};         // the first document itself, if the request has no URL
    std::string fallback_url{};  // empty: none
    std::string fallback_method = "POST";
    // On the party of a <Dial>: the end of the document leaves the call up.
    bool whisper = false;
    // What a caller in a queue hears.
    bool queued = false;
    // The verbs that its documents may have; empty: all.
    std::span<const std::string_view> verbs{};
  };

  Script(Services& services, call::Call& call, Start start);

  // Resumes when there is nothing more to run: the call is then over. A cancellation (hang-up, live update) ends the
  // running verb and resumes too; what is due afterwards waits with the call (Call::say_goodbyes). Never throws.
  Task<void> run();
  // From the next failure on.
  void set_fallback(std::string url, std::string method);

  // Inside a verb of another script, on the same call: the end of the last document leaves the call up, and so does one
  // that can't be had. Throws operation_aborted on cancellation.
  enum class End { over, failed, left };
  Task<End> run_inside();

 private:
  Task<void> run_alone();
  Task<End> run_documents();
  Task<Result<Document>> fetch(const webhook::Request& request);
  Result<Document> read(std::string_view body, std::string_view content_type);
  Task<Result<Document>> fetch_fallback(Error error, const webhook::Request& failed);
  Task<Step> run_verbs(const Document& document);
  // The application is broken, and its caller is told so instead of being left in silence.
  Task<void> apologise();
  bool keeps_call_up() const { return start_.whisper || inside_; }
  // The end of a document: the call is answered unless a verb refused it, and hung up.
  void end_unrefused(const Execution& execution);
  void end(call::Cause cause);
  void report(const Error& error, const webhook::Request& request);

  Services& services_;
  call::Call& call_;
  Start start_;
  std::string document_url_;
  bool inside_ = false;
};

}  // namespace ringback::twiml
