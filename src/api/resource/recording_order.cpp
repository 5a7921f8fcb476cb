#include "api/resource/recording_order.hpp"

#include <algorithm>
#include <initializer_list>

#include "api/error.hpp"

namespace ringback::api::resource::recordings {
namespace {

// One of `allowed`, of which the first stands for none.
Result<std::string> read_choice(Form& form, std::string_view name, std::initializer_list<std::string_view> allowed) {
  const auto given = lower(form.value(name));
  if (given.empty()) return std::string(*allowed.begin());
  if (std::find(allowed.begin(), allowed.end(), given) != allowed.end()) return given;
  std::string words;
  for (const auto choice : allowed) words.append(words.empty() ? "" : " or ").append(choice);
  return invalid_parameter(name, words);
}

// The parameter again and again, or several in one, parted by blanks or commas.
Result<std::string> read_events(Form& form) {
  constexpr std::string_view name = "RecordingStatusCallbackEvent";
  std::string out;
  form.find(name);
  for (const auto& [key, value] : form.all()) {
    if (key == name) out += value + ' ';
  }
  std::replace(out.begin(), out.end(), ',', ' ');
  for (std::string_view rest = out; !rest.empty();) {
    const auto event = rest.substr(0, rest.find(' '));
    rest.remove_prefix(event.size() + 1);
    if (!event.empty() && event != "in-progress" && event != "completed" && event != "absent") {
      return invalid_parameter(name, "in-progress, completed or absent");
    }
  }
  return trim(out).empty() ? std::string("completed") : out;
}

Result<std::optional<call::Callback>> read_callback(Form& form) {
  call::Callback out;
  if (auto read = read_url(form, "RecordingStatusCallback", out.url); !read) return read.error();
  if (auto read = read_method(form, "RecordingStatusCallbackMethod", out.method); !read) return read.error();
  if (out.url.empty()) return std::optional<call::Callback>();
  return std::optional(out);
}

}  // namespace

Result<call::RecordingOrder> read_recording_order(Form& form, std::string source, std::string_view trim) {
  const auto channels = read_choice(form, "RecordingChannels", {"mono", "dual"});
  if (!channels) return channels.error();
  const auto track = read_choice(form, "RecordingTrack", {"both", "inbound", "outbound"});
  if (!track) return track.error();
  const bool trims = trim == "trim-silence";
  const auto trimmed = read_choice(form, "Trim", {trim, trims ? "do-not-trim" : "trim-silence"});
  if (!trimmed) return trimmed.error();
  const auto events = read_events(form);
  if (!events) return events.error();
  const auto callback = read_callback(form);
  if (!callback) return callback.error();
  return call::RecordingOrder{.source = std::move(source),
                              .track = *track,
                              .channels = call::RecordingOrder::channels_of(*track, *channels == "dual"),
                              .trim_silence = *trimmed == "trim-silence",
                              .callback = *callback,
                              .events = *events};
}

}  // namespace ringback::api::resource::recordings
