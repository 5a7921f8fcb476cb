#pragma once

#include <memory>
#include <vector>

#include "twiml/attributes.hpp"
#include "twiml/verb.hpp"

namespace ringback::twiml {

// The <Say>, <Play> and <Pause> in a <Gather>: what the caller hears until it answers.
class GatherPrompts {
 public:
  // Another child is left out, with a warning (13320).
  static GatherPrompts parse(const Element& gather, Warnings& warnings);

  // Fetches all files, then plays everything in order. Warnings have the numbers that they have in a <Gather>.
  Task<void> run(const Execution& on);

 private:
  std::vector<std::unique_ptr<Verb>> verbs_;
};

}  // namespace ringback::twiml
