import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child } from './child.js';
import { freeUdpBlock, freeUdpPort } from './ports.js';
import { until } from './until.js';

const SCENARIOS = fileURLToPath(new URL('../sipp/', import.meta.url));

// A scenario's own words, like [caller]; the rest in brackets is SIPp's to fill in.
function fillIn(text, values) {
  const all = { caller: 'caller', user: '', password: 'unused', extra_header: '', final_status: '', final_code: '', ...values };
  const lines = all.extra_header ? `${all.extra_header}\n` : '';
  let filled = text.replaceAll('[extra_header]\n', lines);
  for (const [name, value] of Object.entries(all)) filled = filled.replaceAll(`[${name}]`, value);
  return filled;
}

// Whether somebody has the UDP port, as Linux tells: a phone that is called before it listens seems to be switched off.
function isTaken(port) {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
  return ['udp', 'udp6'].some((name) => fs.readFileSync(`/proc/net/${name}`, 'utf8').includes(wanted));
}

// One run of a scenario of ../sipp, against `server` ("host:port"). `done` fails with what SIPp saw, unless every
// message of the scenario came in its order.
export class Sipp {
  static async start(folder, scenario, options) {
    const { server, service = 'service', address = '127.0.0.1', port = await freeUdpPort(), values = {} } = options;
    const { transport = 'u1', more = [], calls = 1 } = options;
    fs.mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${scenario}.xml`);
    fs.writeFileSync(file, fillIn(fs.readFileSync(path.join(SCENARIOS, `${scenario}.xml`), 'utf8'), { user: service, ...values }));
    const media = await freeUdpBlock(4);
    const child = new Child('sipp', [
      ...[server, '-sf', file, '-m', String(calls), '-r', '20', '-i', address, '-p', String(port), '-mi', address, '-mp', String(media)],
      ...['-t', transport, ...more, '-s', service, '-nostdin', '-timeout', '20s', '-timeout_error', '-trace_err', '-trace_msg'],
      ...['-message_file', path.join(folder, 'messages.log'), '-error_file', path.join(folder, 'errors.log')],
    ], { cwd: folder });
    return new Sipp(child, folder, scenario, port);
  }

  // A phone: registers, then plays `scenario` when called; `stop` takes its registration back.
  static async phone(folder, scenario, options) {
    const port = await freeUdpPort();
    const register = async (expires) => {
      const values = { ...options.values, expires };
      await (await Sipp.start(path.join(folder, `expires-${expires}`), 'register', { ...options, port, values })).done;
    };
    await register('120');
    const phone = await Sipp.start(folder, scenario, { ...options, port });
    phone.unregister = () => register('0');
    if (!options.transport) await until('port of SIPp', () => isTaken(port));
    return phone;
  }

  constructor(child, folder, scenario, port) {
    this.child = child;
    this.folder = folder;
    this.port = port;
    this.done = child.exit.then(({ code, signal }) => {
      if (code !== 0 && signal === null) throw new Error(`SIPp ${scenario} ended with ${code}: ${this.#messages()}`);
    });
    this.done.catch(() => {}); // whoever waits for it hears of it
  }

  #messages() {
    const read = (name) => {
      const file = path.join(this.folder, name);
      return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').slice(-4000) : '';
    };
    return read('errors.log') + read('messages.log');
  }

  // A header of the message that came with this start line; undefined if there was none.
  header(start, name) {
    const message = this.#messages().split(start)[1] ?? '';
    return message.split(/\r?\n\r?\n/)[0].match(new RegExp(`^${name}: (.*?)\r?$`, 'm'))?.[1];
  }

  // Wait until it rings as a called phone, or is in the call.
  rings() {
    return until('ringing at SIPp', () => this.#messages().includes('SIP/2.0 180 Ringing'));
  }
  isAnswered() {
    return /SIP\/2\.0 200 OK[^]*\nACK sip:/.test(this.#messages());
  }
  answered() {
    return until('call at SIPp', () => this.isAnswered());
  }

  // Without a word to the other side.
  kill() {
    this.child.process.kill('SIGKILL');
    return this.child.exit;
  }

  async stop() {
    await this.child.stop();
    await this.unregister?.();
  }
}
