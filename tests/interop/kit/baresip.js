import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Child } from './child.js';
import { EventLog } from './event_log.js';
import { freeTcpPort, freeUdpBlock, freeUdpPort } from './ports.js';
import { countBeeps, readSound, secondsOfSound, writeBeeps } from './tone.js';
import { until } from './until.js';

const MODULES = '/usr/lib/baresip/modules';
const BEEP_FILE_SECONDS = 120;
const LAST_SECONDS = 1.5;
const LOUD = 500;

function configuration(folder, { sipPort, controlPort, rtpPort }, address) {
  const network = address === '127.0.0.1' ? 'net_interface 127.0.0.1' : 'net_af ipv6';
  return `poll_method epoll
${network}
sip_listen ${address}:${sipPort}
call_max_calls 4
call_local_timeout 120
audio_path ${folder}/none
audio_player aufile,${folder}/played.wav
audio_source aufile,${folder}/beeps.wav
audio_alert aufile,${folder}/alert.wav
audio_level no
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
rtp_ports ${rtpPort}-${rtpPort + 19}
rtp_timeout 0
rtcp_mux no
jitter_buffer_delay 2-10
module_path ${MODULES}
module g711.so
module g722.so
module opus.so
module aufile.so
module sndfile.so
module_tmp uuid.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${controlPort}
snd_path ${folder}
`;
}

// Messages of the control port: netstrings ("12:{...},").
class Netstrings {
  #bytes = Buffer.alloc(0);

