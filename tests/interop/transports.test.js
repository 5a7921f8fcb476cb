// SIP over TCP and over IPv6, with sound where a phone can be heard.
import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { useHouse } from './kit/house.js';
import { NUMBER, OTHER_PHONE } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse({ browser: false });
const CALLER_HZ = 600;
const CALLED_HZ = 750;

async function answerIncoming(verbs) {
  house.webhook.answer('/voice', respond(verbs));
  await house.server.useNumber(`${house.webhook.url}/voice`);
}

// A phone calls another by its number, and both hear each other.
async function talk(caller, called) {
  await answerIncoming(`<Dial callerId="${NUMBER}"><Number>${OTHER_PHONE}</Number></Dial>`);
  const from = await house.phone({ frequency: CALLER_HZ, ...caller });
  const to = await house.phone({ user: 'other', frequency: CALLED_HZ, ...called });
  await from.dial(NUMBER);
  await to.next('CALL_INCOMING');
  await to.answer();
  await Promise.all([from.hears(CALLED_HZ), to.hears(CALLER_HZ)]);
  return { from, to };
}

test('phones on TCP call each other and hear each other', async () => {
  const { from, to } = await talk({ transport: 'tcp' }, { transport: 'tcp' });
  await from.hangUp();
  await to.next('CALL_CLOSED');
});

test('a phone on UDP calls a phone on TCP, which hangs up', async () => {
  const { from, to } = await talk({}, { transport: 'tcp' });
  await to.hangUp();
  await from.next('CALL_CLOSED');
});

test('a trunk calls over TCP, on a connection that we hang up on too', async () => {
  await answerIncoming('<Pause length="1"/><Hangup/>');
  const call = await house.trunkCall('call', {}, { transport: 't1' });
  await call.done;
});

test('a phone is called on the connection that it registered on', async () => {
  await answerIncoming(`<Dial callerId="${NUMBER}"><Number>${OTHER_PHONE}</Number></Dial>`);
  const phone = await house.phone({ user: 'other', transport: 'tcp' });
  const caller = await house.trunkCall('call');
  await phone.next('CALL_INCOMING');
  await phone.answer();
  await caller.answered();
  await phone.hangUp();
  await caller.done;
});

test('a keep-alive on TCP is answered', async () => {
  const [host, port] = house.server.sip.split(':');
  const socket = net.connect(Number(port), host);
  socket.write('\r\n\r\n');
  const [answer] = await new Promise((resolve) => socket.once('data', (data) => resolve([data.toString()])));
  socket.destroy();
  assert.equal(answer, '\r\n');
});

test('a phone whose connection is gone is called at its Contact', async () => {
  await answerIncoming(`<Dial callerId="${NUMBER}" timeLimit="1"><Number>${OTHER_PHONE}</Number></Dial>`);
  const phone = await house.sippPhone('answer', {}, 'other', { transport: 't1' });
  const caller = await house.trunkCall('call');
  await phone.done;
  await caller.done;
});
