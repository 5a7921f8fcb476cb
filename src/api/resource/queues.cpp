#include "api/resource/queues.hpp"

#include <algorithm>
#include <charconv>

#include "api/error.hpp"
#include "api/listing.hpp"
#include "api/value.hpp"
#include "call/queue.hpp"
#include "store/time.hpp"

namespace ringback::api::resource::queues {
namespace {

using Found = std::shared_ptr<call::Queue>;

// One of a list.
struct Row {
  std::string sid;
  store::Millis date_created = 0;
  Found queue;
};

boost::json::object to_json(const Context& context, const call::Queue& queue) {
  const auto& facts = queue.facts();
  return {
      {"account_sid", facts.account_sid},
      {"average_wait_time", queue.average_wait(context.deadlines.now()).count()},
      {"current_size", queue.size()},
      {"date_created", date_value(facts.created_ms)},
      {"date_updated", date_value(facts.updated_ms)},
      {"friendly_name", text_value(facts.friendly_name)},
      {"max_size", facts.max_size},
      {"sid", facts.sid},
      {"uri", context.uri("/Queues/" + facts.sid)},
  };
}

boost::json::object row_to_json(const Context& context, const Row& row) {
  return to_json(context, *row.queue);
}

Answer answer(const Context& context, const call::Queue& queue, int status) {
  return {status, to_json(context, queue), "Queue", ""};
}

Result<Found> find(const Context& context) {
  auto queue = context.live.queues.find_by_sid(context.account.sid, context.sids.front());
  if (!queue) return not_found(context.path.text);
  return queue;
}

struct Wanted {
  std::string friendly_name;
  std::optional<std::size_t> max_size;
};

Result<Wanted> read(Form& form) {
  Wanted out;
  if (auto name = read_friendly_name(form, out.friendly_name); !name) return name.error();
  const std::string size = form.value("MaxSize");
  if (size.empty()) return out;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(size.data(), size.data() + size.size(), number);
  const bool fits = number >= 1 && number <= call::Queue::largest_size;
  if (error != std::errc() || end != size.data() + size.size() || !fits) {
    return invalid_parameter("MaxSize", "a whole number from 1 to 5000");
  }
  out.max_size = number;
  return out;
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  std::vector<Row> rows;
  for (const auto& queue : context.live.queues.all(context.account.sid)) {
    rows.push_back({queue->sid(), queue->facts().created_ms, queue});
  }
  std::ranges::sort(rows, std::greater<>(), [](const Row& row) { return std::pair(row.date_created, row.sid); });
  co_return page_answer(context, *listing, {"queues", "Queue"}, slice(std::move(rows), listing->page), row_to_json);
}

Task<Result<Answer>> fetch(Context& context) {
  const auto queue = find(context);
  if (!queue) co_return queue.error();
  co_return answer(context, **queue, 200);
}

Task<Result<Answer>> create(Context& context) {
  const auto wanted = read(context.form);
  if (!wanted) co_return wanted.error();
  if (wanted->friendly_name.empty()) co_return invalid_parameter("FriendlyName", "it is missing");
  auto& queues = context.live.queues;
  if (queues.find(context.account.sid, wanted->friendly_name)) {
    co_return Error{20409, "Another queue has that FriendlyName"};
  }
  const auto queue = queues.open(context.account.sid, wanted->friendly_name, context.now());
  if (wanted->max_size) queues.resize(*queue, *wanted->max_size, context.now());
  co_return answer(context, *queue, 201);
}

Task<Result<Answer>> update(Context& context) {
  const auto queue = find(context);
  if (!queue) co_return queue.error();
  const auto wanted = read(context.form);
  if (!wanted) co_return wanted.error();
  auto& queues = context.live.queues;
  if (!wanted->friendly_name.empty()) {
    const auto renamed = queues.rename(**queue, wanted->friendly_name, context.now());
    if (!renamed) co_return renamed.error();
  }
  if (wanted->max_size) queues.resize(**queue, *wanted->max_size, context.now());
  co_return answer(context, **queue, 200);
}

Task<Result<Answer>> remove(Context& context) {
  const auto queue = find(context);
  if (!queue) co_return queue.error();
  if (const auto removed = context.live.queues.remove(**queue); !removed) co_return removed.error();
  co_return Answer{204, {}, "", ""};
}

}  // namespace ringback::api::resource::queues
