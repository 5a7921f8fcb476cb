#include "sip/message.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sip/grammar.hpp"
#include "sip/uri.hpp"
#include "sip/via.hpp"

namespace ringback::sip {
namespace {

constexpr std::size_t max_line = 8192;  // as read, and as written again
constexpr std::size_t max_method = 64;
constexpr std::uint32_t max_cseq = 0x7fffffff;  // RFC 3261 section 8.1.1.5

struct Compact {
  char letter;
  std::string_view name;
};
// RFC 3261 section 7.3.3 and the extensions' own.
constexpr std::array compact_forms = {
    Compact{'a', "Accept-Contact"},
    Compact{'b', "Referred-By"},
    Compact{'c', "Content-Type"},
    Compact{'d', "Request-Disposition"},
    Compact{'e', "Content-Encoding"},
    Compact{'f', "From"},
    Compact{'i', "Call-ID"},
    Compact{'j', "Reject-Contact"},
    Compact{'k', "Supported"},
    Compact{'l', "Content-Length"},
    Compact{'m', "Contact"},
    Compact{'n', "Identity-Info"},
    Compact{'o', "Event"},
    Compact{'r', "Refer-To"},
    Compact{'s', "Subject"},
    Compact{'t', "To"},
    Compact{'u', "Allow-Events"},
    Compact{'v', "Via"},
    Compact{'x', "Session-Expires"},
    Compact{'y', "Identity"},
};

std::string_view long_name(std::string_view name) {
  if (name.size() != 1) return name;
  const char letter = static_cast<char>(name.front() | 0x20);
  const auto found =
      std::find_if(compact_forms.begin(), compact_forms.end(), [&](const auto& form) { return form.letter == letter; });
  return found == compact_forms.end() ? name : found->name;
}

Error malformed(std::string words) {
  return Error{400, std::move(words)};
}

// Takes the next line, without its end, off `rest`; nothing if no line end is left.
std::optional<std::string_view> take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  auto line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool parse_status_line(std::string_view line, Message& message) {
  const auto blank = line.find(' ');
  if (blank == std::string_view::npos) return false;
  message.version = line.substr(0, blank);
  const auto status = parse_number<int>(line.substr(blank + 1, 3));
  const auto after = line.substr(std::min(line.size(), blank + 4));
  if (!status || *status < 100 || *status > 699 || (!after.empty() && after.front() != ' ')) return false;
  message.status = *status;
  message.reason = trim(after);
  return true;
}

// Blanks that should not be there stay in the URI and the version, for `defect` to see (RFC 4475 section 3.1.2.8).
bool parse_request_line(std::string_view line, Message& message) {
  const auto first = line.find(' ');
  const auto last = line.substr(0, line.find_last_not_of(' ') + 1).rfind(' ');
  if (first == std::string_view::npos || last == std::string_view::npos || first == last) return false;
  message.method = line.substr(0, first);
  message.request_uri = line.substr(first + 1, last - first - 1);
  message.version = line.substr(last + 1);
  return is_token(message.method) && message.method.size() <= max_method && !trim(message.request_uri).empty();
}

bool parse_start_line(std::string_view line, Message& message) {
  if (line.size() > max_line || line.find('\r') != std::string_view::npos) return false;
  return iequals(line.substr(0, 4), "SIP/") ? parse_status_line(line, message) : parse_request_line(line, message);
}

bool fits_a_line(const Header& header) {
  return header.name.size() + std::string_view(": ").size() + header.value.size() <= max_line;
}

bool parse_header(std::string_view line, Message& message) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  const auto name = trim(line.substr(0, colon));
  if (!is_token(name)) return false;
  message.headers.push_back({std::string(long_name(name)), std::string(trim(line.substr(colon + 1)))});
  return fits_a_line(message.headers.back());
}

// RFC 3261 section 7.3.1: a line that starts with white space goes on with the header before it, as if after one blank.
bool unfold(std::string_view line, Message& message) {
  if (message.headers.empty()) return false;
  Header& header = message.headers.back();
  const auto more = trim(line);
  if (!header.value.empty() && !more.empty()) header.value += ' ';
  header.value += more;
  return fits_a_line(header);
}

std::optional<Error> parse_headers(std::string_view& rest, Message& message, std::size_t max_headers) {
  while (const auto line = take_line(rest)) {
    if (line->empty()) return std::nullopt;
    if (line->size() > max_line || line->find('\r') != std::string_view::npos) return malformed("a bad header line");
    const bool folded = line->front() == ' ' || line->front() == '\t';
    if (folded ? !unfold(*line, message) : !parse_header(*line, message)) return malformed("a bad header line");
    if (message.headers.size() > max_headers) return malformed("too many headers");
  }
  return malformed("no end of the headers");
}

// A URI of a scheme that we don't know is no fault of its form.
bool sound_request_uri(std::string_view text) {
  if (text.find_first_of(" \t<>\"") != std::string_view::npos) return false;
  const std::string scheme = lower(text.substr(0, text.find(':')));
  if (scheme != "sip" && scheme != "sips" && scheme != "tel") return true;
  const auto uri = parse_uri(text);
  return uri && !uri->has_headers;  // RFC 3261 section 19.1.1
}

// `a,,b` and `a,`
bool has_empty_element(std::string_view text) {
  for (;;) {
    const auto comma = find_outside(text, ',');
    if (trim(text.substr(0, comma)).empty()) return true;
    if (comma == std::string_view::npos) return false;
    text.remove_prefix(comma + 1);
  }
}

bool sound_vias(const Message& message) {
  const auto empty = [](const Header& header) {
    return iequals(header.name, "Via") && has_empty_element(header.value);
  };
  return top_via(message) && std::none_of(message.headers.begin(), message.headers.end(), empty);
}

bool content_length_fits(const Message& message) {
  const std::string* value = message.find("Content-Length");
  return !value || parse_number<std::size_t>(*value) == message.body.size();
}

std::size_t count(const Message& message, std::string_view name) {
  const auto is_named = [&](const Header& header) { return iequals(header.name, name); };
  return static_cast<std::size_t>(std::count_if(message.headers.begin(), message.headers.end(), is_named));
}

}  // namespace

