// The phone: joins settings, checks, an SDK's adapter and the view. States: offline, ready, incoming, calling, ringing,
// in-call; document.body.dataset.state always says which.
import { requestTestCall, requestToken } from "./api-server.js";
import { callerOf, follow } from "./call.js";
import { runChecks } from "./checks.js";
import { createEventLog } from "./event-log.js";
import { loadSettings } from "./settings.js";
import {
  createView, duration, render, showCheck, showChecksDone, showChecksStarted, showEvent, showLevels, showTimer,
} from "./view.js";
import { errorCode, errorInWords } from "./words.js";

const digitKeys = "0123456789*#";
const refreshShare = 0.9; // of a token's lifetime
const shortestRefresh = 10000; // ms
const expiredCodes = [20104, 31205];

// The SDK's option for each of the server's sounds.
const soundFiles = {
  incoming: "incoming", outgoing: "outgoing", disconnect: "disconnect", dtmfs: "dtmf-star", dtmfh: "dtmf-hash",
  ...Object.fromEntries([..."0123456789"].map((digit) => [`dtmf${digit}`, `dtmf-${digit}`])),
};

function sdkOptions() {
  const soundUrl = (file) => new URL(`/js/client/sounds/releases/1.0.0/${file}.mp3`, location.href).href;
  return {
    chunderw: location.host,
    sounds: Object.fromEntries(Object.entries(soundFiles).map(([name, file]) => [name, soundUrl(file)])),
    publishEvents: false, // otherwise the SDK reports each call to its maker
  };
}

class Softphone {
  constructor(adapter) {
    this.adapter = adapter;
    this.log = createEventLog(showEvent);
    this.model = {
      state: "offline", ownNumber: "", party: "", message: "", notice: "", muted: false, digits: "", connecting: true,
    };
    this.registered = false;
    this.call = null; // the SDK's object, from the moment there is one
  }

  get events() {
    return this.log.events;
  }
  get state() {
    return this.model.state;
  }

  update(changes) {
    Object.assign(this.model, changes);
    render(this.model);
  }

  async start() {
    this.settings = await loadSettings();
    this.update({ ownNumber: this.settings.phoneNumber });
    document.getElementById("number").value = this.settings.demoPhoneNumber;
    await this.goOnline();
  }

  // Checks everything, then registers. Safe to repeat while it has not succeeded.
  async goOnline() {
    if (this.device || this.checking) return;
    this.checking = true;
    showChecksStarted();
    this.update({ connecting: true, message: "" });
    const found = await runChecks(this.settings, showCheck);
    showChecksDone(found !== null);
    this.checking = false;
    if (!found) return this.update({ connecting: false });
    this.scheduleRefresh(found.issued.expiresIn);
    try {
      this.device = await this.adapter.open(found.issued.token, sdkOptions(), this.deviceListener());
    } catch (error) {
      this.failed(error);
    }
  }

  deviceListener() {
    return {
      on: (name, detail) => this.log.record(`device.${name}`, detail),
      ready: () => this.setRegistered(true),
      offline: () => this.setRegistered(false),
      failed: (error) => this.deviceFailed(error),
      incoming: (call) => this.incoming(call),
      tokenExpiring: () => this.refreshToken(),
    };
  }

  setRegistered(registered) {
    this.registered = registered;
    if (this.state === "offline" || this.state === "ready") {
      this.update({ state: registered ? "ready" : "offline", connecting: false, ...(registered && { message: "" }) });
    }
  }

  // A computer that slept finds its token expired. Not again and again, should the clocks disagree.
  deviceFailed(error) {
    this.failed(error);
    const due = Date.now() - this.refreshedAt > shortestRefresh;
    if (expiredCodes.includes(errorCode(error)) && due) this.refreshToken();
  }

  failed(error) {
    this.update({ message: errorInWords(error), connecting: false });
  }

  scheduleRefresh(expiresIn) {
    this.refreshedAt = Date.now();
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(() => this.refreshToken(), expiresIn * refreshShare * 1000);
  }

  async refreshToken() {
    try {
      const { token, expiresIn } = await requestToken(this.settings);
      this.scheduleRefresh(expiresIn);
      this.device.updateToken(token);
      this.update({ message: "" });
    } catch (error) {
      this.update({ message: `No new token: ${error.message}.` });
    }
  }

