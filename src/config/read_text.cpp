#include "config/read_text.hpp"

#include <charconv>

#include "base/text.hpp"

namespace ringback::config {
namespace {

template <class Number>
Node number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return {.value = value};
}

Node item(Form::Item form, std::string_view text) {
  switch (form) {
    case Form::Item::text:
      return {.value = std::string(text)};
    case Form::Item::whole:
      return number<std::int64_t>(text);
    case Form::Item::real:
      return number<double>(text);
    case Form::Item::boolean:
      if (text == "true") return {.value = true};
      if (text == "false") return {.value = false};
      return {};
  }
  return {};
}

}  // namespace

Node read_text(const Form& form, std::string_view text) {
  if (!form.list) return item(form.item, text);
  List list;
  while (!text.empty()) {
    const auto comma = text.find(',');
    list.push_back(item(form.item, trim(text.substr(0, comma))));
    text = comma == std::string_view::npos ? "" : text.substr(comma + 1);
  }
  return {.value = std::move(list)};
}

}  // namespace ringback::config
