// A script gives a call another document in the middle of each verb: nothing goes on playing, recording or ringing.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import twilio from 'twilio';
import { PHONE_HZ, useHouse } from './kit/house.js';
import { CLIENT, NUMBER, OTHER_PHONE, PHONE } from './kit/server.js';
import { writeBeeps } from './kit/tone.js';
import { until } from './kit/until.js';

const { VoiceResponse } = twilio.twiml;
const MUSIC_HZ = 440;
const at = (name) => `${house.webhook.url}${name}`;

function answer(name, write) {
  const response = new VoiceResponse();
  write(response);
  house.webhook.answer(name, response.toString());
}

const house = useHouse({
  prepare: async ({ server, webhook }) => {
    await server.useNumber(`${webhook.url}/queued`);
    const file = path.join(server.folder, 'music.wav');
    writeBeeps(file, MUSIC_HZ, 3);
    webhook.answer('/music.wav', (_, response) => {
      response.writeHead(200, { 'Content-Type': 'audio/wav' }).end(fs.readFileSync(file));
    });
    webhook.answer('/events', (_, response) => response.writeHead(204).end());
    answer('/second', (response) => response.pause({ length: 60 }));
  },
});

// A call to our phone which is in the middle of what `write` says.
async function callInside(write) {
  const phone = await house.phone({ answer: 'auto' });
  answer('/first', write);
  const call = await house.server.rest.calls.create({ to: PHONE, from: NUMBER, url: at('/first') });
  await house.webhook.next('/first');
  return { phone, call };
}

// The other document runs, in silence, and the call is up; then the phone hangs up, and nothing is left.
async function redirect({ phone, call }) {
  await house.server.rest.calls(call.sid).update({ url: at('/second') });
  await house.webhook.next('/second');
  await phone.hearsNothing();
  assert.equal((await house.server.rest.calls(call.sid).fetch()).status, 'in-progress');
  const recordings = await house.server.rest.recordings.list({ callSid: call.sid });
  for (const recording of recordings) assert.notEqual(recording.status, 'in-progress');
  assert.equal(house.webhook.requests.events.filter((request) => request.path === '/second').length, 1);
  await phone.hangUp();
  await house.server.endedCall(call.sid);
}

const HEARD = {
  'a Say': (response) => response.say({ loop: 0 }, 'This announcement goes on and on, whoever listens to it.'),
  'a Play': (response) => response.play({ loop: 0 }, at('/music.wav')),
  'a Gather': (response) => response.gather({ timeout: 60 }).play({ loop: 0 }, at('/music.wav')),
  'a Gather of speech': (response) => response.gather({ input: 'speech', timeout: 60 }).play({ loop: 0 }, at('/music.wav')),
  'an Enqueue': (response) => response.enqueue('support'),
  'a Conference with music': (response) => response.dial().conference('alone'),
  'an Echo': (response) => response.echo(),
  'a Dial with a ring tone': (response) => response.dial({ ringTone: 'us' }).number(OTHER_PHONE),
};

for (const [name, write] of Object.entries(HEARD)) {
  test(`${name} that is heard is heard no more`, async () => {
    const rings = name.includes('Dial') ? await house.sippPhone('ring', {}, 'other') : undefined;
    const inside = await callInside(write);
    await inside.phone.hearsSound();
    await redirect(inside);
    await rings?.done;  // it was canceled
  });
}

test('a Pause ends at once', async () => {
  const inside = await callInside((response) => response.pause({ length: 600 }));
  await redirect(inside);
});

test('a Record has its recording completed, and its action is not asked', async () => {
  const inside = await callInside((response) => response.record({ action: '/recorded', timeout: 60, trim: 'do-not-trim' }));
  await until('the recording', async () => (await house.server.rest.recordings.list({ callSid: inside.call.sid })).length === 1);
  await setTimeout(1500); // what is shorter than a second is no recording
  await redirect(inside);
  const [recording] = await house.server.rest.recordings.list({ callSid: inside.call.sid });
  assert.equal(recording.status, 'completed');
  assert.ok(!house.webhook.requests.events.some((request) => request.path === '/recorded'));
});

test('a Dial that is recorded: the party is hung up, the recording completed', async () => {
  const other = await house.phone({ user: 'other', answer: 'auto', frequency: 700 });
  const inside = await callInside((response) => response.dial({ record: 'record-from-answer-dual' }).number(OTHER_PHONE));
  await inside.phone.hears(700);
  await other.hears(PHONE_HZ);
  await redirect(inside);
  await other.next('CALL_CLOSED');
});

test('an agent who takes a queue leaves it: the caller is hung up, the next document runs', async () => {
  const caller = await house.phone({ user: 'other', frequency: 700 });
  answer('/queued', (response) => response.enqueue('desk'));
  await caller.dial(NUMBER);
  await house.webhook.next('/queued');
  const inside = await callInside((response) => response.dial().queue('desk'));
  await inside.phone.hears(700);
  await redirect(inside);
  await caller.next('CALL_CLOSED');
});

test('a Dial of a page that rings: it rings no more', async () => {
  const page = await house.registeredPage('voice-sdk');
  const inside = await callInside((response) => response.dial().client(CLIENT));
  await page.next('device.incoming');
  await redirect(inside);
  await page.next('call.cancel');
});
