#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "twiml/element.hpp"

namespace ringback::twiml {

// Something in a document that was not taken as it stands: Twilio's code and words.
struct Warning {
  int code = 0;
  std::string text;
  bool error = false;  // Twilio counts it as an error
};
using Warnings = std::vector<Warning>;

// Reads the attributes of one element. A bad value is a warning, and the default is used; `finish` warns (12200) of
// the attributes that nobody asked for.
class Attributes {
 public:
  struct Range {
    int minimum;
    int maximum;
  };

  Attributes(const Element& element, Warnings& warnings) : element_(element), warnings_(warnings) {}

  std::optional<std::string> text(std::string_view name);
  // Nothing for a value that `known` doesn't know, too.
  std::optional<std::string> text(std::string_view name, bool (*known)(std::string_view), int code);
  int integer(std::string_view name, int otherwise, Range range, int code);
  bool boolean(std::string_view name, bool otherwise, int code);
  // Known, but nothing comes of it here; the application is told (12200).
  void without_effect(std::string_view name);
  // GET or POST, in any case.
  std::string method(std::string_view name, int code);
  void finish();

 private:
  void warn(int code, std::string_view name, const std::string& value);

  const Element& element_;
  Warnings& warnings_;
  std::set<std::string, std::less<>> asked_;
};

// Warns (12200) of each child of an element that takes none.
void refuse_children(const Element& element, Warnings& warnings);

}  // namespace ringback::twiml
