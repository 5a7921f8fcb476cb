import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { EventLog } from './event_log.js';
import { writeBeeps } from './tone.js';

// Services of the browser's own that ask its maker: clock, hints, form filling.
const FEATURES_OFF = [
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'OptimizationHintsFetching',
  'OptimizationGuideModelDownloading',
  'OptimizationTargetPrediction',
  'AutofillServerCommunication',
  'MediaRouter',
  'Translate',
  'HttpsUpgrades',
];

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-component-extensions-with-background-pages',
  '--disable-extensions',
  '--disable-sync',
  // Its sign-in and its updater would ask their maker.
  '--gaia-url=https://127.0.0.1:9',
  '--component-updater=url-source=https://127.0.0.1:9/',
  '--optimization-guide-service-get-models-url=https://127.0.0.1:9/',
  '--optimization-guide-service-get-hints-url=https://127.0.0.1:9/',
  '--allow-loopback-in-peer-connection',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--ignore-certificate-errors',
  `--disable-features=${FEATURES_OFF.join()}`,
];

// A headless Chromium whose microphone beeps at `frequency`. `hosts` are names that lead to another `host:port`; if there
// are any, no other name leads anywhere.
export class Chromium {
  static async start(folder, { frequency = 1000, hosts = {} } = {}) {
    fs.mkdirSync(folder, { recursive: true });
    const beeps = path.join(folder, 'beeps.wav');
    const netLog = path.join(folder, 'net_log.json');
    writeBeeps(beeps, frequency, 30);
    const args = [...ARGUMENTS, `--use-file-for-fake-audio-capture=${beeps}`, `--log-net-log=${netLog}`];
    const rules = Object.entries(hosts).map(([name, target]) => `MAP ${name} ${target}`);
    if (rules.length) args.push(`--host-resolver-rules=${[...rules, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join()}`);
    const context = await chromium.launchPersistentContext(path.join(folder, 'profile'), {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args,
      ignoreHTTPSErrors: true,
    });
    return new Chromium(context, netLog);
  }

  constructor(context, netLog) {
    this.context = context;
    this.netLog = netLog;
  }

  // A page on a release of the SDKs by its name in ./releases.js, with window.phone of ./page/phone.js.
  // `query` is more of its address.
  async phone(server, sdk, query = {}) {
    const phone = new BrowserPhone(await this.context.newPage(), sdk);
    await phone.open(`${server.url}/kit/index.html?${new URLSearchParams({ sdk, ...query })}`);
    return phone;
  }

  // What the browser itself believes of its network, and tells its pages.
  async setOffline(offline) {
    await this.context.setOffline(offline);
  }

  async stop() {
    await this.context.close();
  }

  // Every host that this browser asked for anything, its own services included. After `stop`.
  hostsAsked() {
    const text = fs.readFileSync(this.netLog, 'utf8');
    const urls = text.matchAll(/"url":"(?:https?|wss?):\/\/([^/":]+)/g);
    return new Set(Array.from(urls, (match) => match[1]));
  }
}

export class BrowserPhone {
  constructor(page, sdk) {
    this.page = page;
    this.events = new EventLog(`page on ${sdk}`);
    this.faults = [];
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('websocket', (socket) => this.#follow(socket));
  }

  // What goes over its WebSocket, as events `sent.invite`, `received.answer` and so on, without the heartbeat.
  #follow(socket) {
    this.events.add({ type: 'socket', detail: socket.url() });
    const report = (direction) => (frame) => {
      if (frame.payload === '\n') return;
      const { type, payload } = JSON.parse(frame.payload);
      this.events.add({ type: `${direction}.${type}`, detail: payload });
    };
    socket.on('framesent', report('sent'));
    socket.on('framereceived', report('received'));
  }

  async open(url) {
    await this.page.exposeFunction('report', (event) => this.events.add(event));
    await this.page.goto(url);
    await this.next('page.loaded');
  }

  next(type, milliseconds) {
    return this.events.next(type, (event) => event.type === type, milliseconds);
  }
  has(type) {
    return this.events.find((event) => event.type === type) !== undefined;
  }
  forget() {
    this.events.events.length = 0;
  }

  #ask(method, ...values) {
    return this.page.evaluate(([name, given]) => window.phone[name](...given), [method, values]);
  }
  setup(token, options = {}) {
    return this.#ask('setup', token, options);
  }
  async register(token, options = {}) {
    await this.setup(token, options);
    await this.next('device.registered');
  }
  updateToken(token) {
    return this.#ask('updateToken', token);
  }
  connect(params) {
    return this.#ask('connect', params);
  }
  accept() {
    return this.#ask('accept');
  }
  reject() {
    return this.#ask('reject');
  }
  hangUp() {
    return this.#ask('hangUp');
  }
  sendDigits(digits) {
    return this.#ask('sendDigits', digits);
  }
  mute(muted) {
    return this.#ask('mute', muted);
  }
  sendMessage(content) {
    return this.#ask('sendMessage', content);
  }
  callSid() {
    return this.#ask('callSid');
  }
  media() {
    return this.#ask('media');
  }
  async hears(frequency) {
    if (!(await this.#ask('hears', frequency))) throw new Error(`the page heard no beeps of ${frequency} Hz`);
  }
  async hearsSound() {
    if (!(await this.#ask('hearsSound'))) throw new Error('the page heard no sound');
  }
  close() {
    return this.page.close();
  }
}
