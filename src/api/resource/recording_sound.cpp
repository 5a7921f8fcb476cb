#include "api/resource/recording_sound.hpp"

#include <array>
#include <filesystem>

#include "api/error.hpp"
#include "base/log.hpp"
#include "base/workers.hpp"
#include "call/recording.hpp"
#include "media/sound/recording_copy.hpp"

namespace ringback::api::resource::recordings {
namespace {

namespace fs = std::filesystem;
using media::RecordingCopy;

// Beside the recording's own: `RE….mono.mp3`.
std::string file_of(const std::string& original, RecordingCopy copy) {
  if (!copy.mp3 && !copy.one_channel) return original;
  return original.substr(0, original.size() - 4) + (copy.one_channel ? ".mono" : "") + (copy.mp3 ? ".mp3" : ".wav");
}

constexpr std::array<RecordingCopy, 4> forms = {{{false, false}, {true, false}, {false, true}, {true, true}}};

Result<RecordingCopy> read_form_of(Context& context, const store::Recording& row) {
  RecordingCopy copy{.mp3 = context.path.format == Format::mp3};
  const auto wanted = context.form.value("RequestedChannels");
  if (wanted.empty()) {
    // A conference is heard as one unless both channels are asked for.
    copy.one_channel = !row.conference_sid.empty() && row.channels == 2;
    return copy;
  }
  if (wanted != "1" && wanted != "2") return invalid_parameter("RequestedChannels", "1 or 2");
  if (wanted == "2" && row.channels != 2) return Error{16113, "The recording has one channel"};
  copy.one_channel = wanted == "1" && row.channels == 2;
  return copy;
}

// On a worker.
Result<void> provide(const std::string& original, RecordingCopy copy, const std::stop_token& stop) {
  std::error_code error;
  if (!fs::exists(original, error)) return Error{20404, "no sound"};
  const auto file = file_of(original, copy);
  if (fs::exists(file, error)) return {};
  const auto made = media::copy_recording(original, file, copy, stop);
  if (!made) return Error{20500, made.error().message};
  return {};
}

}  // namespace

Task<Result<Answer>> sound_of(Context& context, store::Recording row) {
  const auto copy = read_form_of(context, row);
  if (!copy) co_return copy.error();
  const bool download = context.form.flag("Download");
  if (row.status != "completed") co_return not_found(context.path.text);
  const auto original = context.live.recordings.file(row.sid);
  std::function<Result<void>(std::stop_token)> work = [original, form = *copy](const std::stop_token& stop) {
    return provide(original, form, stop);
  };
  const auto provided = co_await context.live.files.run<void>(std::move(work));
  if (!provided && provided.error().code == 20404) co_return not_found(context.path.text);
  if (!provided) co_return provided.error();

  http::Response response;
  response.file = file_of(original, *copy);
  response.headers = {{"Content-Type", copy->mp3 ? "audio/mpeg" : "audio/x-wav"}, {"Cache-Control", "private"}};
  if (download) {
    const auto name = row.sid + (copy->mp3 ? ".mp3" : ".wav");
    response.headers.emplace_back("Content-Disposition", "attachment; filename=" + name);
  }
  Answer answer;
  answer.sound = std::move(response);
  co_return answer;
}

Task<void> remove_sound(Context& context, store::Recording row) {
  const auto original = context.live.recordings.file(row.sid);
  std::function<Result<void>(std::stop_token)> work = [original](const std::stop_token&) -> Result<void> {
    std::error_code error;
    for (const auto form : forms) fs::remove(file_of(original, form), error);
    return {};
  };
  const auto removed = co_await context.live.files.run<void>(std::move(work));
  if (!removed) log::error("a recording's sound is still there", {{"recording_sid", row.sid}});
}

}  // namespace ringback::api::resource::recordings
