#include "api/resource/sip_lists.hpp"

#include "api/resource/rows.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "store/ip_access_control_lists.hpp"
#include "store/sip_credential_lists.hpp"
#include "store/sip_mappings.hpp"

namespace ringback::api::resource {
namespace {

// What differs between the two kinds.
struct CredentialLists {
  using Row = store::SipCredentialList;
  static constexpr std::string_view prefix = "CL";
  static constexpr std::string_view path = "/SIP/CredentialLists";
  static constexpr std::string_view entries = "credentials";
  static constexpr std::string_view entries_path = "/Credentials";
  static constexpr ListNames names{"credential_lists", "CredentialList"};
  static constexpr std::size_t max_name = 64;
  static constexpr int bad_name = 21240;
  static constexpr int mapped = 21241;
  static store::SipCredentialLists& rows(const Context& context) { return context.store.sip_credential_lists(); }
};

struct IpLists {
  using Row = store::IpAccessControlList;
  static constexpr std::string_view prefix = "AL";
  static constexpr std::string_view path = "/SIP/IpAccessControlLists";
  static constexpr std::string_view entries = "ip_addresses";
  static constexpr std::string_view entries_path = "/IpAddresses";
  static constexpr ListNames names{"ip_access_control_lists", "IpAccessControlList"};
  static constexpr std::size_t max_name = 255;
  static constexpr int bad_name = 21235;
  static constexpr int mapped = 21236;
  static store::IpAccessControlLists& rows(const Context& context) { return context.store.ip_access_control_lists(); }
};

template <class Kind>
boost::json::object to_json(const Context& context, const typename Kind::Row& row) {
  const std::string path = std::string(Kind::path) + '/' + row.sid;
  return {
      {"sid", row.sid},
      {"account_sid", row.account_sid},
      {"friendly_name", text_value(row.friendly_name)},
      {"date_created", date_value(row.date_created)},
      {"date_updated", date_value(row.date_updated)},
      {"subresource_uris", {{Kind::entries, context.uri(path + std::string(Kind::entries_path))}}},
      {"uri", context.uri(path)},
  };
}

template <class Kind>
Answer answer(const Context& context, const typename Kind::Row& row, int status) {
  return {status, to_json<Kind>(context, row), Kind::names.element, ""};
}

template <class Kind>
Result<void> read_name(Form& form, std::string& name) {
  if (const std::string* given = form.find("FriendlyName")) name = *given;
  if (name.empty()) return Error{Kind::bad_name, "FriendlyName is required"};
  if (name.size() > Kind::max_name) return Error{Kind::bad_name, "FriendlyName is too long"};
  return {};
}

template <class Kind>
Task<Result<Answer>> save(Context& context, typename Kind::Row row, int status) {
  row.date_updated = context.now();
  const auto saved = co_await Kind::rows(context).save(row);
  if (!saved) co_return saved.error();
  co_return answer<Kind>(context, row, status);
}

template <class Kind>
Task<Result<Answer>> fetch_list(Context& context) {
  const auto row = co_await find_row(context, Kind::rows(context), context.sids.front());
  if (!row) co_return row.error();
  co_return answer<Kind>(context, *row, 200);
}

template <class Kind>
Task<Result<Answer>> create_list(Context& context) {
  typename Kind::Row row;
  if (const auto read = read_name<Kind>(context.form, row.friendly_name); !read) co_return read.error();
  row.sid = make_sid(std::string(Kind::prefix));
  row.account_sid = context.account.sid;
  row.date_created = context.now();
  Result<Answer> out = co_await save<Kind>(context, std::move(row), 201);
  co_return out;
}

template <class Kind>
Task<Result<Answer>> update_list(Context& context) {
  auto row = co_await find_row(context, Kind::rows(context), context.sids.front());
  if (!row) co_return row.error();
  if (const auto read = read_name<Kind>(context.form, row->friendly_name); !read) co_return read.error();
  Result<Answer> out = co_await save<Kind>(context, std::move(*row), 200);
  co_return out;
}

template <class Kind>
Task<Result<Answer>> remove_list(Context& context) {
  const std::string& sid = context.sids.front();
  const auto mappings = co_await context.store.sip_mappings().list(context.account.sid, {.list_sid = sid}, {.size = 1});
  if (!mappings) co_return mappings.error();
  if (!mappings->rows.empty()) co_return Error{Kind::mapped, "The list is mapped to a SIP domain"};
  Result<Answer> out = co_await remove_row(context, Kind::rows(context), sid);
  co_return out;
}

}  // namespace

namespace credential_lists {
Task<Result<Answer>> list(Context& context) {
  return list_rows(context, CredentialLists::rows(context), store::SipCredentialListFilter(), CredentialLists::names,
                   to_json<CredentialLists>);
}
Task<Result<Answer>> fetch(Context& context) {
  return fetch_list<CredentialLists>(context);
}
Task<Result<Answer>> create(Context& context) {
  return create_list<CredentialLists>(context);
}
Task<Result<Answer>> update(Context& context) {
  return update_list<CredentialLists>(context);
}
Task<Result<Answer>> remove(Context& context) {
  return remove_list<CredentialLists>(context);
}
}  // namespace credential_lists

namespace ip_access_control_lists {
Task<Result<Answer>> list(Context& context) {
  return list_rows(context, IpLists::rows(context), store::IpAccessControlListFilter(), IpLists::names,
                   to_json<IpLists>);
}
Task<Result<Answer>> fetch(Context& context) {
  return fetch_list<IpLists>(context);
}
Task<Result<Answer>> create(Context& context) {
  return create_list<IpLists>(context);
}
Task<Result<Answer>> update(Context& context) {
  return update_list<IpLists>(context);
}
Task<Result<Answer>> remove(Context& context) {
  return remove_list<IpLists>(context);
}
}  // namespace ip_access_control_lists

}  // namespace ringback::api::resource
