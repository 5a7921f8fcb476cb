import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import twilio from 'twilio';
import { Child } from './child.js';
import { freeTcpPort, freeUdpBlock, freeUdpPort } from './ports.js';
import { RELEASES } from './releases.js';
import { restByCurl, restByLibrary } from './rest_client.js';
import { writeBeeps } from './tone.js';
import { until } from './until.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const BUILD = path.join(ROOT, 'build/asan');
export const RINGBACK = process.env.RINGBACK ?? path.join(BUILD, 'ringback');
const API_SERVER = process.env.RINGBACK_API_SERVER ?? path.join(BUILD, 'examples/api-server/ringback-api-server');
const MODULES = fileURLToPath(new URL('../node_modules/', import.meta.url));

export const NUMBER = '+815031234567'; // the Twilio phone number
export const CLIENT = 'DeviceId_0001'; // the Client Name
export const PHONE = '+819059876543'; // the external phone
export const OTHER_PHONE = '+819059876544';
export const FOREIGN_NUMBER = '+815099999999'; // of nobody here
export const TRUNK_ADDRESS = '127.0.0.2';
const PHONES = { phone: PHONE, other: OTHER_PHONE, third: '+819059876545' };
const PASSWORD = 'password-of-the-test';

// TOML writes texts, numbers, truth and lists as JSON does.
const lines = (keys) => Object.entries(keys).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`).join('');
const table = (name, keys) => `[[${name}]]\n${lines(keys)}`;

// The trunk of most tests is there for one call only, and would take OPTIONS for it.
const QUIET = { options_interval: '0s' };

const theTrunk = (ports) => ({ name: 'carrier', address: TRUNK_ADDRESS, proxy: `${TRUNK_ADDRESS}:${ports.trunk}` });

function configuration(folder, ports, options = {}) {
  const { drain = '0s', ipv6 = false, trunks, sip, recognition, bucket, store, api, logLevel = 'debug', rtpPorts, numbers = [] } = options;
  return `default_region = "JP"
