// One call, incoming or outgoing. The call objects of both SDKs (Call in 2.x, Connection in 1.x) are alike enough to be
// handled as one.

const events = ["ringing", "accept", "cancel", "reject", "disconnect", "error", "mute", "warning", "warning-cleared"];

// The caller as a person reads it: `client:alice` is `alice`.
export function callerOf(sdkCall) {
  return (sdkCall.parameters?.From ?? "").replace(/^client:/, "") || "Unknown";
}

// `listener` has on(name, argument) for each event, and ringing, accepted, ended, failed, levels, muted.
export function follow(sdkCall, listener) {
  for (const name of events) sdkCall.on(name, (detail) => listener.on(name, detail));
  sdkCall.on("ringing", () => listener.ringing());
  sdkCall.on("accept", () => listener.accepted());
  sdkCall.on("error", (error) => listener.failed(error));
  sdkCall.on("mute", (muted) => listener.muted(muted));
  sdkCall.on("volume", (microphone, speaker) => listener.levels(microphone, speaker));
  for (const name of ["cancel", "reject", "disconnect"]) sdkCall.on(name, () => listener.ended());
}
