// The server is killed in the middle of calls: no record and no callback is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useHouse } from './kit/house.js';
import { FOREIGN_NUMBER, NUMBER, PHONE } from './kit/server.js';
import { until } from './kit/until.js';
import { respond } from './kit/webhook.js';

const CALLS = 20;
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 2);
const house = useHouse({ browser: false });

const callbacks = () => house.webhook.requests.events.filter(({ path }) => path === '/status');
const told = (sid) => callbacks().find(({ parameters }) => parameters.CallSid === sid);

// The rounds differ in what the server was at when it was killed: answering, talking, or ending.
async function waitForMoment(round) {
  const [half, all] = [CALLS / 2, CALLS];
  const asked = () => house.webhook.requests.events.filter(({ path }) => path === '/voice').length;
  if (round % 3 === 0) await until('all calls', () => asked() >= all);
  if (round % 3 === 1) await until('half of the calls', () => asked() >= half);
  if (round % 3 === 2) await until('calls that end', () => callbacks().length >= half);
}

test(`kill -9 in ${CALLS} calls, ${ROUNDS} times: every call has its end and its callback`, { timeout: ROUNDS * 60000 }, async () => {
  house.webhook.answer('/status', respond(''));
  await house.server.useNumber(`${house.webhook.url}/voice`, { statusCallback: `${house.webhook.url}/status` });
  for (let round = 0; round < ROUNDS; ++round) {
    // In every third round the calls end by themselves, and the server is killed among their callbacks.
    const ending = round % 3 === 2;
    house.webhook.answer('/voice', respond(ending ? '<Hangup/>' : `<Dial callerId="${NUMBER}">${FOREIGN_NUMBER}</Dial>`));
    house.webhook.requests.events.splice(0);
    const carrier = ending ? undefined : await house.carrier('answer', {}, { calls: CALLS });
    const calls = await house.trunkCall('call', {}, { calls: CALLS });
    await waitForMoment(round);
    await house.server.kill();
    await Promise.allSettled([calls.kill(), carrier?.kill()]);
    await house.server.restart();

    const sids = new Set(house.webhook.requests.events.map(({ parameters }) => parameters.CallSid));
    await until(`the callbacks of round ${round}`, () => [...sids].every(told));
    const records = await house.server.rest.calls.list({ limit: 1000 });
    for (const { sid, status, endTime } of records) {
      assert.ok(endTime && ['completed', 'failed', 'no-answer', 'canceled'].includes(status), `${sid}: ${status}`);
    }
    const known = new Set(records.map(({ sid }) => sid));
    for (const sid of sids) assert.ok(known.has(sid), `${sid} has a record`);
  }
});

test('kill -9 while a party\'s callbacks wait for the application: they are told afterwards, in order', async () => {
  const events = 'initiated ringing answered completed';
  const number = `<Number statusCallback="/slow" statusCallbackEvent="${events}">${PHONE}</Number>`;
  house.webhook.answer('/voice', respond(`<Dial>${number}</Dial>`));
  house.webhook.answer('/slow', () => {}); // never answers
  await house.server.useNumber(`${house.webhook.url}/voice`);
  house.webhook.requests.events.splice(0);
  const phone = await house.sippPhone('answer', {}, 'phone');
  const caller = await house.trunkCall('call');
  await house.webhook.next('/slow');
  await phone.answered();
  const [{ sid }] = await until('the record of the answer', async () => {
    const parties = await house.server.rest.calls.list({ to: PHONE, status: 'in-progress' });
    return parties.length && parties;
  });
  await house.server.kill();
  await Promise.allSettled([caller.kill(), phone.kill()]);
  house.webhook.answer('/slow', (request, response) => response.writeHead(204).end());
  house.webhook.requests.events.splice(0);
  await house.server.restart();
  const told = () => house.webhook.requests.events.filter(({ path }) => path === '/slow').map(({ parameters }) => parameters);
  await until('the callbacks', () => told().length >= 4);
  assert.deepEqual(told().map(({ CallStatus }) => CallStatus), ['initiated', 'ringing', 'in-progress', 'completed']);
  assert.deepEqual(told().map(({ SequenceNumber }) => SequenceNumber), ['0', '1', '2', '3']);
  assert.ok(told().every(({ CallSid }) => CallSid === sid));
});

test('kill -9 while a conference\'s callbacks wait for the application: they are told afterwards, and its end', async () => {
  const attributes = 'statusCallback="/room" statusCallbackEvent="start end join" waitUrl=""';
  house.webhook.answer('/voice', respond(`<Dial><Conference ${attributes}>room</Conference></Dial>`));
  house.webhook.answer('/room', () => {}); // never answers
  await house.server.useNumber(`${house.webhook.url}/voice`);
  house.webhook.requests.events.splice(0);
  const callers = await house.trunkCall('call', {}, { calls: 2 });
  await house.webhook.next('/room');
  const [room] = await until('the start', async () => {
    const rooms = await house.server.rest.conferences.list({ friendlyName: 'room', status: 'in-progress' });
    return rooms.length && rooms;
  });
  await house.server.kill();
  await Promise.allSettled([callers.kill()]);
  house.webhook.answer('/room', (request, response) => response.writeHead(204).end());
  house.webhook.requests.events.splice(0);
  await house.server.restart();
  const told = () => house.webhook.requests.events.filter(({ path }) => path === '/room').map(({ parameters }) => parameters);
  await until('the callbacks', () => told().length >= 4);
  assert.deepEqual(told().map(({ StatusCallbackEvent }) => StatusCallbackEvent), ['participant-join', 'participant-join', 'conference-start', 'conference-end']);
  assert.deepEqual(told().map(({ SequenceNumber }) => SequenceNumber), ['1', '2', '3', '4']);
  assert.ok(told().every(({ ConferenceSid }) => ConferenceSid === room.sid));
  assert.equal((await house.server.rest.conferences(room.sid).fetch()).status, 'completed');
});
