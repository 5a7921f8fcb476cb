#include "api/kept.hpp"

#include "api/value.hpp"

namespace ringback::api {
namespace {

Result<std::string> read(Form& form, const KeptField& field) {
  std::string value = form.value(field.parameter);
  Result<void> checked;
  if (field.kind == KeptField::Kind::url) checked = read_url(form, field.parameter, value);
  if (field.kind == KeptField::Kind::method && !value.empty()) checked = read_method(form, field.parameter, value);
  if (!checked) return checked.error();
  if (field.kind == KeptField::Kind::flag) return std::string(form.flag(field.parameter) ? "true" : "");
  return value;
}

}  // namespace

Result<void> read_kept(Form& form, std::span<const KeptField> fields, std::string& kept) {
  Parameters all = form_decode(kept);
  for (const KeptField& field : fields) {
    if (!form.find(field.parameter)) continue;
    auto value = read(form, field);
    if (!value) return value.error();
    std::erase_if(all, [&](const auto& each) { return each.first == field.member; });
    if (!value->empty()) all.emplace_back(field.member, std::move(*value));
  }
  kept = form_encode(all);
  return {};
}

void tell_kept(boost::json::object& body, std::span<const KeptField> fields, const std::string& kept) {
  const Parameters all = form_decode(kept);
  for (const KeptField& field : fields) {
    const std::string* value = find(all, field.member);
    if (!value) continue;
    body[field.member] = field.kind == KeptField::Kind::flag ? boost::json::value(true) : text_value(*value);
  }
}

}  // namespace ringback::api
