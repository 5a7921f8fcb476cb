// The same server with its records in PostgreSQL, which may go away in the middle of a call.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { useHouse } from './kit/house.js';
import { NUMBER, PHONE, plainRequest } from './kit/server.js';
import { Postgresql } from './kit/postgresql.js';
import { until } from './kit/until.js';
import { respond } from './kit/webhook.js';

const postgresql = await Postgresql.start();
const house = useHouse({ browser: false, store: { url: postgresql.url } });
after(() => postgresql.stop());

const asked = (path) => house.webhook.requests.events.filter((request) => request.path === path);

async function answerWith(verbs, next = '<Hangup/>') {
  house.webhook.answer('/status', respond(''));
  house.webhook.answer('/voice', respond(verbs));
  house.webhook.answer('/next', respond(next));
  await house.server.useNumber(`${house.webhook.url}/voice`, { statusCallback: `${house.webhook.url}/status` });
}

const ready = async () => (await plainRequest(`${house.server.monitoring}/readyz`)).status === 200;

test('a call through a server on PostgreSQL: its record, its events and its parties are there', async () => {
  await answerWith(`<Dial timeLimit="1" callerId="${NUMBER}">${PHONE}</Dial>`);
  const phone = await house.sippPhone('answer');
  const caller = await house.trunkCall('call');
  await house.webhook.next('/status');
  await Promise.allSettled([phone.done, caller.done]);
  const [{ parameters }] = asked('/voice');
  const call = await house.server.endedCall(parameters.CallSid);
  assert.equal(call.status, 'completed');
  assert.equal(call.to, NUMBER);
  const [party] = await house.server.rest.calls.list({ parentCallSid: call.sid });
  assert.equal(party.to, PHONE);
  const [event] = await house.server.rest.calls(call.sid).events.list({ limit: 1 });
  assert.equal(event.request.url, `${house.webhook.url}/voice`);
  assert.equal(postgresql.query(`SELECT status FROM calls WHERE sid = '${call.sid}'`), 'completed');
});

test('PostgreSQL is restarted in the middle of a call: the call goes on and its end is told and stored', async () => {
  await answerWith('<Say>One moment</Say><Pause length="3"/><Redirect>/next</Redirect>');
  await house.trunkCall('call');
  const { parameters } = await house.webhook.next('/voice');
  await until('the call', async () => (await house.server.rest.calls(parameters.CallSid).fetch()).status === 'in-progress');
  await postgresql.end();
  await until('unready', async () => !(await ready()));
  await postgresql.start();
  await house.webhook.next('/next');
  const told = await house.webhook.next('/status');
  assert.equal(told.parameters.CallSid, parameters.CallSid);
  assert.equal(told.parameters.CallStatus, 'completed');
  const call = await house.server.endedCall(parameters.CallSid);
  assert.equal(call.status, 'completed');
  await until('ready', ready);
});

test('kill -9 of the server in a call on PostgreSQL: the record has its end and the callback is sent', async () => {
  await answerWith('<Say>One moment</Say><Pause length="30"/>');
  const caller = await house.trunkCall('call');
  const { parameters } = await house.webhook.next('/voice');
  await until('the call', async () => (await house.server.rest.calls(parameters.CallSid).fetch()).status === 'in-progress');
  await house.server.kill();
  await caller.kill();
  await house.server.restart();
  const told = await house.webhook.next('/status');
  assert.equal(told.parameters.CallSid, parameters.CallSid);
  assert.equal((await house.server.endedCall(parameters.CallSid)).status, 'completed');
});

test('PostgreSQL stays away: requests are refused in words, and served again when it is back', async () => {
  await postgresql.end();
  await assert.rejects(house.server.rest.calls.list({ limit: 1 }), (error) => error.status === 500 && error.code === 20500);
  await postgresql.start();
  await until('its return', () => house.server.rest.calls.list({ limit: 1 }).catch(() => undefined));
  assert.ok(!house.server.child.lines.events.some((line) => line.includes('postgresql://')), 'no URL in the log');
});
