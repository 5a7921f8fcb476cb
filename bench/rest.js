// REST requests a second and how long the slowest hundredth took, with 100,000 calls in the store: `node rest.js
// [sqlite|postgresql...]`. `/healthz` of the same server over the same connections, which asks nobody, is the limit. The
// client takes its share of this machine's processors. Needs build/release/ringback.
import fs from 'node:fs';
import https from 'node:https';
import { Postgresql, stopAndThrow } from '../tests/interop/kit/postgresql.js';
import { seedCalls, seededSid } from '../tests/interop/kit/seed.js';
import { Server } from '../tests/interop/kit/server.js';

const CALLS = Number(process.env.REST_CALLS ?? 100000);
const SECONDS = Number(process.env.REST_SECONDS ?? 5);
const CONNECTIONS = 16;

const engines = process.argv.slice(2);
if (!engines.length) engines.push('sqlite', 'postgresql');

const anyCall = () => seededSid(1 + Math.floor(Math.random() * CALLS));

// What scripts ask most: a call, the newest calls, those of a status, and a page from the middle of all.
function requests(account, middle) {
  const calls = `/2010-04-01/Accounts/${account}/Calls`;
  return {
    'hello (/healthz)': () => '/healthz',
    'fetch a call': () => `${calls}/${anyCall()}.json`,
    'list, 50 calls': () => `${calls}.json`,
    'list by status, 50 calls': () => `${calls}.json?Status=busy`,
    'list, a page from the middle': () => middle,
  };
}

function client(server) {
  const agent = new https.Agent({ keepAlive: true, maxSockets: CONNECTIONS, ca: fs.readFileSync(server.certificate) });
  const auth = `${server.accountSid}:${server.authToken}`;
  const get = (path) =>
    new Promise((resolve, reject) => {
      const asked = https.get(server.url + path, { agent, auth }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(parts) }));
      });
      asked.on('error', reject);
    });
  return { get, close: () => agent.destroy() };
}

async function askUntil(end, get, path, took) {
  while (performance.now() < end) {
    const begin = performance.now();
    const { status } = await get(path());
    if (status !== 200) throw new Error(`${path()} answered ${status}`);
    took.push(performance.now() - begin);
  }
}

async function measure(get, path, seconds) {
  const took = [];
  const begin = performance.now();
  const end = begin + 1000 * seconds;
  await Promise.all(Array.from({ length: CONNECTIONS }, () => askUntil(end, get, path, took)));
  took.sort((a, b) => a - b);
  const share = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))].toFixed(1);
  return { rate: Math.round((1000 * took.length) / (performance.now() - begin)), p50: share(0.5), p99: share(0.99) };
}

// The address of a page that is reached only by going on from the first.
async function middlePage(get, account, token = `/2010-04-01/Accounts/${account}/Calls.json?PageSize=1000`) {
  let path = token;
  for (let i = 0; i < Math.min(50, CALLS / 2000); ++i) path = JSON.parse((await get(path)).body).next_page_uri;
  return path.replace('PageSize=1000', 'PageSize=50');
}

async function run(engine) {
  const postgresql = engine === 'postgresql' ? await Postgresql.start({}) : undefined;
  const store = postgresql ? { url: postgresql.url } : {};
  const api = { requests_per_second_per_account: 0, requests_per_second_per_address: 0 };
  const server = await Server.start({ logLevel: 'warn', store, api }).catch(stopAndThrow(postgresql));
  const { get, close } = client(server);
  try {
    seedCalls(server, CALLS, postgresql);
    console.log(`${engine}, ${CALLS} calls in the store, ${CONNECTIONS} connections`);
    const all = requests(server.accountSid, await middlePage(get, server.accountSid));
    for (const [name, path] of Object.entries(all)) {
      await measure(get, path, 1);
      const { rate, p50, p99 } = await measure(get, path, SECONDS);
      console.log(`  ${name.padEnd(30)} ${String(rate).padStart(6)} requests/s, half within ${p50} ms, 99 % within ${p99} ms`);
    }
  } finally {
    close();
    await server.stop();
    await postgresql?.stop();
  }
}

for (const engine of engines) await run(engine);