  incoming(call) {
    this.hangUpWanted = false;
    this.begin(call, { state: "incoming", party: callerOf(call) });
    document.getElementById("accept").focus();
    navigator.vibrate?.([300, 200, 300]);
  }

  async dial(number) {
    this.hangUpWanted = false;
    this.update({ state: "calling", party: number, message: "", notice: "", digits: "", muted: false });
    const params = { callerPhoneNumber: this.settings.phoneNumber, callOutgoingPhoneNumber: number };
    try {
      const call = await this.device.connect(params);
      this.begin(call, {});
      if (this.hangUpWanted) call.disconnect(); // was pressed while the browser asked for the microphone
    } catch (error) {
      this.failed(error);
      this.ended();
    }
  }

  begin(call, changes) {
    this.call = call;
    this.update({ message: "", notice: "", digits: "", muted: false, ...changes });
    const current = (action) => (...values) => this.call === call && action(...values);
    follow(call, {
      on: (name, detail) => this.log.record(`call.${name}`, detail),
      ringing: current(() => this.update({ state: "ringing" })),
      accepted: current(() => this.accepted()),
      ended: current(() => this.ended()),
      failed: current((error) => this.failed(error)),
      muted: current((muted) => this.update({ muted })),
      levels: current(showLevels),
    });
  }

  accepted() {
    this.answeredAt = Date.now();
    showTimer(0);
    this.timer = setInterval(() => showTimer(this.secondsTalked()), 500);
    this.update({ state: "in-call" });
  }

  secondsTalked() {
    return Math.floor((Date.now() - this.answeredAt) / 1000);
  }

  // How the call ended, unless the person did it or an error has said it.
  lastWords() {
    if (this.state === "in-call") return `The call ended after ${duration(this.secondsTalked())}.`;
    if (this.hangUpWanted || this.model.message) return "";
    if (this.state === "incoming") return `${this.model.party} stopped calling, or another device answered.`;
    return "Nobody answered, or the number can't be reached.";
  }

  ended() {
    clearInterval(this.timer);
    const notice = this.lastWords();
    this.call = null;
    showLevels(0, 0);
    this.update({ state: this.registered ? "ready" : "offline", notice, party: "", digits: "", muted: false });
  }

  reject() {
    this.hangUpWanted = true;
    this.call?.reject();
  }

  hangUp() {
    this.hangUpWanted = true;
    this.call?.disconnect();
  }

  press(digit) {
    if (this.state === "in-call") {
      this.call.sendDigits(digit);
      this.update({ digits: this.model.digits + digit });
    } else {
      document.getElementById("number").value += digit;
    }
  }

  async callMeFromTestPhone() {
    this.update({ message: "", notice: "" });
    try {
      await requestTestCall(this.settings);
    } catch (error) {
      this.update({ message: `The test phone can't call: ${error.message}.` });
    }
  }
}

function listen(phone) {
  const on = (id, event, action) => document.getElementById(id).addEventListener(event, action);
  on("dial-form", "submit", (event) => {
    event.preventDefault();
    const number = document.getElementById("number").value.trim();
    if (phone.state === "ready" && number) phone.dial(number);
  });
  on("keypad", "click", (event) => {
    const digit = event.target.closest("[data-digit]")?.dataset.digit;
    if (digit) phone.press(digit);
  });
  on("accept", "click", () => phone.call?.accept());
  on("reject", "click", () => phone.reject());
  on("hangup", "click", () => phone.hangUp());
  on("mute", "click", () => phone.call?.mute(!phone.call.isMuted()));
  on("test-call", "click", () => phone.callMeFromTestPhone());
  on("retry", "click", () => phone.goOnline());
  document.addEventListener("keydown", (event) => {
    if (phone.state === "in-call" && digitKeys.includes(event.key)) phone.press(event.key);
  });
  // Back from the tab in which the certificate was accepted.
  window.addEventListener("focus", () => !document.getElementById("retry").hidden && phone.goOnline());
}

export async function startSoftphone(adapter) {
  createView();
  const phone = new Softphone(adapter);
  window.softphone = phone; // for tests and for the curious: .state, .events, .device.sdkDevice, .call
  phone.update({});
  listen(phone);
  await phone.start();
}
