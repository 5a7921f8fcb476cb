// Shows a model, the plain object below; knows no SDK. Everything that comes from outside goes in as text.
import { layout } from "./layout.js";

const statusWords = {
  offline: "Offline",
  ready: "Ready",
  incoming: "Incoming call",
  calling: "Calling",
  ringing: "Ringing",
  "in-call": "In a call",
};
const progressWords = {
  incoming: "is calling you",
  calling: "Connecting…",
  ringing: "Ringing…",
  "in-call": "Connected",
};
const shownEvents = 100;

const element = (id) => document.getElementById(id);
const twoDigits = (number) => String(number).padStart(2, "0");

export function createView() {
  element("softphone").innerHTML = layout;
  element("events-panel").open = matchMedia("(min-width: 46rem)").matches;
}

// model: {state, ownNumber, party, message, notice, muted, digits, connecting}; `message` is a failure, `notice` is not.
export function render(model) {
  document.body.dataset.state = model.state;
  for (const part of document.querySelectorAll("[data-show]")) {
    part.hidden = !part.dataset.show.split(" ").includes(model.state);
  }
  element("status").textContent = model.connecting && model.state === "offline" ? "Going online…" : statusWords[model.state];
  element("own-number").textContent = model.ownNumber || "–";
  element("party").textContent = model.party;
  element("progress").textContent = progressWords[model.state] ?? "";
  element("digits").textContent = model.digits;
  element("message").textContent = model.message;
  element("message").hidden = !model.message;
  element("notice").textContent = model.notice;
  element("notice").hidden = !model.notice;
  element("call").disabled = model.state !== "ready";
  element("mute").textContent = model.muted ? "Unmute" : "Mute";
  element("mute").setAttribute("aria-pressed", model.muted);
  element("hangup-label").textContent = model.state === "in-call" ? "Hang up" : "Cancel";
  document.title = model.state === "incoming" ? `☎ ${model.party} is calling` : "Ringback softphone";
}

// 75 is 01:15.
export function duration(seconds) {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const parts = hours ? [hours, minutes % 60, seconds % 60] : [minutes, seconds % 60];
  return parts.map(twoDigits).join(":");
}

export function showTimer(seconds) {
  element("timer").textContent = duration(seconds);
}

// Levels from 0 to 1; speech is mostly below a half, so the lower part is drawn wider.
export function showLevels(microphone, speaker) {
  for (const [id, level] of [["meter-microphone", microphone], ["meter-speaker", speaker]]) {
    const bar = element(id);
    bar.style.setProperty("--level", Math.sqrt(level));
    bar.setAttribute("aria-valuenow", Math.round(level * 100));
  }
}

function checkLine(check) {
  const line = document.createElement("li");
  line.id = `check-${check.id}`;
  line.append(check.label);
  element("checks").append(line);
  return line;
}

export function showCheck(check, outcome, error) {
  const line = element(`check-${check.id}`) ?? checkLine(check);
  line.dataset.outcome = outcome;
  line.replaceChildren(check.label);
  if (outcome !== "failed") return;
  const advice = document.createElement("p");
  advice.textContent = error.message;
  line.append(advice);
  if (!error.link) return;
  const link = document.createElement("a");
  Object.assign(link, { href: error.link, target: "_blank", rel: "noopener", textContent: `Open ${error.link}` });
  link.id = `check-${check.id}-link`;
  line.append(link);
}

export function showChecksStarted() {
  element("checks").replaceChildren();
  element("checks-summary").textContent = "Checking…";
  element("retry").hidden = true;
}

export function showChecksDone(passed) {
  element("checks-summary").textContent = passed ? "All checks passed" : "Something is missing";
  element("checks-panel").open = !passed;
  element("checks-panel").dataset.outcome = passed ? "passed" : "failed";
  element("retry").hidden = passed;
}

export function showEvent({ name, detail, at }) {
  const line = document.createElement("li");
  const time = document.createElement("time");
  time.textContent = new Date(at).toLocaleTimeString([], { hour12: false });
  line.append(time, ` ${name} `, detail === undefined ? "" : JSON.stringify(detail));
  element("events").prepend(line);
  while (element("events").childElementCount > shownEvents) element("events").lastChild.remove();
}
