// Twilio's own helper library, as published, of which the host alone is ours; its requests go out by its own HTTP client,
// or by curl. Each answer is held against Twilio's document.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { promisify } from 'node:util';
import twilio from 'twilio';
import { check } from './document.js';

const HOST = /https:\/\/(api|accounts|iam)\.twilio\.com/;

class LibraryClient extends twilio.RequestClient {
  constructor({ url, certificate }) {
    super();
    this.url = url;
    this.axios.defaults.httpsAgent.options.ca = fs.readFileSync(certificate);
  }
  async request(options) {
    const answer = await super.request({ ...options, uri: options.uri.replace(HOST, this.url) });
    check('the library', options.method.toUpperCase(), new URL(options.uri).pathname, answer.statusCode, answer.body);
    return answer;
  }
}

const pairs = (fields = {}) => Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, String(each)]));

class CurlClient {
  constructor({ url, certificate }) {
    Object.assign(this, { url, certificate });
  }
  async request({ method, uri, username, password, params, data }) {
    const query = new URLSearchParams(pairs(params)).toString();
    const target = uri.replace(HOST, this.url) + (query && `?${query}`);
    const form = pairs(data).flatMap(([name, value]) => ['--data-urlencode', `${name}=${value}`]);
    const asked = promisify(execFile)('curl', ['-sS', '-g', '-K', '-', '--cacert', this.certificate, '-X', method.toUpperCase(), '-w', '\n%{http_code}', ...form, target]);
    asked.child.stdin.end(`user = "${username}:${password}"\n`);
    const { stdout } = await asked;
    const end = stdout.lastIndexOf('\n');
    const [body, statusCode] = [stdout.slice(0, end), Number(stdout.slice(end + 1))];
    check('curl', method.toUpperCase(), new URL(uri).pathname, statusCode, body);
    return { statusCode, body: body && JSON.parse(body), headers: {} };
  }
}

// `server` has a `url` and its `certificate`.
export const restByLibrary = (server, sid, token, more) => twilio(sid, token, { httpClient: new LibraryClient(server), ...more });
export const restByCurl = (server, sid, token, more) => twilio(sid, token, { httpClient: new CurlClient(server), ...more });
