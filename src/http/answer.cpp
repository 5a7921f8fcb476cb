#include "http/answer.hpp"

#include <boost/asio/post.hpp>

namespace ringback::http {
namespace {

// What a Respond refers to, on the control thread. It outlives its connection without harm: it holds no more than the
// queue to answer to.
class Answer {
 public:
  Answer(std::shared_ptr<Core> core, std::shared_ptr<Answers> answers)
      : core_(std::move(core)), answers_(std::move(answers)) {}
  ~Answer() { send(text_response(500, "internal error\n")); }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  void send(Response response) {
    if (!answers_) return;
    asio::post(core_->io, [answers = std::move(answers_), response = std::move(response)]() mutable {
      answers->push(std::move(response));
    });
    answers_.reset();
  }

 private:
  std::shared_ptr<Core> core_;
  std::shared_ptr<Answers> answers_;
};

}  // namespace

void ask(Core& core, const Handler& handler, Request request, std::shared_ptr<Answers> answers) {
  // The handler is kept by the core's routes.
  asio::post(core.control, [core = core.shared_from_this(), &handler, request = std::move(request),
                            answers = std::move(answers)]() mutable {
    const auto answer = std::make_shared<Answer>(core, std::move(answers));
    if (core->stopping) return answer->send(text_response(503, "shutting down\n"));
    handler(std::move(request), [answer](Response response) { answer->send(std::move(response)); });
  });
}

}  // namespace ringback::http
