// Queues and who waits in them, through Twilio's own library.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useHouse } from './kit/house.js';
import { NUMBER } from './kit/server.js';
import { until } from './kit/until.js';
import { respond } from './kit/webhook.js';

const house = useHouse({ browser: false, prepare: ({ server, webhook }) => server.useNumber(`${webhook.url}/voice`) });

const refused = (promise, status, code) => assert.rejects(promise, (error) => error.status === status && error.code === code);
const queues = () => house.server.rest.queues;

test('a queue is made, found, changed and deleted', async () => {
  const queue = await queues().create({ friendlyName: 'sales', maxSize: 7 });
  assert.match(queue.sid, /^QU/);
  assert.equal(queue.currentSize, 0);
  assert.equal(queue.averageWaitTime, 0);
  assert.equal(queue.maxSize, 7);
  await refused(queues().create({ friendlyName: 'sales' }), 409, 20409);
  await refused(queues().create({ friendlyName: 'more', maxSize: 5001 }), 400, 20422);
  const changed = await queues()(queue.sid).update({ friendlyName: 'sales, again', maxSize: 20 });
  assert.equal(changed.friendlyName, 'sales, again');
  assert.equal((await queues()(queue.sid).fetch()).maxSize, 20);
  assert.deepEqual((await queues().list()).map(({ sid }) => sid), [queue.sid]);
  assert.equal(await queues()(queue.sid).remove(), true);
  await refused(queues()(queue.sid).fetch(), 404, 20404);
});

test('who waits is listed in order, and the first is taken out to another document', async () => {
  house.webhook.answer('/voice', respond('<Enqueue waitUrl="" action="/left">support</Enqueue>'));
  house.webhook.answer('/left', respond(''));
  house.webhook.answer('/elsewhere', respond('<Pause length="20"/>'));
  const phones = [];
  for (const user of ['phone', 'other']) {
    const phone = await house.phone({ user });
    await phone.dial(NUMBER);
    phones.push(phone);
    await until('the caller in the queue', async () => (await queues().list()).some((each) => each.friendlyName === 'support' && each.currentSize === phones.length));
  }
  const queue = (await queues().list()).find(({ friendlyName }) => friendlyName === 'support');
  const members = await queues()(queue.sid).members.list();
  assert.deepEqual(members.map(({ position }) => position), [1, 2]);
  await refused(queues()(queue.sid).remove(), 409, 20409);
  const front = await queues()(queue.sid).members('Front').fetch();
  assert.equal(front.callSid, members[0].callSid);
  await refused(queues()(queue.sid).members('Front').update({ url: 'nowhere' }), 400, 21205);
  const taken = await queues()(queue.sid).members('Front').update({ url: `${house.webhook.url}/elsewhere` });
  assert.equal(taken.callSid, members[0].callSid);
  assert.equal(taken.position, 0);
  const { parameters } = await house.webhook.next('/elsewhere');
  assert.equal(parameters.CallSid, members[0].callSid);
  assert.equal(parameters.QueueSid, queue.sid);
  assert.equal(parameters.QueueResult, 'redirected');
  const left = await house.webhook.next('/left');
  assert.equal(left.parameters.QueueResult, 'redirected');
  assert.equal((await queues()(queue.sid).members('Front').fetch()).callSid, members[1].callSid);
  await Promise.all(phones.map((phone) => phone.hangUp()));
});
