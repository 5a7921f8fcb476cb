#pragma once

#include <memory>

#include "twiml/attributes.hpp"
#include "twiml/verb.hpp"

// One parser a verb, each in the file of its verb. What is not understood becomes a warning.
namespace ringback::twiml {

std::unique_ptr<Verb> parse_dial(const Element& element, Warnings& warnings);
std::unique_ptr<Verb> parse_echo(const Element& element, Warnings& warnings);
std::unique_ptr<Verb> parse_enqueue(const Element& element, Warnings& warnings);
std::unique_ptr<Verb> parse_gather(const Element& element, Warnings& warnings);
std::unique_ptr<Verb> parse_hangup(const Element& element, Warnings& warnings);
std::unique_ptr<Verb> parse_leave(const Element& element, Warnings& warnings);
std::unique_ptr<Verb> parse_pause(const Element& element, Warnings& warnings);
std::unique_ptr<Verb> parse_play(const Element& element, Warnings& warnings);
std::unique_ptr<Verb> parse_record(const Element& element, Warnings& warnings);
std::unique_ptr<Verb> parse_redirect(const Element& element, Warnings& warnings);
std::unique_ptr<Verb> parse_reject(const Element& element, Warnings& warnings);
std::unique_ptr<Verb> parse_say(const Element& element, Warnings& warnings);
std::unique_ptr<Verb> parse_start(const Element& element, Warnings& warnings);
std::unique_ptr<Verb> parse_stop(const Element& element, Warnings& warnings);

}  // namespace ringback::twiml