data_dir = "${folder}/data"
log_level = "${logLevel}"
drain_timeout = "${drain}"
[store]
${lines({ ...store })}
[api]
${lines({ ...api })}
[http]
address = "127.0.0.1"
port = ${ports.https}
[metrics]
port = ${ports.metrics}
[calls]
max_control_lag = "10s"
max_media_load = 1.0
max_missed_turns = 0
[sip]
address = "${ipv6 ? '::' : '0.0.0.0'}"
port = ${ports.sip}
${lines({ ...QUIET, ...sip })}
[speech.recognition]
${lines({ ...recognition })}
[recordings.bucket]
${lines({ ...bucket })}
[media]
threads = 2
webrtc_port = ${ports.media}
rtp_ports = ${JSON.stringify(rtpPorts ?? [ports.media + 2, ports.media + 100])}
bind_addresses = ["127.0.0.1"${ipv6 ? ', "::1"' : ''}]
${[{ phone_number: NUMBER }, ...numbers].map((number) => table('numbers', number)).join('')}
${Object.entries(PHONES).map(([user, phone_number]) => table('phones', { user, password: PASSWORD, phone_number })).join('')}
${(trunks ?? [theTrunk(ports)]).map((trunk) => table('trunks', trunk)).join('')}
[static]
"/kit/" = "${fileURLToPath(new URL('./page/', import.meta.url))}"
"/sounds/" = "${folder}/sounds"
${RELEASES.map(({ name, folder }) => `"/sdk/${name}/" = "${MODULES}${folder}/dist"`).join('\n')}
"/" = "${path.join(ROOT, 'examples/softphone')}"
`;
}

// A program must end by itself when told, and without a word from a sanitizer.
async function stopCleanly(child, milliseconds) {
  const { code, signal } = await child.stop(milliseconds);
  if (code === 0) return;
  throw new Error(`${child.name} ended with ${code ?? signal}:\n${child.tail()}`);
}

async function waitUntilHealthy(child, url, certificate) {
  let ended = false;
  child.exit.then(() => (ended = true));
  await until(`health of ${url}`, async () => {
    if (ended) throw new Error(`${child.name} ended at its start:\n${child.tail()}`);
    if (!fs.existsSync(certificate)) return false;
    return (await request(url, { certificate }).catch(() => ({}))).status === 200;
  }, 30000);
}

// An HTTPS request that trusts the server's own certificate, and only that.
export function request(url, { method = 'GET', headers = {}, body = '', certificate }) {
  return new Promise((resolve, reject) => {
    const options = { method, headers, ca: fs.readFileSync(certificate), agent: false };
    const sent = https.request(url, options, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode, headers: response.headers, body: text });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

// Of the port that monitoring asks, which speaks plain HTTP.
export function plainRequest(url) {
  return new Promise((resolve, reject) => {
    const asked = http.get(url, { agent: false }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode, headers: response.headers, body });
    });
    asked.on('error', reject);
  });
}

// The real `ringback serve`, in a folder of its own.
export class Server {
  // `ipv6`: SIP over it too; `trunks` in place of the one at TRUNK_ADDRESS; `sip`: more keys of that table; `numbers`: beside NUMBER.
  static async start(options) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ringback-'));
    const ports = { https: await freeTcpPort(), metrics: await freeTcpPort(), sip: await freeUdpPort(), trunk: await freeUdpPort(), media: await freeUdpBlock(102) };
    fs.mkdirSync(path.join(folder, 'sounds'));
    writeBeeps(path.join(folder, 'sounds/quiet.wav'), 0, 1);
    fs.writeFileSync(path.join(folder, 'ringback.toml'), configuration(folder, ports, options));
    const server = new Server(folder, ports);
    await waitUntilHealthy(server.child, `${server.url}/healthz`, server.certificate);
    server.accountSid = server.#read('account_sid');
    server.authToken = server.#read('auth_token');
    server.rest = restByLibrary(server, server.accountSid, server.authToken);
    server.curl = restByCurl(server, server.accountSid, server.authToken);
    return server;
  }

  constructor(folder, ports) {
    this.folder = folder;
    this.url = `https://127.0.0.1:${ports.https}`;
    this.monitoring = `http://127.0.0.1:${ports.metrics}`;
    this.sip = `127.0.0.1:${ports.sip}`;
    this.trunkPort = ports.trunk;
    this.mediaPorts = [ports.media, ports.media + 1]; // of the browsers: one a media thread
    this.certificate = path.join(folder, 'data/tls/cert.pem');
    this.key = path.join(folder, 'data/tls/key.pem');
    this.#run();
  }

  #run() {
    this.child = new Child(RINGBACK, ['serve', '--config', path.join(this.folder, 'ringback.toml')], { cwd: this.folder });
  }

  // Tells it to end; resolves once it has, without a word from a sanitizer.
  end() {
    return stopCleanly(this.child, 30000);
  }
  // As a crash would end it.
  async kill() {
    this.child.process.kill('SIGKILL');
    await this.child.exit;
  }
  async restart() {
    this.#run();
    await waitUntilHealthy(this.child, `${this.url}/healthz`, this.certificate);
  }

  #read(name) {
    return fs.readFileSync(path.join(this.folder, 'data', name), 'utf8').trim();
  }

  // How phones find and present themselves, for Baresip.start and Sipp.phone.
  phone(user = 'phone') {
    return { user, password: PASSWORD, registrar: this.sip };
  }
  sippPhone(user = 'phone') {
    return { server: this.sip, service: user, values: { password: PASSWORD } };
  }
  trunk(values = {}) {
    return { server: this.sip, service: NUMBER, address: TRUNK_ADDRESS, values: { caller: PHONE, ...values } };
  }

  async useNumber(voiceUrl, more = {}) {
    const [number] = await this.rest.incomingPhoneNumbers.list({ phoneNumber: NUMBER });
    const settings = { voiceUrl, voiceMethod: 'POST', voiceFallbackUrl: '', ...more };
    if (number) return this.rest.incomingPhoneNumbers(number.sid).update(settings);
    return this.rest.incomingPhoneNumbers.create({ phoneNumber: NUMBER, ...settings });
  }

  makeApplication(voiceUrl, more = {}) {
    return this.rest.applications.create({ friendlyName: 'interop', voiceUrl, voiceMethod: 'POST', ...more });
  }

  // A Capability Token by Twilio's own library.
  token({ incoming = CLIENT, outgoing, ttl = 3600, authToken = this.authToken }) {
    const { ClientCapability } = twilio.jwt;
    const capability = new ClientCapability({ accountSid: this.accountSid, authToken, ttl });
    if (incoming) capability.addScope(new ClientCapability.IncomingClientScope(incoming));
    if (outgoing) {
      capability.addScope(new ClientCapability.OutgoingClientScope({ applicationSid: outgoing, clientName: CLIENT }));
    }
    return capability.toJwt();
  }

  // Whether a JSON request of the server's is signed as Twilio's own library asks.
  signedBody(request, url) {
    return twilio.validateRequestWithBody(this.authToken, request.headers['x-twilio-signature'], url, request.body);
  }

  // The record of a call once it has ended.
  endedCall(sid) {
    return until(`end of ${sid}`, async () => {
      const call = await this.rest.calls(sid).fetch();
      return call.endTime ? call : undefined;
    });
  }

  // The value of a metric now, by its name and labels as Prometheus writes them; undefined if there is none.
  async metric(name) {
    const { body } = await plainRequest(`${this.monitoring}/metrics`);
    const line = body.split('\n').find((one) => one.startsWith(`${name} `));
    return line && Number(line.slice(name.length + 1));
  }

  logged(text) {
    return this.child.lines.events.some((line) => line.includes(text));
  }

  async stop() {
    try {
      await stopCleanly(this.child);
    } finally {
      if (process.env.KEEP_FOLDERS) fs.writeFileSync(path.join(this.folder, 'log'), this.child.lines.events.join('\n'));
      else fs.rmSync(this.folder, { recursive: true, force: true });
    }
  }
}

