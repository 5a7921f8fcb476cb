#include "webhook/recording_parameters.hpp"

namespace ringback::webhook {

Parameters recording_parameters(const call::Facts& call, const call::RecordingFacts& recording) {
  Parameters out = {
      {"AccountSid", call.account_sid},
      recording.conference_sid.empty() ? Parameters::value_type("CallSid", call.sid)
                                       : Parameters::value_type("ConferenceSid", recording.conference_sid),
      {"ErrorCode", std::to_string(recording.error_code)},
      {"RecordingChannels", std::to_string(recording.channels)},
  };
  if (recording.over()) out.emplace_back("RecordingDuration", std::to_string(recording.duration));
  out.insert(out.end(), {
                            {"RecordingSid", recording.sid},
                            {"RecordingSource", recording.source},
                            {"RecordingStartTime", rfc2822(recording.started_ms / 1000)},
                            {"RecordingStatus", recording.status},
                            {"RecordingTrack", recording.track},
                            {"RecordingUrl", recording.url},
                        });
  return out;
}

}  // namespace ringback::webhook
