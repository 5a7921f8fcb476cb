// Recordings that scripts start, pause and stop on calls that are up, through Twilio's own library; and those of
// <Start><Recording>. docs/recordings.md has the rules.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { PHONE_HZ, useHouse } from './kit/house.js';
import { NUMBER, PHONE } from './kit/server.js';
import { countBeeps } from './kit/tone.js';
import { until } from './kit/until.js';
import { respond } from './kit/webhook.js';
import { channel, fetchSound, part } from './kit/wav.js';

const house = useHouse({ browser: false, prepare: (it) => it.server.useNumber(`${it.webhook.url}/voice`) });

const refused = (promise, status, code) => assert.rejects(promise, (error) => error.status === status && error.code === code);
const told = (status) => {
  const asked = house.webhook.requests.events.filter(({ path }) => path === '/recorded').map(({ parameters }) => parameters);
  return asked.findLast(({ RecordingStatus }) => RecordingStatus === status);
};
const completed = (sid) => until('the end of the recording', () => told('completed')?.RecordingSid === sid && told('completed'), 20000);

// A phone that calls and talks on while `verbs` run; the call's resource.
async function talk(verbs = '<Pause length="600"/>') {
  house.webhook.answer('/voice', respond(verbs));
  house.webhook.answer('/recorded', (_, response) => response.writeHead(204).end());
  const phone = await house.phone();
  await phone.dial(NUMBER);
  const { parameters } = await house.webhook.next('/voice');
  await until('the answer', async () => (await house.server.rest.calls(parameters.CallSid).fetch()).status === 'in-progress');
  return { phone, call: house.server.rest.calls(parameters.CallSid) };
}

async function sound({ RecordingUrl }) {
  const { status, bytes } = await fetchSound(house.server, RecordingUrl.replace(/^https:\/\/[^/]+/, house.server.url));
  assert.equal(status, 200);
  return bytes;
}

const callback = () => ({ recordingStatusCallback: `${house.webhook.url}/recorded`, recordingStatusCallbackEvent: ['in-progress', 'completed'] });
const ANSWERED = '<Play digits="1"/><Pause length="600"/>';

test('a call that is up is recorded across its documents until it ends', async () => {
  const { phone, call } = await talk(ANSWERED);
  const recording = await call.recordings.create({ ...callback(), recordingChannels: 'dual' });
  assert.equal(recording.status, 'in-progress');
  assert.equal(recording.source, 'StartCallRecordingAPI');
  assert.equal(recording.channels, 2);
  assert.equal(recording.duration, null);
  assert.equal((await call.recordings.create()).sid, recording.sid);
  assert.deepEqual((await call.recordings.list()).map(({ sid }) => sid), [recording.sid]);
  await refused(call.recordings(recording.sid).remove(), 409, 20409);
  await sleep(2000);
  await call.update({ twiml: respond('<Say voice="woman">You are heard.</Say><Pause length="600"/>') });
  await sleep(3000);
  await phone.hangUp();
  const parameters = await completed(recording.sid);
  assert.ok(told('in-progress'));
  const bytes = await sound(parameters);
  const caller = channel(bytes, 0);
  assert.ok(caller.samples.length / 8000 > 4.5, `${caller.samples.length / 8000} s`);
  const beeps = countBeeps(caller, PHONE_HZ);
  assert.ok(beeps >= 6 && beeps <= 12, `${beeps} beeps`);
  assert.ok(channel(bytes, 1).samples.some((sample) => Math.abs(sample) > 2000), 'nothing was said to the caller');
  assert.equal((await call.recordings(recording.sid).fetch()).status, 'completed');
  await refused(call.recordings.create(), 400, 21220);
  assert.ok(await call.recordings(recording.sid).remove());
});

test('what is paused is silence, or no time at all', async () => {
  const { phone, call } = await talk(ANSWERED);
  const recording = await call.recordings.create({ ...callback(), recordingTrack: 'inbound' });
  const change = (more) => call.recordings('Twilio.CURRENT').update(more);
  await sleep(2000);
  assert.equal((await change({ status: 'paused' })).status, 'paused');
  assert.equal((await call.recordings(recording.sid).fetch()).status, 'paused');
  await sleep(2000);
  assert.equal((await change({ status: 'in-progress' })).status, 'in-progress');
  await sleep(1500);
  await change({ status: 'paused', pauseBehavior: 'skip' });
  await sleep(4000);
  await call.recordings(recording.sid).update({ status: 'in-progress' });
  await sleep(1000);
  assert.equal((await change({ status: 'stopped' })).status, 'stopped');
  await refused(change({ status: 'paused' }), 404, 20404);
  const heard = channel(await sound(await completed(recording.sid)));
  const seconds = heard.samples.length / 8000;
  assert.ok(seconds > 5.5 && seconds < 8.5, `${seconds} s`);
  assert.ok(countBeeps(part(heard, 0, 2), PHONE_HZ) >= 2);
  assert.equal(part(heard, 2.4, 3.6).samples.every((sample) => sample === 0), true);
  assert.ok(countBeeps(part(heard, 4.3, seconds), PHONE_HZ) >= 2);
  await refused(call.recordings(recording.sid).update({ status: 'in-progress' }), 400, 20422);
  await phone.hangUp();
});

test('a call that is ordered with a recording is recorded from its answer', async () => {
  for (const path of ['/recorded', '/ended']) house.webhook.answer(path, (_, response) => response.writeHead(204).end());
  const phone = await house.phone({ answer: 'auto' });
  const { recordingStatusCallback } = callback();
  const statusCallback = `${house.webhook.url}/ended`;
  const twiml = respond('<Pause length="4"/>');
  const call = await house.server.rest.calls.create({ to: PHONE, from: NUMBER, twiml, record: true, recordingChannels: 'mono', recordingStatusCallback, statusCallback });
  await phone.next('CALL_CLOSED', 30000);
  const [recording] = await until('the recording', async () => {
    const rows = await house.server.rest.calls(call.sid).recordings.list();
    return rows[0]?.status === 'completed' && rows;
  });
  assert.equal(recording.source, 'OutboundAPI');
  const parameters = await completed(recording.sid);
  assert.ok(countBeeps(channel(await sound(parameters)), PHONE_HZ) >= 4);
  const { parameters: end } = await house.webhook.next('/ended');
  assert.equal(end.CallStatus, 'completed');
  for (const name of ['RecordingSid', 'RecordingUrl', 'RecordingDuration']) assert.equal(end[name], parameters[name]);
});

test('<Start><Recording> runs beside the document, and <Stop> ends it', async () => {
  const start = '<Start><Recording name="mine" channels="mono" track="inbound" recordingStatusCallback="/recorded"/></Start>';
  const { phone, call } = await talk(`${start}<Pause length="3"/><Stop><Recording name="mine"/></Stop><Pause length="600"/>`);
  const [recording] = await call.recordings.list();
  assert.equal(recording.source, 'StartCallRecordingTwiML');
  const parameters = await completed(recording.sid);
  assert.equal(parameters.RecordingTrack, 'inbound');
  const heard = channel(await sound(parameters));
  assert.ok(heard.samples.length / 8000 < 4, `${heard.samples.length / 8000} s`);
  assert.ok(countBeeps(heard, PHONE_HZ) >= 3);
  assert.equal((await call.fetch()).status, 'in-progress');
  await phone.hangUp();
});
