#include "twiml/verb/enqueue_attributes.hpp"

#include "call/queue.hpp"
#include "twiml/verb/queue_name.hpp"

namespace ringback::twiml {
namespace {

constexpr Attributes::Range size_range{1, call::Queue::largest_size};

bool names_queue(const Element& element, Attributes& attributes, Warnings& warnings) {
  const bool workflow = attributes.text("workflowSid").has_value();
  if (workflow || find_child(element, "Task")) {
    warnings.push_back(
        {14226, "<Enqueue> with workflowSid or <Task> needs TaskRouter, which is not in this server", true});
    return false;
  }
  refuse_children(element, warnings);
  return check_queue_name(element.text, 14204, 14205, warnings);
}

}  // namespace

EnqueueAttributes parse_enqueue_attributes(const Element& element, Warnings& warnings) {
  Attributes attributes(element, warnings);
  EnqueueAttributes out;
  out.usable = names_queue(element, attributes, warnings);
  out.name = element.text;
  out.action = attributes.text("action");
  out.method = attributes.method("method", 14201);
  out.wait_url = attributes.text("waitUrl");
  out.wait_method = attributes.method("waitUrlMethod", 14206);
  const int max_size = attributes.integer("maxQueueSize", 0, size_range, 12200);
  if (max_size > 0) out.max_size = static_cast<std::size_t>(max_size);
  attributes.finish();
  return out;
}

}  // namespace ringback::twiml