// The example application beside a server, with the mapping of the founding flows.
export class ApiServer {
  static async start(server) {
    const ports = { token: await freeTcpPort(), webhook: await freeTcpPort(), phoneControl: await freeTcpPort() };
    const webhooks = `http://127.0.0.1:${ports.webhook}`;
    const application = await server.makeApplication(`${webhooks}/outgoing`);
    await server.useNumber(`${webhooks}/incoming`);
    const api = new ApiServer(server, ports, application.sid);
    await waitUntilHealthy(api.child, `${api.url}/healthz`, server.certificate);
    return api;
  }

  constructor(server, ports, applicationSid) {
    this.server = server;
    this.applicationSid = applicationSid;
    this.url = `https://127.0.0.1:${ports.token}`;
    this.phoneControlPort = ports.phoneControl;
    const options = {
      '--account-sid': server.accountSid,
      '--auth-token-file': path.join(server.folder, 'data/auth_token'),
      '--application-sid': applicationSid,
      '--certificate': server.certificate,
      '--key': server.key,
      '--address': '127.0.0.1',
      '--token-port': ports.token,
      '--webhook-port': ports.webhook,
      '--database': path.join(server.folder, 'api-server.sqlite'),
      '--map': `${NUMBER}=${CLIENT}`,
      '--phone-control': `http://127.0.0.1:${ports.phoneControl}`,
      '--allow-origin': '*',
    };
    this.child = new Child(API_SERVER, Object.entries(options).flat().map(String));
  }

  // As a page asks: by its phone number alone.
  async askToken(twilioPhoneNumber) {
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ twilioPhoneNumber });
    const { certificate } = this.server;
    const response = await request(`${this.url}/token`, { method: 'POST', headers, body, certificate });
    return { status: response.status, ...JSON.parse(response.body) };
  }

  stop() {
    return stopCleanly(this.child);
  }
}