const std::string* Message::find(std::string_view name) const {
  for (const Header& header : headers) {
    if (iequals(header.name, name)) return &header.value;
  }
  return nullptr;
}

std::string_view Message::value(std::string_view name) const {
  const std::string* found = find(name);
  return found ? std::string_view(*found) : std::string_view{};
}

std::vector<std::string_view> Message::list(std::string_view name) const {
  std::vector<std::string_view> out;
  for (const Header& header : headers) {
    if (!iequals(header.name, name)) continue;
    const auto elements = split_outside(header.value, ',');
    out.insert(out.end(), elements.begin(), elements.end());
  }
  return out;
}

Message& Message::add(std::string_view name, std::string_view value) {
  headers.push_back({std::string(name), std::string(value)});
  return *this;
}

Message& Message::set(std::string_view name, std::string_view value) {
  const auto named = [&](const Header& header) { return iequals(header.name, name); };
  const auto first = std::find_if(headers.begin(), headers.end(), named);
  if (first == headers.end()) return add(name, value);
  first->value = value;
  headers.erase(std::remove_if(first + 1, headers.end(), named), headers.end());
  return *this;
}

void Message::remove(std::string_view name) {
  std::erase_if(headers, [&](const Header& header) { return iequals(header.name, name); });
}

Message& Message::set_body(std::string_view content_type, std::string_view content) {
  body = content;
  return set("Content-Type", content_type);
}

std::string Message::serialise() const {
  std::string out;
  out.reserve(512 + body.size());
  if (is_request()) {
    ((((out += method) += ' ') += request_uri) += ' ') += version;
  } else {
    ((((out += version) += ' ') += std::to_string(status)) += ' ') += reason;
  }
  out += "\r\n";
  for (const Header& header : headers) {
    if (iequals(header.name, "Content-Length")) continue;
    (((out += header.name) += ": ") += header.value) += "\r\n";
  }
  (((out += "Content-Length: ") += std::to_string(body.size())) += "\r\n\r\n") += body;
  return out;
}

Result<Message> parse_message(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.message_bytes) return malformed("a message that is too long");
  // RFC 3261 section 7.5: line ends before the start line mean nothing.
  bytes.remove_prefix(std::min(bytes.find_first_not_of("\r\n"), bytes.size()));
  Message message;
  message.wire_bytes = bytes.size();
  const auto line = take_line(bytes);
  if (!line || !parse_start_line(*line, message)) return malformed("a bad start line");
  if (auto error = parse_headers(bytes, message, limits.headers)) return *std::move(error);
  // RFC 3261 section 18.3: what follows the body in a datagram is thrown away.
  const auto length = parse_number<std::size_t>(message.value("Content-Length"));
  message.body = bytes.substr(0, length.value_or(bytes.size()));
  return message;
}

std::optional<Error> defect(const Message& message) {
  if (trim(message.version) != message.version) return malformed("Bad Request-Line");
  if (!iequals(message.version, "SIP/2.0")) return Error{505, "Version Not Supported"};
  for (const std::string_view name : {"From", "To", "Call-ID", "CSeq"}) {
    if (count(message, name) != 1) return malformed("Missing or repeated " + std::string(name));
  }
  const auto sequence = cseq(message);
  if (!sequence) return malformed("Bad CSeq");
  if (message.is_request() && sequence->method != message.method) return malformed("CSeq of another method");
  if (message.value("Call-ID").empty()) return malformed("Bad Call-ID");
  if (!parse_name_address(message.value("From"))) return malformed("Bad From");
  if (!parse_name_address(message.value("To"))) return malformed("Bad To");
  if (!sound_vias(message)) return malformed("Bad Via");
  if (message.is_request() && !sound_request_uri(message.request_uri)) return malformed("Bad Request-URI");
  if (count(message, "Content-Length") > 1 || !content_length_fits(message)) return malformed("Bad Content-Length");
  return std::nullopt;
}

std::optional<CSeq> cseq(const Message& message) {
  const auto value = message.value("CSeq");
  const auto blank = value.find_first_of(" \t");
  if (blank == std::string_view::npos) return std::nullopt;
  const auto number = parse_number<std::uint32_t>(value.substr(0, blank));
  const auto method = trim(value.substr(blank));
  if (!number || *number > max_cseq || !is_token(method)) return std::nullopt;
  return CSeq{*number, std::string(method)};
}

std::string tag(const Message& message, std::string_view header) {
  const auto parsed = parse_name_address(message.value(header));
  if (!parsed) return {};
  const std::string* found = find(parsed->parameters, "tag");
  return found ? *found : std::string{};
}

Message make_response(const Message& request, int status) {
  Message response;
  response.status = status;
  response.reason = reason_phrase(status);
  for (const Header& header : request.headers) {
    for (const std::string_view name : {"Via", "From", "To", "Call-ID", "CSeq"}) {
      if (iequals(header.name, name)) response.headers.push_back(header);
    }
  }
  return response;
}

}  // namespace ringback::sip
