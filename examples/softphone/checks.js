// What must be true before an SDK can work, each with words on what to do if it is not. Run in order; the first failure
// stops, since the later ones would only repeat it.
import { requestToken } from "./api-server.js";

const signallingTimeout = 5000; // ms, as the SDKs wait

function openSocket(url) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    const timer = setTimeout(() => finish(reject), signallingTimeout);
    const finish = (settle) => {
      clearTimeout(timer);
      socket.close();
      settle();
    };
    socket.onopen = () => finish(resolve);
    socket.onerror = () => finish(reject);
  });
}

// A failure to be shown; `link` is an address that the person should open.
class CheckFailed extends Error {
  constructor(words, link) {
    super(words);
    this.link = link;
  }
}

function fail(words, link) {
  throw new CheckFailed(words, link);
}

function tokenFailure(error, { tokenUrl }) {
  if (!error.unreachable) fail(`The API Server refused: ${error.message}.`);
  fail(
    "The API Server can't be reached. It has the same self-made certificate as this page, on another port, and your " +
      "browser wants to be asked once more: open its address, accept the warning, and come back. If it " +
      "doesn't open, the API Server isn't running.",
    tokenUrl,
  );
}

export const checks = [
  {
    id: "secure",
    label: "Secure page",
    async run() {
      if (!window.isSecureContext) {
        fail("Browsers give the microphone to https:// pages only.", `https://${location.host}/`);
      }
    },
  },
  {
    id: "microphone",
    label: "Microphone",
    async run() {
      if (!navigator.mediaDevices?.getUserMedia) fail("This browser gives pages no microphone. Try a current one.");
      const devices = await navigator.mediaDevices.enumerateDevices();
      if (!devices.some((device) => device.kind === "audioinput")) {
        fail("No microphone is plugged in. Connect one and check again.");
      }
    },
  },
  {
    id: "sdk",
    label: "Twilio's SDK",
    async run() {
      if (!window.Twilio?.Device) fail("The server has no SDK files. Run scripts/setup there, then reload this page.");
    },
  },
  {
    id: "number",
    label: "Phone number",
    async run({ phoneNumber }) {
      if (!phoneNumber) fail("This page doesn't know its phone number. Add ?number=+81… to its address.");
    },
  },
  {
    id: "token",
    label: "Token from the API Server",
    async run(settings) {
      const issued = await requestToken(settings).catch((error) => tokenFailure(error, settings));
      return { issued };
    },
  },
  {
    id: "signalling",
    label: "Voice server",
    async run() {
      await openSocket(`wss://${location.host}/signal`).catch(() =>
        fail(`No WebSocket to wss://${location.host}/signal. Is the server running, is a proxy in between?`),
      );
    },
  },
];

// Tells each check's outcome to `report(check, "running" | "passed" | "failed", error)`. Resolves to what the checks
// found, `{issued}`, or to null once one has failed.
export async function runChecks(settings, report) {
  const found = {};
  for (const check of checks) {
    report(check, "running");
    try {
      Object.assign(found, await check.run(settings));
      report(check, "passed");
    } catch (error) {
      report(check, "failed", error);
      return null;
    }
  }
  return found;
}
