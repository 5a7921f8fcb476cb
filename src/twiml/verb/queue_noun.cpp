#include "twiml/verb/queue_noun.hpp"

#include "twiml/verb/queue_name.hpp"

namespace ringback::twiml {
namespace {

// What TaskRouter would do: said, and the rest of the document goes on without.
bool asks_for_task_router(Attributes& attributes, Warnings& warnings) {
  if (attributes.text("postWorkActivitySid")) {
    warnings.push_back({14218, "<Queue> postWorkActivitySid needs TaskRouter, which is not in this server", true});
  }
  if (!attributes.text("reservationSid")) return false;
  warnings.push_back({14219, "<Queue> reservationSid needs TaskRouter, which is not in this server", true});
  return true;
}

}  // namespace

QueueNoun parse_queue_noun(const Element& queue, Warnings& warnings) {
  Attributes attributes(queue, warnings);
  QueueNoun noun{.name = queue.text};
  noun.url = attributes.text("url");
  if (noun.url && noun.url->empty()) noun.url.reset();
  noun.method = attributes.method("method", 14210);
  noun.usable = !asks_for_task_router(attributes, warnings) && check_queue_name(queue.text, 14212, 14213, warnings);
  attributes.finish();
  refuse_children(queue, warnings);
  return noun;
}

}  // namespace ringback::twiml
