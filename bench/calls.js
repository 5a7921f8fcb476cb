// Calls a second through webhook and <Dial>: SIPp calls a number over the trunk, an application answers with TwiML, the
// server dials over the trunk to a second SIPp, both are joined, and the caller hangs up after two seconds. Prints for
// each rate what arrived, and what it cost: `node calls.js [rate...]`. Needs build/release/ringback; with Debian's
// linux-perf the control thread's time is told by room.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child } from '../tests/interop/kit/child.js';
import { freeTcpPort } from '../tests/interop/kit/ports.js';
import { Postgresql, stopAndThrow } from '../tests/interop/kit/postgresql.js';
import { NUMBER, Server, TRUNK_ADDRESS } from '../tests/interop/kit/server.js';
import { until } from '../tests/interop/kit/until.js';
import { roomsOf } from './rooms.js';

const SCENARIOS = fileURLToPath(new URL('sipp/', import.meta.url));
const DIALLED = '+815055555555';
const TALK = 2; // seconds
const LOAD = 10; // seconds of each rate
const CALLER_PORT = 5062;

const rates = process.argv.slice(2).map(Number);
if (!rates.length) rates.push(20, 50, 100, 200, 400);

async function application() {
  const twiml = `<Response><Dial><Number>${DIALLED}</Number></Dial></Response>`;
  let requests = 0;
  const server = http.createServer((request, response) => {
    ++requests;
    request.resume().on('end', () => response.writeHead(200, { 'Content-Type': 'text/xml' }).end(twiml));
  });
  const port = await freeTcpPort();
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${port}/voice`, requests: () => requests, stop: () => server.close() };
}

function sipp(folder, scenario, remote, port, calls, more = []) {
  const values = { caller: '+819012345678', seconds: TALK };
  let text = fs.readFileSync(path.join(SCENARIOS, `${scenario}.xml`), 'utf8');
  for (const [name, value] of Object.entries(values)) text = text.replaceAll(`[${name}]`, value);
  const file = path.join(folder, `${scenario}.xml`);
  fs.writeFileSync(file, text);
  const address = ['-i', TRUNK_ADDRESS, '-p', port, '-mi', TRUNK_ADDRESS, '-s', NUMBER];
  const limits = ['-m', calls, '-l', calls, '-nostdin', '-timeout', `${LOAD + 20}s`];
  const statistics = ['-trace_stat', '-stf', path.join(folder, `${scenario}.csv`), '-fd', '1'];
  return new Child('sipp', [remote, '-sf', file, ...address, ...limits, ...statistics, ...more].map(String), { cwd: folder });
}

// The last line of SIPp's statistics, by column.
function statistics(folder, scenario) {
  const [head, ...lines] = fs.readFileSync(path.join(folder, `${scenario}.csv`), 'utf8').trim().split('\n');
  const values = lines.at(-1).split(';');
  return Object.fromEntries(head.split(';').map((name, i) => [name, values[i]]));
}

// Seconds of processor time of the process and of its first thread, which is the control thread.
function processor(pid) {
  const seconds = (file) => {
    const fields = fs.readFileSync(file, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  };
  return { all: seconds(`/proc/${pid}/stat`), control: seconds(`/proc/${pid}/task/${pid}/stat`) };
}

const resident = (pid) => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]); // kB

async function measure(server, web, rate) {
  const folder = fs.mkdtempSync(path.join(server.folder, `rate-${rate}-`));
  const pid = server.child.process.pid;
  const calls = rate * LOAD;
  const called = sipp(folder, 'called', server.sip, server.trunkPort, calls);
  const [before, memory, asked] = [processor(pid), resident(pid), web.requests()];
  const caller = sipp(folder, 'caller', server.sip, CALLER_PORT, calls, ['-r', rate]);
  const rooms = roomsOf(pid, folder, LOAD - 2);
  let most = memory;
  const watch = setInterval(() => (most = Math.max(most, resident(pid))), 200);
  await caller.exit;
  clearInterval(watch);
  const after = processor(pid);
  await called.stop().catch(() => {});
  const { 'SuccessfulCall(C)': good, 'FailedCall(C)': bad, 'Retransmissions(C)': again } = statistics(folder, 'caller');
  const each = (seconds) => ((1000 * seconds) / calls).toFixed(2);
  console.log(
    `${String(rate).padStart(4)} calls/s: ${good} of ${calls} done, ${bad} failed, ${again} retransmissions, ${web.requests() - asked} webhooks; ` +
      `processor ${each(after.all - before.all)} ms a call, of it control thread ${each(after.control - before.control)} ms; ` +
      `memory ${memory} kB and at most ${((most - memory) / (rate * TALK)).toFixed(1)} kB more for each call that is up`,
  );
  const shares = await rooms;
  if (shares) {
    const budget = Object.entries(shares).map(([room, share]) => `${room} ${each(share * (after.control - before.control))}`);
    console.log(`     control thread by room, ms a call: ${budget.join(', ')}`);
  }
  return Number(bad) === 0 && Number(good) === calls;
}

// BENCH_ENGINE=postgresql: with the records there.
const postgresql = process.env.BENCH_ENGINE === 'postgresql' ? await Postgresql.start({}) : undefined;
const store = postgresql ? { url: postgresql.url } : {};
const web = await application();
const server = await Server.start({ logLevel: 'warn', store, rtpPorts: [10000, 19999], sip: { max_calls: 10000 } }).catch(stopAndThrow(postgresql));
try {
  await server.useNumber(web.url);
  for (const rate of rates) {
    if (!(await measure(server, web, rate))) break;
    await until('the end of all calls', async () => (await server.metric('ringback_sip_calls')) === 0, 40000);
  }
} finally {
  web.stop();
  await server.stop();
  await postgresql?.stop();
}
