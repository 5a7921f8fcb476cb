#include "api/resource/ip_addresses.hpp"

#include <boost/asio/ip/address.hpp>
#include <charconv>

#include "api/resource/rows.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "store/ip_access_control_lists.hpp"
#include "store/ip_addresses.hpp"

namespace ringback::api::resource::ip_addresses {
namespace {

constexpr std::size_t max_friendly_name = 255;

store::IpAddresses& rows(const Context& context) {
  return context.store.ip_addresses();
}

boost::json::object to_json(const Context& context, const store::IpAddress& row) {
  const std::string& list = row.ip_access_control_list_sid;
  return {
      {"sid", row.sid},
      {"account_sid", row.account_sid},
      {"friendly_name", text_value(row.friendly_name)},
      {"ip_address", row.ip_address},
      {"cidr_prefix_length", row.cidr_prefix_length},
      {"ip_access_control_list_sid", list},
      {"date_created", date_value(row.date_created)},
      {"date_updated", date_value(row.date_updated)},
      {"uri", context.uri("/SIP/IpAccessControlLists/" + list + "/IpAddresses/" + row.sid)},
  };
}

Answer answer(const Context& context, const store::IpAddress& row, int status) {
  return {status, to_json(context, row), "IpAddress", ""};
}

Result<void> read_prefix(Form& form, int longest, int& prefix) {
  const std::string text = form.value("CidrPrefixLength");
  if (text.empty()) return {};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), prefix);
  const bool number = error == std::errc() && end == text.data() + text.size();
  if (!number || prefix < 1 || prefix > longest) {
    return invalid_parameter("CidrPrefixLength", "from 1 to " + std::to_string(longest));
  }
  return {};
}

Result<void> read_parameters(Form& form, store::IpAddress& row) {
  if (const std::string* name = form.find("FriendlyName")) row.friendly_name = *name;
  if (row.friendly_name.empty() || row.friendly_name.size() > max_friendly_name) {
    return invalid_parameter("FriendlyName", "1 to 255 characters");
  }
  if (const std::string* address = form.find("IpAddress")) row.ip_address = *address;
  boost::system::error_code failed;
  const auto address = boost::asio::ip::make_address(row.ip_address, failed);
  if (failed) return invalid_parameter("IpAddress", "no IP address");
  return read_prefix(form, address.is_v4() ? 32 : 128, row.cidr_prefix_length);
}

// 20404 if it is in another list than the path says.
Task<Result<store::IpAddress>> in_path(const Context& context) {
  Result<store::IpAddress> row = co_await find_row(context, rows(context), context.sids.at(1));
  if (row && row->ip_access_control_list_sid != context.sids.at(0)) co_return not_found(context.path.text);
  co_return row;
}

Task<Result<Answer>> save(Context& context, store::IpAddress row, int status) {
  row.date_updated = context.now();
  const auto saved = co_await rows(context).save(row);
  if (!saved) co_return saved.error();
  co_return answer(context, row, status);
}

Task<Result<void>> check_list(const Context& context) {
  const auto found = co_await find_row(context, context.store.ip_access_control_lists(), context.sids.front());
  if (!found) co_return found.error();
  co_return Result<void>();
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  const auto checked = co_await check_list(context);
  if (!checked) co_return checked.error();
  Result<Answer> out = co_await list_rows(context, rows(context), store::IpAddressFilter{context.sids.front()},
                                          {"ip_addresses", "IpAddress"}, to_json);
  co_return out;
}

Task<Result<Answer>> fetch(Context& context) {
  const auto row = co_await in_path(context);
  if (!row) co_return row.error();
  co_return answer(context, *row, 200);
}

Task<Result<Answer>> create(Context& context) {
  store::IpAddress row;
  if (const auto read = read_parameters(context.form, row); !read) co_return read.error();
  const auto checked = co_await check_list(context);
  if (!checked) co_return checked.error();
  row.sid = make_sid("IP");
  row.account_sid = context.account.sid;
  row.ip_access_control_list_sid = context.sids.front();
  row.date_created = context.now();
  Result<Answer> out = co_await save(context, std::move(row), 201);
  co_return out;
}

Task<Result<Answer>> update(Context& context) {
  auto row = co_await in_path(context);
  if (!row) co_return row.error();
  if (const auto read = read_parameters(context.form, *row); !read) co_return read.error();
  Result<Answer> out = co_await save(context, std::move(*row), 200);
  co_return out;
}

Task<Result<Answer>> remove(Context& context) {
  const auto row = co_await in_path(context);
  if (!row) co_return row.error();
  Result<Answer> out = co_await remove_row(context, rows(context), row->sid);
  co_return out;
}

}  // namespace ringback::api::resource::ip_addresses
