#include "api/error.hpp"
#include "api/listing.hpp"
#include "api/resource/queues.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "call/queue_place.hpp"
#include "store/time.hpp"

// Who waits in a queue.
namespace ringback::api::resource::queues {
namespace {

struct Member {
  std::string queue_sid;
  std::string call_sid;
  std::size_t position = 0;
  std::int64_t wait_time = 0;  // seconds
  store::Millis date_enqueued = 0;
};

boost::json::object to_json(const Context& context, const Member& member) {
  return {
      {"call_sid", member.call_sid},
      {"date_enqueued", date_value(member.date_enqueued)},
      {"position", member.position},
      {"queue_sid", member.queue_sid},
      {"uri", context.uri("/Queues/" + member.queue_sid + "/Members/" + member.call_sid)},
      {"wait_time", member.wait_time},
  };
}

Member member_of(const call::QueuePlace& place) {
  return {place.queue().sid(), place.call().sid(), place.position(), place.waited().count(), place.came_ms()};
}

// Who has hung up leaves a turn later.
std::vector<call::QueuePlace*> places(const call::Queue& queue) {
  std::vector<call::QueuePlace*> out;
  for (const auto& [number, place] : queue.waiting()) {
    if (!place->over()) out.push_back(place);
  }
  return out;
}

std::shared_ptr<call::Queue> find_queue(const Context& context) {
  return context.live.queues.find_by_sid(context.account.sid, context.sids.front());
}

// nullptr if there is none.
call::QueuePlace* find(const Context& context) {
  const auto queue = find_queue(context);
  if (!queue) return nullptr;
  const std::string& name = context.sids.back();
  for (auto* place : places(*queue)) {
    if (name == "Front" || iequals(place->call().sid(), name)) return place;
  }
  return nullptr;
}

Result<call::Instructions> read(Form& form) {
  call::Instructions out;
  if (!read_url(form, "Url", out.url) || out.url.empty()) {
    return Error{21205, "Url is not a valid URL: " + form.value("Url")};
  }
  if (!read_method(form, "Method", out.method)) return Error{21209, "Method is not valid: " + form.value("Method")};
  return out;
}

}  // namespace

// In their order, so pages are counted.
Task<Result<Answer>> list_members(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto queue = find_queue(context);
  if (!queue) co_return not_found(context.path.text);
  const auto all = places(*queue);
  const std::size_t from = listing->number * listing->page.size;
  boost::json::array items;
  for (std::size_t i = from; i < all.size() && items.size() < listing->page.size; ++i) {
    items.push_back(to_json(context, member_of(*all[i])));
  }
  std::optional<PageEnd> next;
  if (from + items.size() < all.size()) {
    const auto& last = *all[from + items.size() - 1];
    next = PageEnd{last.came_ms(), last.call().sid()};
  }
  co_return list_answer(context, *listing, {"queue_members", "QueueMember"}, std::move(items), next);
}

Task<Result<Answer>> fetch_member(Context& context) {
  const auto* place = find(context);
  if (!place) co_return not_found(context.path.text);
  co_return Answer{200, to_json(context, member_of(*place)), "QueueMember", ""};
}

Task<Result<Answer>> update_member(Context& context) {
  auto document = read(context.form);
  if (!document) co_return document.error();
  auto* place = find(context);
  if (!place) co_return not_found(context.path.text);
  auto member = member_of(*place);
  document->parameters = {
      {"QueueResult", "redirected"}, {"QueueSid", member.queue_sid}, {"QueueTime", std::to_string(member.wait_time)}};
  place->withdraw();  // before anybody else takes it
  if (!place->call().redirect(*document)) co_return Error{21220, "Call is not in-progress. Cannot redirect."};
  member.position = 0;
  co_return Answer{200, to_json(context, member), "QueueMember", ""};
}

}  // namespace ringback::api::resource::queues
