// Numbers of somebody's own that an account may call from, once whoever has them has typed a code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unexercised } from './kit/document.js';
import { useHouse } from './kit/house.js';
import { PHONE } from './kit/server.js';

const house = useHouse({ browser: false });

const wrong = (code) => code.replace(/./g, (digit) => (Number(digit) + 1) % 10);

// The phone answers the call that asks for the code. `typed(code)` is what its owner types.
async function verify(rest, typed) {
  await house.server.useNumber(`${house.webhook.url}/voice`);
  house.webhook.answer('/verified', '');
  const phone = await house.phone();
  const asked = await rest.validationRequests.create({ phoneNumber: PHONE, friendlyName: 'mine', statusCallback: `${house.webhook.url}/verified` });
  await phone.next('CALL_INCOMING');
  await phone.answer();
  await phone.next('CALL_ESTABLISHED');
  for (const code of typed(asked.validationCode)) await phone.sendDigits(code);
  const { parameters } = await house.webhook.next('/verified', 60000);
  assert.equal(parameters.CallSid, asked.callSid);
  assert.equal(parameters.CallStatus, 'completed');
  return parameters;
}

test('a number is verified by the code that its owner types', async () => {
  for (const rest of [house.server.rest, house.server.curl]) {
    const told = await verify(rest, (code) => [wrong(code), code]);
    assert.equal(told.VerificationStatus, 'success');
    const [known] = await rest.outgoingCallerIds.list({ phoneNumber: PHONE });
    assert.equal(told.OutgoingCallerIdSid, known.sid);
    assert.equal(known.friendlyName, 'mine');
    assert.equal((await rest.outgoingCallerIds(known.sid).update({ friendlyName: 'ours' })).friendlyName, 'ours');
    assert.equal((await rest.outgoingCallerIds(known.sid).fetch()).phoneNumber, PHONE);
    await assert.rejects(rest.validationRequests.create({ phoneNumber: PHONE }), { code: 21450 });
    await rest.outgoingCallerIds(known.sid).remove();
    await house.endTest();
  }
  assert.deepEqual(unexercised('OutgoingCallerIds'), []);
});

test('three wrong codes verify nothing', async () => {
  const told = await verify(house.server.rest, (code) => [wrong(code), wrong(code), wrong(code)]);
  assert.equal(told.VerificationStatus, 'failed');
  assert.deepEqual(await house.server.rest.outgoingCallerIds.list(), []);
});
