// Each operation on calls, conferences, queues and recordings, through Twilio's own library and by curl: what the answers
// look like. What the parties hear is in calls_rest, conferences_rest, queues_rest and recordings_rest.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { useHouse } from './kit/house.js';
import { unexercised } from './kit/document.js';
import { NUMBER, OTHER_PHONE, PHONE } from './kit/server.js';
import { until } from './kit/until.js';
import { respond } from './kit/webhook.js';

const house = useHouse({ browser: false, prepare: ({ server, webhook }) => server.useNumber(`${webhook.url}/voice`) });
const clients = () => [house.server.rest, house.server.curl];
const sids = (rows) => rows.map(({ sid }) => sid);
const gone = (promise) => assert.rejects(promise, ({ code }) => code === 20404);

// A call to a phone that answers, and runs `verbs`.
async function ordered(rest, verbs) {
  await house.phone({ answer: 'auto' });
  const { sid } = await rest.calls.create({ to: PHONE, from: NUMBER, twiml: respond(verbs) });
  await until('the answer', async () => (await rest.calls(sid).fetch()).status === 'in-progress');
  return rest.calls(sid);
}

const completed = (rest, recording) => until('the file', async () => (await rest.recordings(recording.sid).fetch()).status === 'completed');
const ended = (call) => until('the end', async () => (await call.fetch()).status === 'completed');

test('a call is recorded, changed, looked through and deleted', async () => {
  for (const rest of clients()) {
    const call = await ordered(rest, '<Pause length="60"/>');
    const { sid } = await call.fetch();
    assert.ok(sids(await rest.calls.list({ status: 'in-progress', to: PHONE })).includes(sid));
    const recording = await call.recordings.create();
    await sleep(1200);
    assert.equal((await call.recordings('Twilio.CURRENT').update({ status: 'stopped' })).sid, recording.sid);
    await completed(rest, recording);
    assert.deepEqual(sids(await call.recordings.list()), [recording.sid]);
    assert.equal((await call.recordings(recording.sid).fetch()).callSid, sid);
    assert.ok(sids(await rest.recordings.list({ callSid: sid })).includes(recording.sid));
    const another = await call.recordings.create();
    await sleep(1200);
    await call.recordings(another.sid).update({ status: 'stopped' });
    await completed(rest, another);
    await call.recordings(another.sid).remove();
    await rest.recordings(recording.sid).remove();
    await gone(rest.recordings(recording.sid).fetch());

    const url = `${house.webhook.url}/next?again=1`;
    house.webhook.answer('/ended', (_, response) => response.writeHead(200, { 'Content-Type': 'text/plain' }).end('no TwiML'));
    house.webhook.answer('/next', respond('<Hangup/>'));
    await call.update({ url, statusCallback: `${house.webhook.url}/ended` });
    await ended(call);
    await until('the request', async () => (await call.events.list()).some(({ request }) => request.url === url));
    const [notice] = await until('a warning', async () => (await call.notifications.list()).length && call.notifications.list());
    assert.equal((await call.notifications(notice.sid).fetch()).callSid, sid);
    await call.remove();
    await gone(call.fetch());
    await house.endTest();
  }
});

test('a conference and who is in it', async () => {
  for (const rest of clients()) {
    const name = `room ${Date.now()}`;
    await ordered(rest, `<Dial><Conference beep="false" waitUrl="" record="record-from-start">${name}</Conference></Dial>`);
    const [row] = await until('the room', async () => (await rest.conferences.list({ friendlyName: name })).length && rest.conferences.list({ friendlyName: name }));
    const room = rest.conferences(row.sid);
    const other = await house.phone({ user: 'other', answer: 'auto' });
    const { callSid } = await room.participants.create({ from: NUMBER, to: OTHER_PHONE, beep: 'false' });
    await until('both', async () => (await room.fetch()).status === 'in-progress');
    assert.equal((await room.participants.list()).length, 2);
    assert.equal((await room.participants(callSid).update({ muted: true })).muted, true);
    assert.equal((await room.participants(callSid).fetch()).muted, true);
    const [recording] = await room.recordings.list();
    await sleep(1200);
    assert.equal((await room.recordings(recording.sid).update({ status: 'paused' })).status, 'paused');
    await room.participants(callSid).remove();
    await other.next('CALL_CLOSED');
    assert.equal((await room.update({ status: 'completed' })).status, 'completed');
    await completed(rest, recording);
    assert.equal((await room.recordings(recording.sid).fetch()).conferenceSid, row.sid);
    await room.recordings(recording.sid).remove();
    assert.deepEqual(await room.recordings.list(), []);
    await house.endTest();
  }
});

test('a queue and who waits in it', async () => {
  for (const rest of clients()) {
    const { sid } = await rest.queues.create({ friendlyName: 'sales' });
    const queue = rest.queues(sid);
    assert.equal((await queue.update({ maxSize: 7 })).maxSize, 7);
    assert.deepEqual(sids(await rest.queues.list()), [sid]);
    const call = await ordered(rest, '<Enqueue waitUrl="">sales</Enqueue>');
    await until('who waits', async () => (await queue.fetch()).currentSize === 1);
    const [{ callSid }] = await queue.members.list();
    assert.equal((await queue.members(callSid).fetch()).position, 1);
    house.webhook.answer('/next', respond('<Hangup/>'));
    assert.equal((await queue.members('Front').update({ url: `${house.webhook.url}/next` })).callSid, callSid);
    await ended(call);
    await queue.remove();
    await gone(queue.fetch());
    await house.endTest();
  }
});

test('every operation of these is asked for by the library and by curl', () => {
  const elsewhere = /Transcription|UserDefined/; // transcriptions, user_messages
  assert.deepEqual(unexercised('Calls', 'Conferences', 'Queues', 'Recordings').filter((name) => !elsewhere.test(name) && !/^(the sound|none)/.test(name)), []);
});
