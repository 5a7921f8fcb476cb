// What the people see who run the server: configuration, health, metrics.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Child } from './kit/child.js';
import { useHouse } from './kit/house.js';
import { freeTcpPort, freeUdpBlock, freeUdpPort } from './kit/ports.js';
import { NUMBER, OTHER_PHONE, RINGBACK, plainRequest, request } from './kit/server.js';
import { until } from './kit/until.js';
import { respond } from './kit/webhook.js';

const house = useHouse({ browser: false });

const inFolder = (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ringback-operating-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
};

function checkConfig(t, text, { args = [], env = {} } = {}) {
  const file = path.join(inFolder(t), 'ringback.toml');
  fs.writeFileSync(file, text);
  const options = { encoding: 'utf8', env: { ...process.env, ...env } };
  const { status, stdout, stderr } = spawnSync(RINGBACK, ['check-config', '--config', file, ...args], options);
  return { status, stdout, stderr: stderr.replaceAll(file, 'FILE') };
}

// Two phones that talk through the server.
async function talk() {
  house.webhook.answer('/voice', respond(`<Dial><Number>${OTHER_PHONE}</Number></Dial>`));
  await house.server.useNumber(`${house.webhook.url}/voice`);
  const other = await house.phone({ user: 'other' });
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await other.next('CALL_INCOMING');
  await other.answer();
  await Promise.all([phone.next('CALL_ESTABLISHED'), other.next('CALL_ESTABLISHED')]);
  return { phone, other };
}

const becomes = (name, value) =>
  until(`${name} to become ${value}`, async () => (await house.server.metric(name)) === value);

test('check-config: ok, or every problem with its line', (t) => {
  const good = checkConfig(t, '[http]\nport = 9443\n');
  assert.deepEqual([good.status, good.stdout], [0, 'ok\n']);
  const bad = checkConfig(t, '[http]\nport = "x"\n[sip]\nprot = 1\n', { env: { RINGBACK_SIP_PORT: 'sip' } });
  assert.equal(bad.status, 2);
  assert.match(bad.stderr, /^ringback: FILE, line 2: port must be a port from 0 to 65535$/m);
  assert.match(bad.stderr, /^ringback: FILE, line 4: unknown key prot in \[sip\]; allowed are address, /m);
  assert.match(bad.stderr, /^ringback: RINGBACK_SIP_PORT must be a port from 0 to 65535$/m);
});

test('check-config: a certificate that is another key\'s is said to be', (t) => {
  const { certificate } = house.server;
  const folder = inFolder(t);
  const key = path.join(folder, 'key.pem');
  spawnSync('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', key]);
  const { status, stderr } = checkConfig(t, `[http]\ncertificate = "${certificate}"\nkey = "${key}"\n`);
  assert.equal(status, 2);
  assert.match(stderr, /the key in .*key\.pem is not that of the certificate in .*cert\.pem/);
});

test('a flag goes before a variable before the file, and the log says what came from where', async (t) => {
  const folder = inFolder(t);
  const [https, metrics] = [await freeTcpPort(), await freeTcpPort()];
  const media = await freeUdpBlock(12);
  fs.writeFileSync(path.join(folder, 'ringback.toml'), '[http]\naddress = "127.0.0.1"\nport = 1\n[metrics]\nport = 1\n');
  const env = {
    ...process.env,
    RINGBACK_DATA_DIR: path.join(folder, 'data'),
    RINGBACK_METRICS_PORT: '2',
    RINGBACK_HTTP_PORT: String(https),
    RINGBACK_SIP_PORT: String(await freeUdpPort()),
    RINGBACK_MEDIA_WEBRTC_PORT: String(media),
    RINGBACK_MEDIA_RTP_PORTS: `${media + 4},${media + 11}`,
    RINGBACK_MEDIA_BIND_ADDRESSES: '127.0.0.1',
  };
  const child = new Child(RINGBACK, ['serve', '--metrics-port', String(metrics)], { cwd: folder, env });
  t.after(() => child.stop());
  await until('readiness', async () => (await plainRequest(`http://127.0.0.1:${metrics}/readyz`).catch(() => ({}))).status === 200, 30000);
  const certificate = path.join(folder, 'data/tls/cert.pem');
  assert.equal((await request(`https://127.0.0.1:${https}/healthz`, { certificate })).status, 200);
  const configured = JSON.parse(child.lines.events.find((line) => line.includes('"configured"')));
  assert.equal(configured.file, 'ringback.toml');
  assert.match(configured.overrides, /http\.port by RINGBACK_HTTP_PORT/);
  assert.match(configured.overrides, /metrics\.port by --metrics-port/);
});

