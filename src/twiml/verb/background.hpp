#pragma once

#include "twiml/attributes.hpp"
#include "twiml/verb.hpp"

// What <Start> sets going beside the document, and <Stop> ends: a noun a file. A verb each, which takes no time.
namespace ringback::twiml {

std::unique_ptr<Verb> parse_start_recording(const Element& element, Warnings& warnings);
std::unique_ptr<Verb> parse_stop_recording(const Element& element, Warnings& warnings);

}  // namespace ringback::twiml
