// The phones of this kit, each proved without the server: what fails here is not the server's fault.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Baresip } from './kit/baresip.js';
import { Chromium } from './kit/chromium.js';
import { Sipp } from './kit/sipp.js';
import { countBeeps, readSound, writeBeeps } from './kit/tone.js';
import { Webhook } from './kit/webhook.js';

const NOBODY = '127.0.0.1:9'; // a called phone needs no server

let folder;
before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ringback-fixtures-'))));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

test('beeps are found by their frequency and by no other', () => {
  const file = path.join(folder, 'beeps.wav');
  writeBeeps(file, 600, 3);
  assert.equal(countBeeps(readSound(file), 600), 5);
  assert.equal(countBeeps(readSound(file), 440), 0);
});

test('two baresip phones hear each other, and one hangs up', async () => {
  const alice = await Baresip.start(path.join(folder, 'alice'), { user: 'alice', frequency: 440 });
  const bob = await Baresip.start(path.join(folder, 'bob'), { user: 'bob', frequency: 600 });
  try {
    await alice.dial('bob', `127.0.0.1:${bob.sipPort}`);
    await bob.next('CALL_INCOMING');
    await bob.answer();
    await Promise.all([alice.next('CALL_ESTABLISHED'), bob.next('CALL_ESTABLISHED')]);
    await Promise.all([alice.hears(600), bob.hears(440)]);
    await alice.sendDigits('5');
    assert.equal((await bob.next('CALL_DTMF_START')).param, '5');
    await bob.hangUp();
    await alice.next('CALL_CLOSED');
  } finally {
    await Promise.all([alice.stop(), bob.stop()]);
  }
});

test('SIPp refuses a call of SIPp as a busy phone does', async () => {
  const busy = { final_status: '486 Busy Here' };
  const phone = await Sipp.start(path.join(folder, 'busy'), 'refuse', { server: NOBODY, values: busy });
  const server = `127.0.0.1:${phone.port}`;
  const refused = { final_code: '486' };
  const caller = await Sipp.start(path.join(folder, 'refused'), 'call_refused', { server, values: refused });
  await Promise.all([phone.done, caller.done]);
});

test('SIPp gives up a call while SIPp rings', async () => {
  const phone = await Sipp.start(path.join(folder, 'ring'), 'ring', { server: NOBODY });
  const caller = await Sipp.start(path.join(folder, 'cancel'), 'cancel', { server: `127.0.0.1:${phone.port}` });
  await Promise.all([phone.done, caller.done]);
});

test('SIPp calls baresip, which hangs up', async () => {
  const bob = await Baresip.start(path.join(folder, 'carol'), { user: 'carol', answer: 'auto' });
  try {
    const server = `127.0.0.1:${bob.sipPort}`;
    const caller = await Sipp.start(path.join(folder, 'call'), 'call', { server, service: 'carol' });
    await bob.next('CALL_ESTABLISHED');
    await bob.hangUp();
    await caller.done;
  } finally {
    await bob.stop();
  }
});

test('Chromium hears a page of its own beep, and asks no other host', async () => {
  const page = fs.readFileSync(new URL('./kit/page/tone_listener.js', import.meta.url), 'utf8');
  const webhook = await Webhook.start();
  webhook.answer('/', (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<title>t</title>'));
  webhook.answer('/tone_listener.js', (_, response) => response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(page));
  const browser = await Chromium.start(path.join(folder, 'chromium'), { frequency: 1000 });
  try {
    const tab = await browser.context.newPage();
    await tab.goto(webhook.url);
    const heard = await tab.evaluate(async () => {
      const { ToneListener } = await import('/tone_listener.js');
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const one = new ToneListener(stream).hears(1000, 2, 10000);
      const other = new ToneListener(stream).hears(600, 2, 1500);
      return [await one, await other];
    });
    assert.deepEqual(heard, [true, false]);
  } finally {
    await browser.stop();
    await webhook.stop();
  }
  assert.deepEqual([...browser.hostsAsked()], ['127.0.0.1']);
});
