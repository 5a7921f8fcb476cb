#include "api/resource/add_on_results.hpp"

#include "api/error.hpp"
#include "api/listing.hpp"
#include "store/recordings.hpp"

namespace ringback::api::resource::add_on_results {

Task<Result<Answer>> list(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto recording = co_await context.store.recordings().find(context.account.sid, context.sids.front());
  if (!recording) co_return recording.error();
  if (!*recording) co_return not_found(context.path.text);
  co_return list_answer(context, *listing, {"add_on_results", "AddOnResult"}, {}, std::nullopt);
}

}  // namespace ringback::api::resource::add_on_results
