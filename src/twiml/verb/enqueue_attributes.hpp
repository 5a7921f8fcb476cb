#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "twiml/attributes.hpp"

namespace ringback::twiml {

// Where an <Enqueue> leads, and what is heard there.
struct EnqueueAttributes {
  bool usable = true;  // false: it names no queue that this server can have, which has been said
  std::string name;
  std::optional<std::string> action;
  std::string method = "POST";
  std::optional<std::string> wait_url;  // nothing: our own music; empty: silence
  std::string wait_method = "POST";
  std::optional<std::size_t> max_size;  // of the queue from now on
};

EnqueueAttributes parse_enqueue_attributes(const Element& element, Warnings& warnings);

}  // namespace ringback::twiml
