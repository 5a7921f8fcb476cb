#include "sip/registrar.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "sip/grammar.hpp"
#include "sip/ip_address.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {
namespace {

using std::chrono::seconds;

// RFC 3261 section 20.19: what makes no sense counts as an hour.
seconds parse_expires(std::string_view text) {
  const auto number = parse_number<std::uint32_t>(text);
  return number ? seconds(*number) : Registrar::max_expires;
}

seconds expires_of(const Message& request, const NameAddress& contact) {
  if (const std::string* own = find(contact.parameters, "expires")) return parse_expires(*own);
  const std::string* header = request.find("Expires");
  return header ? parse_expires(*header) : Registrar::max_expires;
}

// RFC 3261 section 10.3, step 7: a request that overtook a later one changes nothing.
bool outdated(const std::vector<Registrar::Binding>& bindings, std::string_view call_id, std::uint32_t sequence) {
  return std::any_of(bindings.begin(), bindings.end(),
                     [&](const auto& binding) { return binding.call_id == call_id && sequence <= binding.sequence; });
}

// The Contact's address, if it is at the host that the REGISTER came from: we connect nowhere else.
std::optional<Peer> contact_beside(const Registrar::Binding& binding) {
  const auto uri = parse_uri(binding.uri);
  const auto contact = uri ? literal_peer(*uri) : std::nullopt;
  return contact && contact->address == binding.source.address ? contact : std::nullopt;
}

}  // namespace

Message Registrar::process(const std::string& user, const Message& request, const Peer& source) {
  const auto sequence = cseq(request);
  const Binding fresh{{}, source, {}, std::string(request.value("Call-ID")), sequence ? sequence->number : 0};
  const auto contacts = request.list("Contact");
  Bindings changed = bindings(user);
  if (!contacts.empty() && outdated(changed, fresh.call_id, fresh.sequence)) return make_response(request, 500);

  if (contacts.size() == 1 && contacts.front() == "*") {
    if (request.value("Expires") != "0") return make_response(request, 400);
    changed.clear();
  } else {
    for (const auto text : contacts) {
      const auto contact = parse_name_address(text);
      // RFC 3261 section 20.10: a URI with headers stands in brackets.
      const bool bare = text.find('<') == std::string_view::npos;
      if (!contact || contact->uri.host.empty() || (bare && contact->uri.has_headers)) {
        return make_response(request, 400);
      }
      const seconds wanted = expires_of(request, *contact);
      if (wanted > seconds(0) && wanted < min_expires) {
        return make_response(request, 423).add("Min-Expires", std::to_string(min_expires.count()));
      }
      apply(changed, {contact->uri_text, std::min(wanted, max_expires)}, fresh);
    }
  }
  replace(user, changed);
  return confirm(request, changed);
}

void Registrar::replace(const std::string& user, Bindings bindings) {
  const auto found = users_.find(user);
  if (found != users_.end()) {
    for (const Binding& old : found->second) sources_.erase({old.source, user});
    users_.erase(found);
  }
  for (const Binding& binding : bindings) sources_.emplace(binding.source, user);
  if (!bindings.empty()) users_[user] = std::move(bindings);
}

void Registrar::lose_connection(const Peer& source) {
  std::vector<std::string> users;
  for (auto at = sources_.lower_bound({source, {}}); at != sources_.end() && at->first == source; ++at) {
    users.push_back(at->second);
  }
  for (const std::string& user : users) {
    Bindings changed = bindings(user);
    std::erase_if(changed,
                  [&](const Binding& binding) { return binding.source == source && !contact_beside(binding); });
    for (Binding& binding : changed) {
      if (binding.source == source) binding.source = *contact_beside(binding);
    }
    replace(user, std::move(changed));
  }
}

void Registrar::forget_expired(Bindings& bindings) const {
  std::erase_if(bindings, [&](const Binding& binding) { return binding.expires <= deadlines_.now(); });
}

void Registrar::apply(Bindings& bindings, const Wish& wish, Binding binding) const {
  std::erase_if(bindings, [&](const Binding& old) { return old.uri == wish.uri; });
  if (wish.expires == seconds(0)) return;
  if (bindings.size() >= max_bindings_) bindings.erase(bindings.begin());
  binding.uri = wish.uri;
  binding.expires = deadlines_.now() + wish.expires;
  bindings.push_back(std::move(binding));
}

Message Registrar::confirm(const Message& request, const Bindings& bindings) const {
  Message response = make_response(request, 200);
  for (const Binding& binding : bindings) {
    const auto left = std::chrono::duration_cast<seconds>(binding.expires - deadlines_.now());
    response.add("Contact", "<" + binding.uri + ">;expires=" + std::to_string(left.count()));
  }
  return response;
}

void Registrar::retain(const std::function<bool(const std::string& user)>& wanted) {
  std::erase_if(sources_, [&](const auto& entry) { return !wanted(entry.second); });
  std::erase_if(users_, [&](const auto& entry) { return !wanted(entry.first); });
}

std::vector<Registrar::Binding> Registrar::bindings(const std::string& user) const {
  const auto found = users_.find(user);
  if (found == users_.end()) return {};
  Bindings alive = found->second;
  forget_expired(alive);
  return alive;
}

bool Registrar::knows(const Peer& source) const {
  const auto alive = [&](const Binding& binding) {
    return binding.source == source && binding.expires > deadlines_.now();
  };
  for (auto at = sources_.lower_bound({source, {}}); at != sources_.end() && at->first == source; ++at) {
    const Bindings& bindings = users_.at(at->second);
    if (std::any_of(bindings.begin(), bindings.end(), alive)) return true;
  }
  return false;
}

std::size_t Registrar::size() const {
  std::size_t count = 0;
  for (const auto& [user, bindings] : users_) {
    count += static_cast<std::size_t>(std::count_if(
        bindings.begin(), bindings.end(), [&](const Binding& binding) { return binding.expires > deadlines_.now(); }));
  }
  return count;
}

}  // namespace ringback::sip
