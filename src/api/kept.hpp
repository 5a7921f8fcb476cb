#pragma once

#include <boost/json/object.hpp>
#include <span>
#include <string>
#include <string_view>

#include "api/form.hpp"

namespace ringback::api {

// A parameter of the product that does nothing here: it is checked, kept and told as it came.
struct KeptField {
  enum class Kind { text, url, method, flag };
  std::string_view parameter;
  std::string_view member;  // of the resource
  Kind kind = Kind::text;
};

// Takes over those that came into `kept`, a form. Empty clears. Fails as read_url and read_method.
Result<void> read_kept(Form& form, std::span<const KeptField> fields, std::string& kept);

// Sets the members of what is kept; others stay as they are.
void tell_kept(boost::json::object& body, std::span<const KeptField> fields, const std::string& kept);

}  // namespace ringback::api
