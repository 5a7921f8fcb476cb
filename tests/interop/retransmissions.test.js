// What is lost on UDP is sent again, and what comes twice is done once. The timers themselves are tested in virtual
// time (src/sip/timers_test.cpp).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useHouse } from './kit/house.js';
import { FOREIGN_NUMBER, NUMBER } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse({ browser: false });
const AS_IT_IS = { more: ['-nr'] }; // SIPp neither sends again nor overlooks copies

async function answerIncoming(verbs) {
  house.webhook.answer('/voice', respond(verbs));
  await house.server.useNumber(`${house.webhook.url}/voice`);
}
const asked = () => house.webhook.requests.events.length;

test('a 200 whose ACK is lost comes again until the ACK', async () => {
  await answerIncoming('<Pause length="6"/>');
  const call = await house.trunkCall('lost_ack', {}, AS_IT_IS);
  await call.done;
});

test('an INVITE that comes again is the same call', async () => {
  await answerIncoming('<Pause length="1"/>');
  const call = await house.trunkCall('invite_twice', {}, AS_IT_IS);
  await call.done;
  assert.equal(asked(), 1);
});

test('a refusal whose ACK is lost comes again until the ACK', async () => {
  await answerIncoming('<Reject reason="busy"/>');
  const call = await house.trunkCall('refusal_lost_ack', {}, AS_IT_IS);
  await call.done;
});

test('a BYE that comes again is answered again', async () => {
  await answerIncoming(`<Dial callerId="${NUMBER}"><Number>${FOREIGN_NUMBER}</Number></Dial>`);
  const carrier = await house.carrier('ring');
  const call = await house.trunkCall('bye_twice', {}, AS_IT_IS);
  await call.done;
  await carrier.done;
});

test('an INVITE and a BYE that are not answered are sent again', async () => {
  await answerIncoming(`<Dial callerId="${NUMBER}" timeLimit="1"><Number>${FOREIGN_NUMBER}</Number></Dial>`);
  const carrier = await house.carrier('deaf_at_first', {}, AS_IT_IS);
  const caller = await house.trunkCall('call');
  await carrier.done;
  await caller.done;
});