  *take(chunk) {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    for (;;) {
      const colon = this.#bytes.indexOf(':');
      if (colon < 0) return;
      const length = Number(this.#bytes.subarray(0, colon));
      if (this.#bytes.length < colon + length + 2) return;
      yield this.#bytes.subarray(colon + 1, colon + 1 + length).toString();
      this.#bytes = this.#bytes.subarray(colon + length + 2);
    }
  }
}

// A real SIP phone that sends beeps, or `sound` (a WAV file), and records what it hears. `address` is its own (IPv6 in brackets); `codecs` are those
// that it has, by baresip's names. `calls` are its call events ("CALL_INCOMING", …).
export class Baresip {
  static async start(folder, options) {
    const { user = 'phone', password = 'unused', registrar = '', frequency = 440, answer = 'manual' } = options;
    const { seconds = BEEP_FILE_SECONDS } = options; // of beeps, before it falls silent
    const { transport = 'udp', address = '127.0.0.1', codecs = 'PCMU', ptime = 20, sound } = options;
    fs.mkdirSync(folder, { recursive: true });
    const ports = { sipPort: await freeUdpPort(), controlPort: await freeTcpPort(), rtpPort: await freeUdpBlock(20) };
    const host = registrar || `${address}:${ports.sipPort}`;
    const account = `<sip:${user}@${host};transport=${transport}>;auth_user=${user};auth_pass=${password};regint=${registrar ? 60 : 0};answermode=${answer};audio_codecs=${codecs};ptime=${ptime}`;
    fs.writeFileSync(path.join(folder, 'config'), configuration(folder, ports, address));
    fs.writeFileSync(path.join(folder, 'accounts'), account + '\n');
    fs.writeFileSync(path.join(folder, 'contacts'), '');
    const source = path.join(folder, 'beeps.wav');
    if (sound) fs.copyFileSync(sound, source);
    else writeBeeps(source, frequency, BEEP_FILE_SECONDS, seconds);
    const phone = new Baresip(folder, ports, host, transport);
    await phone.#connect();
    // Its event may have come before the control port was open.
    if (registrar) await until('registration of baresip', async () => (await phone.command('reginfo')).data.includes('OK '));
    return phone;
  }

  constructor(folder, ports, host, transport) {
    this.folder = folder;
    this.host = host;
    this.transport = transport;
    this.sipPort = ports.sipPort;
    this.controlPort = ports.controlPort;
    this.commands = 0;
    this.calls = new EventLog('baresip');
    this.child = new Child('baresip', ['-f', folder]);
  }

  async #connect() {
    this.control = await until('control port of baresip', () => this.#open());
    const parser = new Netstrings();
    this.control.on('data', (chunk) => {
      for (const text of parser.take(chunk)) this.calls.add(JSON.parse(text));
    });
    this.control.on('error', () => {});
  }

  #open() {
    return new Promise((resolve) => {
      const socket = net.connect(this.controlPort, '127.0.0.1');
      socket.once('connect', () => resolve(socket));
      socket.once('error', () => resolve(undefined));
    });
  }

  async command(command, params = '') {
    const token = `${command}-${++this.commands}`;
    const text = JSON.stringify({ command, params, token });
    this.control.write(`${text.length}:${text},`);
    return this.calls.next(`answer to ${command}`, (event) => event.response && event.token === token);
  }

  dial(user, host = this.host) {
    return this.command('dial', `sip:${user}@${host}${this.transport === 'udp' ? '' : `;transport=${this.transport}`}`);
  }
  answer() {
    return this.command('accept');
  }
  hangUp() {
    return this.command('hangup');
  }
  sendDigits(digits) {
    return this.command('sndcode', digits);
  }
  hold() {
    return this.command('hold');
  }
  resume() {
    return this.command('resume');
  }

  next(type, milliseconds) {
    return this.calls.next(type, (event) => event.type === type, milliseconds);
  }

  // Waits until beeps of `frequency` have been heard: two, so that a click is not taken for one.
  hears(frequency) {
    return until(`beeps of ${frequency} Hz at baresip`, () => this.beepsHeard(frequency) >= 2);
  }

  // Waits until two more have been heard than by now.
  hearsMore(frequency) {
    const wanted = this.beepsHeard(frequency) + 2;
    return until(`more beeps of ${frequency} Hz at baresip`, () => this.beepsHeard(frequency) >= wanted);
  }

  // What it heard in its only call, as a WAV file.
  recording() {
    return path.join(this.folder, fs.readdirSync(this.folder).find((name) => name.endsWith('-dec.wav')));
  }

  // Over all its calls.
  beepsHeard(frequency) {
    return this.#recordings().reduce((sum, sound) => sum + countBeeps(sound, frequency), 0);
  }

  // Waits until the last moments of the present call hold beeps, or none: sound that stopped coming would change nothing.
  hearsAgain(frequency) {
    return until(`beeps of ${frequency} Hz again at baresip`, () => countBeeps(this.#lastMoments(), frequency) >= 2);
  }
  hearsNoMore(frequency) {
    return until(`no more beeps of ${frequency} Hz at baresip`, () => countBeeps(this.#lastMoments(), frequency) === 0);
  }
  // Waits until two beeps' time has brought no new one: to a phone that holds nothing is sent, and nothing recorded.
  getsNoMore(frequency) {
    return until(`an end of the beeps of ${frequency} Hz at baresip`, async () => {
      const before = this.beepsHeard(frequency);
      await pause(1500);
      return this.beepsHeard(frequency) === before;
    });
  }
  // Waits until nothing was in the last moments but a hiss.
  hearsNothing() {
    return until('silence at baresip', () => {
      const { samples, rate } = this.#lastMoments();
      return samples.length >= LAST_SECONDS * rate && samples.every((sample) => Math.abs(sample) <= LOUD);
    });
  }
  hearsSound() {
    return until('sound at baresip', () => this.#lastMoments().samples.some((sample) => Math.abs(sample) > LOUD));
  }

  // Of all its calls together, in which there was more than a hiss.
  secondsOfSound() {
    return this.#recordings().reduce((sum, samples) => sum + secondsOfSound(samples), 0);
  }

  #recordings() {
    const names = fs.readdirSync(this.folder).filter((name) => name.endsWith('-dec.wav'));
    return names.sort().map((name) => readSound(path.join(this.folder, name)));
  }
  #lastMoments() {
    const { samples, rate } = this.#recordings().at(-1) ?? { samples: new Int16Array(0), rate: 8000 };
    return { samples: samples.subarray(-LAST_SECONDS * rate), rate };
  }

  async stop() {
    this.control?.destroy();
    await this.child.stop();
  }
}
