import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';

export const KEY_ID = 'AKIDTEST';
export const SECRET = 'secret-of-the-bucket';
const REGION = 'eu-test-1';

const hash = (data) => createHash('sha256').update(data).digest('hex');
const hmac = (key, data) => createHmac('sha256', key).update(data).digest();

// AWS Signature Version 4, from what arrived.
function signature({ method, url, headers }, { date, region, signed }) {
  const { pathname, search } = new URL(url, 'http://bucket');
  const lines = signed.map((name) => `${name}:${headers[name].trim()}\n`).join('');
  const canonical = [method, pathname, search.slice(1), lines, signed.join(';'), headers['x-amz-content-sha256']].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(canonical)].join('\n');
  const key = [date, region, 's3', 'aws4_request'].reduce(hmac, `AWS4${SECRET}`);
  return hmac(key, text).toString('hex');
}

function isSigned(request, body) {
  const { headers } = request;
  const pattern = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, id, date, region, names, given] = headers.authorization?.match(pattern) ?? [];
  if (id !== KEY_ID || region !== REGION || !headers['x-amz-date']?.startsWith(date)) return false;
  const signed = names.split(';');
  if (!['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => signed.includes(name))) return false;
  const payload = headers['x-amz-content-sha256'];
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== hash(body)) return false;
  return signature(request, { date, region, signed }) === given;
}

// A service that speaks as much of S3 as the server needs, and takes nothing without a right signature.
export class Bucket {
  name = 'recordings-of-test';
  objects = new Map();
  requests = [];
  down = false; // answers 503

  static async start() {
    const bucket = new Bucket();
    bucket.server = http.createServer((request, response) => bucket.#take(request, response));
    await new Promise((resolve) => bucket.server.listen(0, '127.0.0.1', resolve));
    bucket.url = `http://127.0.0.1:${bucket.server.address().port}`;
    return bucket;
  }

  // The keys of `[recordings.bucket]`.
  configuration(secretFile) {
    return { endpoint: this.url, name: this.name, region: REGION, prefix: 'tapes/', access_key_id: KEY_ID, secret_access_key_file: secretFile };
  }

  async #take(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const status = this.#answer(request, body);
    this.requests.push(`${request.method} ${status}`);
    response.writeHead(status);
    response.end(request.method === 'GET' && status === 200 ? this.objects.get(this.#key(request)) : undefined);
  }

  #key = ({ url }) => decodeURIComponent(url.slice(this.name.length + 2));

  #answer(request, body) {
    if (this.down) return 503;
    if (!isSigned(request, body)) return 403;
    if (!request.url.startsWith(`/${this.name}/`)) return 404;
    const key = this.#key(request);
    if (request.method === 'PUT') return this.objects.set(key, body) && 200;
    if (request.method === 'DELETE') return this.objects.delete(key) ? 204 : 404;
    return this.objects.has(key) ? 200 : 404;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
