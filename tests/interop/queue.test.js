// Queues: what a caller hears while it waits, and agents on phones and pages who take it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import twilio from 'twilio';
import { BROWSER_HZ, PHONE_HZ, SDKS, useHouse } from './kit/house.js';
import { NUMBER } from './kit/server.js';
import { writeBeeps } from './kit/tone.js';

const MUSIC_HZ = 440;
const AGENT_HZ = 750;
const HIGHEST_NOTE_HZ = 523; // of the first chord of the server's music, 1.5 s and 2.5 s after its beginning

const house = useHouse({ prepare: serveMusic });

// Ten seconds of beeps: more than a document may have bytes.
function serveMusic({ server, webhook }) {
  const file = path.join(server.folder, 'music.wav');
  writeBeeps(file, MUSIC_HZ, 10);
  const bytes = fs.readFileSync(file);
  webhook.answer('/music.wav', (_, response) => response.writeHead(200, { 'Content-Type': 'audio/wav' }).end(bytes));
}

const twiml = () => new twilio.twiml.VoiceResponse();
const asked = (url) => house.webhook.requests.events.filter((request) => request.path === url);

// Every caller of the number is put into the queue; the action hangs up.
async function useQueue(name, attributes = {}) {
  const document = twiml();
  document.enqueue({ action: '/left', ...attributes }, name);
  house.webhook.answer('/voice', String(document));
  house.webhook.answer('/left', String(twiml()));
  await house.server.useNumber(`${house.webhook.url}/voice`);
}

function dialQueue(name, noun = {}) {
  const document = twiml();
  document.dial({ action: '/dialled' }).queue(noun, name);
  house.webhook.answer('/agent', String(document));
  house.webhook.answer('/dialled', String(twiml()));
}

async function parameters(url) {
  const request = await house.webhook.next(url);
  return request.parameters;
}

for (const sdk of SDKS) {
  test(`a phone waits with our music until a page on ${sdk} takes it`, async () => {
    await useQueue(`support of ${sdk}`);
    dialQueue(`support of ${sdk}`);
    const application = await house.server.makeApplication(`${house.webhook.url}/agent`);
    const page = await house.registeredPage(sdk, application);
    const phone = await house.phone();
    await phone.dial(NUMBER);
    await phone.hears(HIGHEST_NOTE_HZ);
    const { CallSid } = await parameters('/voice');
    await page.connect({});
    await Promise.all([page.hears(PHONE_HZ), phone.hears(BROWSER_HZ)]);
    await page.hangUp();
    await phone.next('CALL_CLOSED');
    const left = await parameters('/left');
    assert.deepEqual([left.CallSid, left.QueueResult], [CallSid, 'bridged']);
    assert.match(left.QueueSid, /^QU[0-9a-f]{32}$/);
    assert.ok(Number(left.QueueTime) >= 2, left.QueueTime);
    const dialled = await parameters('/dialled');
    const { DialCallStatus, DialBridged, DialCallSid, DequeueResult, QueueSid, QueueTime } = dialled;
    assert.deepEqual([DialCallStatus, DialBridged, DialCallSid, DequeueResult], ['completed', 'true', CallSid, 'bridged']);
    assert.deepEqual([QueueSid, QueueTime], [left.QueueSid, left.QueueTime]);
    assert.deepEqual([asked('/left').length, asked('/dialled').length], [1, 1]);
    assert.deepEqual(page.faults, []);
  });
}

test('a phone takes another out of the queue, which hears its own music, then a greeting', async () => {
  await useQueue('two phones', { waitUrl: '/music.wav', waitUrlMethod: 'GET' });
  const caller = await house.phone();
  await caller.dial(NUMBER);
  await caller.hears(MUSIC_HZ);
  const { CallSid } = await parameters('/voice');

  dialQueue('two phones', { url: '/greeting' });
  const greeting = twiml();
  greeting.pause({ length: 2 });
  house.webhook.answer('/greeting', String(greeting));
  await house.server.useNumber(`${house.webhook.url}/agent`);
  const agent = await house.phone({ user: 'other', frequency: AGENT_HZ });
  await agent.dial(NUMBER);
  const greeted = await parameters('/greeting');
  const { CallSid: agentSid } = await parameters('/agent');
  assert.deepEqual([greeted.CallSid, greeted.DequeingCallSid], [CallSid, agentSid]);
  await caller.hearsNoMore(MUSIC_HZ);
  await Promise.all([caller.hears(AGENT_HZ), agent.hears(PHONE_HZ)]);

  await caller.hangUp();
  await agent.next('CALL_CLOSED');
  assert.equal((await parameters('/left')).QueueResult, 'bridged');
  assert.equal((await parameters('/dialled')).DialCallStatus, 'completed');
});

test('a caller who presses a key leaves the queue', async () => {
  await useQueue('keys', { waitUrl: '/wait' });
  const wait = twiml();
  wait.gather({ numDigits: 1, action: '/key' }).play({ loop: 0 }, '/music.wav');
  const key = twiml();
  key.leave();
  house.webhook.answer('/wait', String(wait));
  house.webhook.answer('/key', String(key));
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await phone.hears(MUSIC_HZ);
  const { QueuePosition, CurrentQueueSize, MaxQueueSize } = await parameters('/wait');
  assert.deepEqual([QueuePosition, CurrentQueueSize, MaxQueueSize], ['1', '1', '1000']);
  await phone.sendDigits('5');
  await phone.next('CALL_CLOSED');
  assert.equal((await parameters('/key')).Digits, '5');
  assert.equal((await parameters('/left')).QueueResult, 'leave');
});

test('a caller who hangs up leaves the queue, and a page that comes then finds nobody', async () => {
  await useQueue('nobody');
  const document = twiml();
  document.dial({ action: '/dialled', timeout: 2 }).queue('nobody');
  house.webhook.answer('/agent', String(document));
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await phone.hearsSound();
  await phone.hangUp();
  assert.equal((await parameters('/left')).QueueResult, 'hangup');
  const application = await house.server.makeApplication(`${house.webhook.url}/agent`);
  const page = await house.registeredPage(SDKS[0], application);
  await page.connect({});
  const { DialCallStatus, DialBridged } = await parameters('/dialled');
  assert.deepEqual([DialCallStatus, DialBridged], ['no-answer', 'false']);
  await page.next('call.disconnect');
});
