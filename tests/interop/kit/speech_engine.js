import http from 'node:http';
import { EventLog } from './event_log.js';

// An engine behind a URL that keeps what it got and answers what a test wants.
export class SpeechEngine {
  heard = new EventLog('engine');
  #answer = { status: 200, body: '{}' };
  #server = http.createServer((request, response) => this.#take(request, response));

  static async start(port) {
    const engine = new SpeechEngine();
    await new Promise((resolve) => engine.#server.listen(port, '127.0.0.1', resolve));
    return engine;
  }

  answers(body, status = 200) {
    this.#answer = { status, body: JSON.stringify(body) };
  }
  // From now on it listens, and says nothing.
  hesitates() {
    this.#answer = undefined;
  }

  async #take(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const wav = Buffer.concat(chunks);
    const samples = new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length));
    const { searchParams } = new URL(request.url, 'http://engine');
    this.heard.add({ sound: { samples, rate: wav.readUInt32LE(24) }, asked: Object.fromEntries(searchParams) });
    if (this.#answer) response.writeHead(this.#answer.status).end(this.#answer.body);
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