test('a call in the metrics: up, then counted, its set-up and its webhook measured', async () => {
  assert.equal(await house.server.metric('ringback_sip_calls'), 0);
  const { phone } = await talk();
  await becomes('ringback_calls{direction="inbound",status="in-progress"}', 1);
  await becomes('ringback_calls{direction="outbound-dial",status="in-progress"}', 1);
  assert.equal(await house.server.metric('ringback_sip_calls'), 2);
  assert.equal(await house.server.metric('ringback_rtp_ports'), 2);
  assert.equal(await house.server.metric('ringback_sip_registrations'), 2);
  assert.equal(await house.server.metric('ringback_trunk_up{trunk="carrier"}'), 1);
  assert.ok((await house.server.metric('ringback_rtp_ports_limit')) >= 29);
  assert.ok((await house.server.metric('ringback_sip_calls_limit')) > 2);
  await until('packets', async () => (await house.server.metric('ringback_media_packets_total{direction="out"}')) > 50);
  await phone.hangUp();
  await becomes('ringback_calls_total{direction="inbound",status="completed"}', 1);
  await becomes('ringback_calls_total{direction="outbound-dial",status="completed"}', 1);
  await becomes('ringback_calls{direction="inbound",status="in-progress"}', 0);
  await becomes('ringback_rtp_ports', 0);
  assert.equal(await house.server.metric('ringback_call_setup_seconds_count{direction="inbound"}'), 1);
  assert.equal(await house.server.metric('ringback_call_duration_seconds_count{direction="inbound"}'), 1);
  assert.ok((await house.server.metric('ringback_webhook_seconds_count{outcome="2xx"}')) >= 1);
  assert.equal(await house.server.metric('ringback_log_lines_dropped_total'), 0);
});

test('metrics tell of the process and the certificate, in the format that Prometheus reads', async () => {
  const { headers, body } = await plainRequest(`${house.server.monitoring}/metrics`);
  assert.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
  assert.match(body, /^# TYPE ringback_calls gauge$/m);
  assert.match(body, /^ringback_build_info\{version="[0-9.]+"\} 1$/m);
  assert.ok((await house.server.metric('process_resident_memory_bytes')) > 1e6);
  const expiry = await house.server.metric('ringback_certificate_expiry_timestamp_seconds');
  assert.ok(expiry > Date.now() / 1000 + 700 * 86400);
});

test('the HTTPS port has health and no metrics', async () => {
  const { url, certificate } = house.server;
  assert.equal((await request(`${url}/readyz`, { certificate })).body, 'ready\n');
  assert.equal((await request(`${url}/metrics`, { certificate })).status, 404);
});

test('/readyz: 503 while the store can\'t be written, 200 once it can', async () => {
  const script = 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute("BEGIN IMMEDIATE"); print("held", flush=True); sys.stdin.read()';
  const holder = spawn('python3', ['-c', script, path.join(house.server.folder, 'data/ringback.db')]);
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  const ready = () => plainRequest(`${house.server.monitoring}/readyz`);
  await until('503', async () => (await ready()).status === 503, 10000);
  assert.match((await ready()).body, /^store: /);
  assert.equal((await plainRequest(`${house.server.monitoring}/healthz`)).status, 200);
  holder.stdin.end();
  await until('200', async () => (await ready()).status === 200, 20000);
});

test('/readyz: 503 with "draining" while the last calls end', async () => {
  const { phone } = await talk();
  house.server.child.process.kill('SIGTERM');
  const seen = [];
  await until('draining or the end', async () => {
    const answer = await plainRequest(`${house.server.monitoring}/readyz`).catch(() => ({ status: 0 }));
    seen.push(`${answer.status} ${answer.body}`);
    return answer.status !== 200;
  });
  assert.match(seen.at(-1), /^503 draining/);
  await phone.next('CALL_CLOSED');
  assert.equal((await house.server.child.exit).code, 0);
  house.server = undefined;
});
