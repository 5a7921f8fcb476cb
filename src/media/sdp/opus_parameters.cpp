#include "media/sdp/opus_parameters.hpp"

#include "base/text.hpp"
#include "media/sdp/description.hpp"

namespace ringback::media::sdp {
namespace {

constexpr std::uint32_t least_bitrate = 6000;
constexpr std::uint32_t most_bitrate = 510000;

void apply(std::string_view name, std::string_view value, EncoderOptions& options) {
  std::uint32_t number = 0;
  if (!parse_number(value, most_bitrate, number)) return;
  if (name == "maxaveragebitrate" && number >= least_bitrate) options.max_bitrate = static_cast<int>(number);
  if (name == "useinbandfec") options.error_correction = number == 1;
}

}  // namespace

EncoderOptions parse_opus_parameters(std::string_view parameters) {
  EncoderOptions options;
  while (!parameters.empty()) {
    auto value = trim(take_until(parameters, ';'));
    const auto name = lower(trim(take_until(value, '=')));
    apply(name, trim(value), options);
  }
  return options;
}

}  // namespace ringback::media::sdp
