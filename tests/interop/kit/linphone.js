import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Child } from './child.js';
import { EventLog } from './event_log.js';
import { freeUdpBlock, freeUdpPort } from './ports.js';
import { writeBeeps } from './tone.js';
import { until } from './until.js';

const BEEP_FILE_SECONDS = 60;

// A registered linphone without a screen: the daemon that comes with its command line. It has no sound card: what it
// says is a file of beeps; what it hears only its statistics tell. `digits`: how it sends them, as `events` or `info`.
export class Linphone {
  static async start(folder, { user, password, registrar, frequency, digits = 'events' }) {
    fs.mkdirSync(path.join(folder, '.local/share/linphone'), { recursive: true });
    const phone = new Linphone(folder);
    await phone.#run(await freeUdpPort(), await freeUdpBlock(4), digits);
    writeBeeps(phone.beeps, frequency, BEEP_FILE_SECONDS);
    await phone.command(`register sip:${user}@${registrar} sip:${registrar} ${password} ${user}`);
    await until('registration of linphone', async () => (await phone.command('register-status ALL')).includes('RegistrationOk'));
    phone.registrar = registrar;
    return phone;
  }

  constructor(folder) {
    this.folder = folder;
    this.beeps = path.join(folder, 'beeps.wav');
    this.name = `linphone-${process.pid}-${path.basename(folder)}`;
    this.answers = new EventLog('linphone');
  }

  async #run(sipPort, rtpPort, digits) {
    const file = path.join(this.folder, 'rc');
    const info = digits === 'info' ? 1 : 0;
    const sip = `[sip]\nsip_port=${sipPort}\nsip_tcp_port=0\nsip_tls_port=0\nuse_info=${info}\nuse_rfc2833=${1 - info}\n`;
    fs.writeFileSync(file, `${sip}[sound]\necho_cancellation=0\n[rtp]\naudio_rtp_port=${rtpPort}\n`);
    const args = ['--pipe', this.name, '--config', file, '--log', path.join(this.folder, 'log')];
    this.child = new Child('linphone-daemon', args, { env: { ...process.env, HOME: this.folder }, stdio: ['pipe', 'pipe', 'pipe'] });
    this.control = await until('control socket of linphone', () => this.#open());
    this.control.on('data', (chunk) => this.answers.add(String(chunk)));
    this.control.on('error', () => {});
  }

  #open() {
    return new Promise((resolve) => {
      const socket = net.connect(path.join('/tmp', this.name));
      socket.once('connect', () => resolve(socket));
      socket.once('error', () => resolve(undefined));
    });
  }

  // One at a time: answers bear no number.
  async command(text) {
    this.answers.events.length = 0;
    this.control.write(`${text}\n`);
    return this.answers.next(`answer to ${text}`, (answer) => answer.startsWith('Status:'));
  }

  #state(state) {
    return until(`${state} at linphone`, async () => (await this.command('call-status 1')).includes(`LinphoneCall${state}`));
  }

  // The file ends with the streams that it is played into.
  async #speaks() {
    await this.#state('StreamsRunning');
    await this.command(`incall-player-start ${this.beeps}`);
  }

  // Its first call, and its only one.
  async dial(user) {
    await this.command(`call sip:${user}@${this.registrar}`);
    await this.#speaks();
  }
  async hold() {
    await this.command('call-pause 1');
    await this.#state('Paused');
  }
  async resume() {
    await this.command('call-resume 1');
    await this.#speaks();
  }
  async sendDigits(digits) {
    for (const digit of digits) await this.command(`dtmf ${digit}`);
  }
  hangUp() {
    return this.command('terminate 1');
  }

  // Waits until sound comes at the rate of a call, by its newest statistics.
  receives() {
    const log = path.join(this.folder, 'log');
    const seen = fs.statSync(log).size;
    return until('sound at linphone', () => {
      const rates = [...fs.readFileSync(log, 'utf8').slice(seen).matchAll(/RTP : \[d=([\d.]+)/g)];
      return Number(rates.at(-1)?.[1] ?? 0) > 20;
    });
  }

  async stop() {
    await this.command('quit').catch(() => {});
    this.control.destroy();
    await this.child.stop();
  }
}
