import http from 'node:http';
import { EventLog } from './event_log.js';

// An application whose answers the test sets: records every request verbatim.
export class Webhook {
  #answers = new Map();
  requests = new EventLog('webhook');

  static async start() {
    const webhook = new Webhook();
    webhook.server = http.createServer((request, response) => webhook.#take(request, response));
    await new Promise((resolve) => webhook.server.listen(0, '127.0.0.1', resolve));
    webhook.url = `http://127.0.0.1:${webhook.server.address().port}`;
    return webhook;
  }

  // What a path answers from now on: TwiML text, or a function (request, response) that does it all.
  answer(path, twiml) {
    this.#answers.set(path, twiml);
  }

  async #take(request, response) {
    let body = '';
    for await (const chunk of request) body += chunk;
    const path = request.url.split('?')[0];
    const { method, url, headers } = request;
    this.requests.add({ path, url, method, headers, body, parameters: Object.fromEntries(new URLSearchParams(body)) });
    const answer = this.#answers.get(path) ?? '<Response/>';
    if (typeof answer === 'function') return answer(request, response);
    response.writeHead(200, { 'Content-Type': 'text/xml' });
    response.end(answer);
  }

  next(path, milliseconds) {
    return this.requests.next(path, (request) => request.path === path, milliseconds);
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export const respond = (verbs) => `<?xml version="1.0" encoding="UTF-8"?>\n<Response>${verbs}</Response>`;
