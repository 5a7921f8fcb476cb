import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child } from './child.js';
import { freeUdpPort } from './ports.js';

const CONFIGURATION = fileURLToPath(new URL('../kamailio/proxy.cfg', import.meta.url));

// A real proxy between a server and a carrier's phone, in the foreground and without root. With a `login` it is the
// registrar of that user, wants its digest, and sends the carrier's calls to its Contact.
export class Kamailio {
  static async start(folder, { server, carrierPort, port, login }) {
    fs.mkdirSync(folder, { recursive: true });
    const own = port ?? (await freeUdpPort());
    const words = {
      PROXY_PORT: own, RINGBACK_PORT: server.split(':')[1], CARRIER_PORT: carrierPort,
      USER: login?.user ?? '', PASSWORD: login?.password ?? '',
    };
    const text = fs.readFileSync(CONFIGURATION, 'utf8').replace(/\b[A-Z_]+\b/g, (word) => words[word] ?? word);
    fs.writeFileSync(path.join(folder, 'kamailio.cfg'), text);
    const kamailio = new Kamailio(folder, own, login ? ['-A', 'REGISTRAR'] : []);
    // Printed once its sockets are bound.
    await kamailio.child.lines.next('Kamailio that listens', (line) => line.startsWith('Aliases:'), 20000);
    return kamailio;
  }

  constructor(folder, port, defines) {
    this.port = port;
    this.address = `127.0.0.1:${port}`;
    const file = path.join(folder, 'kamailio.cfg');
    this.child = new Child('kamailio', ['-DD', '-E', '-m', '32', '-M', '8', '-f', file, '-Y', folder, ...defines], { group: true });
  }

  // Lines of the requests that it was sent, `REGISTER sip:… from …`.
  requests(method) {
    return this.child.lines.events.filter((line) => line.includes(`REQUEST ${method} `));
  }

  // Killed: told to end while it starts, it waits for ever for processes of its own.
  stop() {
    return this.child.kill();
  }
}
