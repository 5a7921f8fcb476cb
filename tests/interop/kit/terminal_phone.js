import http from 'node:http';
import { Child } from './child.js';
import { freeTcpPort, freeUdpBlock } from './ports.js';
import { until } from './until.js';

// `ringback phone`: our own SIP phone in the terminal, which echoes what it hears.
export class TerminalPhone {
  static async start(command, { user, password, registrar, controlPort = undefined }) {
    const phone = new TerminalPhone(controlPort ?? (await freeTcpPort()));
    const options = ['--server', registrar, '--user', user, '--password', password, '--answer', 'echo'];
    const ports = ['--control', phone.controlPort, '--rtp-port', await freeUdpBlock(100)];
    phone.child = new Child(command, ['phone', ...options, ...ports.map(String)]);
    await until('registration of the terminal phone', async () => (await phone.status())?.registered);
    return phone;
  }

  constructor(controlPort) {
    this.controlPort = controlPort;
  }

  status() {
    return new Promise((resolve) => {
      const asked = http.get({ host: '127.0.0.1', port: this.controlPort, path: '/status', agent: false }, async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve(JSON.parse(text));
      });
      asked.on('error', () => resolve(undefined));
    });
  }

  async stop() {
    const { code } = await this.child.stop();
    if (code !== 0) throw new Error(`the terminal phone ended with ${code}:\n${this.child.tail()}`);
  }
}
