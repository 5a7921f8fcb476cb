// SIGHUP: another configuration and another certificate, while two phones talk.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import tls from 'node:tls';
import { test } from 'node:test';
import { PHONE_HZ, useHouse } from './kit/house.js';
import { NUMBER, OTHER_PHONE } from './kit/server.js';
import { until } from './kit/until.js';
import { respond } from './kit/webhook.js';

const house = useHouse({ browser: false });
const NEWCOMER = { user: 'newcomer', password: 'another-password', phone_number: '+819059876599' };

const file = () => path.join(house.server.folder, 'ringback.toml');
const hangUpSignal = () => house.server.child.process.kill('SIGHUP');

async function reload(text, outcome) {
  const before = house.server.child.lines.events.filter((line) => line.includes(outcome)).length;
  fs.writeFileSync(file(), text);
  hangUpSignal();
  await until(outcome, () => house.server.child.lines.events.filter((line) => line.includes(outcome)).length > before);
}

async function talk() {
  house.webhook.answer('/voice', respond(`<Dial><Number>${OTHER_PHONE}</Number></Dial>`));
  await house.server.useNumber(`${house.webhook.url}/voice`);
  const other = await house.phone({ user: 'other' });
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await other.next('CALL_INCOMING');
  await other.answer();
  await other.hears(PHONE_HZ);
  return { phone, other };
}

const serial = () =>
  new Promise((resolve, reject) => {
    const port = Number(new URL(house.server.url).port);
    const socket = tls.connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.end();
    });
    socket.once('error', reject);
  });

test('SIGHUP gives a new phone its place, and the call that is up does not notice', async () => {
  const { phone, other } = await talk();
  const text = fs.readFileSync(file(), 'utf8');
  const row = Object.entries(NEWCOMER).map(([key, value]) => `${key} = "${value}"\n`).join('');
  await reload(text.replace('[static]', `[[phones]]\n${row}[static]`), 'configured anew');
  await house.phone({ user: NEWCOMER.user, password: NEWCOMER.password });
  await other.hearsMore(PHONE_HZ);
  await phone.hangUp();
  await other.next('CALL_CLOSED');
  await reload(text, 'configured anew');
});

test('SIGHUP with a wrong file changes nothing, and the log names the line', async () => {
  const text = fs.readFileSync(file(), 'utf8');
  await reload(text.replace('default_region', 'default_regoin'), 'the configuration was not taken');
  assert.ok(house.server.logged('line 1'));
  fs.writeFileSync(file(), text);
  await house.phone();
});

test('SIGHUP names the keys that only a start can change', async () => {
  const text = fs.readFileSync(file(), 'utf8');
  await reload(text.replace('default_region = "JP"', 'default_region = "US"'), 'configured anew');
  assert.ok(house.server.logged('"next_start":"default_region"'));
  await reload(text, 'configured anew');
});

test('SIGHUP shows the certificate that has been put in place', async () => {
  const before = await serial();
  const { certificate, key } = house.server;
  const folder = path.join(house.server.folder, 'other');
  fs.mkdirSync(folder);
  // Another server's own, made as this one's was.
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30',
    '-subj', '/CN=voice.example.com', '-keyout', path.join(folder, 'key.pem'), '-out', path.join(folder, 'cert.pem')], { stdio: 'ignore' });
  fs.copyFileSync(path.join(folder, 'key.pem'), key);
  fs.copyFileSync(path.join(folder, 'cert.pem'), certificate);
  await reload(fs.readFileSync(file(), 'utf8'), 'configured anew');
  assert.notEqual(await until('another certificate', async () => ((await serial()) === before ? undefined : serial())), before);
});
