// The three flows that the system exists for: real SDKs in Chromium, a real SIP phone, the example application.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSER_HZ, PHONE_HZ, SDKS, useHouse } from './kit/house.js';
import { CLIENT, NUMBER, PHONE } from './kit/server.js';
import { until } from './kit/until.js';

const house = useHouse({ apiServer: true });
const WRITTEN_NUMBER = '+81-50-3123-4567';
const PARAMETERS = { callerPhoneNumber: WRITTEN_NUMBER, callOutgoingPhoneNumber: '+81-90-5987-6543' };

// A page that asked the application for its token, by its phone number alone.
async function onlinePage(sdk) {
  const page = await house.page(sdk);
  const { capabilityToken } = await house.api.askToken(WRITTEN_NUMBER);
  await page.register(capabilityToken);
  return page;
}

const bothHear = (page, phone) => Promise.all([page.hears(PHONE_HZ), phone.hears(BROWSER_HZ)]);

// Whoever hangs up, the other one is told.
async function hangUp(by, page, phone) {
  await (by === 'browser' ? page : phone).hangUp();
  await Promise.all([page.next('call.disconnect'), phone.next('CALL_CLOSED')]);
  assert.deepEqual(page.faults, []);
}

// Both calls' records: that of the party who called, and that of the one who was dialled.
async function records(callSid) {
  const call = await house.server.endedCall(callSid);
  const [child] = await until('record of the dialled call', async () => {
    const children = await house.server.rest.calls.list({ parentCallSid: callSid });
    return children[0]?.endTime ? children : undefined;
  });
  for (const record of [call, child]) {
    assert.ok(record.startTime <= record.endTime && record.dateCreated && Number(record.duration) >= 0);
    assert.equal(record.accountSid, house.server.accountSid);
  }
  assert.equal(child.parentCallSid, call.sid);
  return [call, child].map(({ from, to, direction, status }) => ({ from, to, direction, status }));
}

for (const sdk of SDKS) {
  describe(sdk, () => {
    for (const by of ['browser', 'phone']) {
      test(`the phone calls the browser, both hear each other, the ${by} hangs up`, async () => {
        const page = await onlinePage(sdk);
        const phone = await house.phone();
        await phone.dial(NUMBER);
        const { detail } = await page.next('device.incoming');
        assert.equal(detail.parameters.From, PHONE);
        await page.accept();
        await Promise.all([page.next('call.accept'), phone.next('CALL_ESTABLISHED')]);
        await bothHear(page, phone);
        await hangUp(by, page, phone);

        const [parent] = await house.server.rest.calls.list({ to: NUMBER, limit: 1 });
        assert.deepEqual(await records(parent.sid), [
          { from: PHONE, to: NUMBER, direction: 'inbound', status: 'completed' },
          { from: PHONE, to: `client:${CLIENT}`, direction: 'outbound-dial', status: 'completed' },
        ]);
      });

      test(`the browser calls the phone, both hear each other, the ${by} hangs up`, async () => {
        const page = await onlinePage(sdk);
        const phone = await house.phone();
        await page.connect(PARAMETERS);
        const { peeruri } = await phone.next('CALL_INCOMING');
        assert.match(peeruri, /815031234567/);
        await phone.answer();
        await Promise.all([page.next('call.accept'), phone.next('CALL_ESTABLISHED')]);
        await bothHear(page, phone);
        const callSid = await page.callSid();
        await hangUp(by, page, phone);

        assert.deepEqual(await records(callSid), [
          { from: `client:${CLIENT}`, to: '', direction: 'inbound', status: 'completed' },
          { from: NUMBER, to: PHONE, direction: 'outbound-dial', status: 'completed' },
        ]);
      });
    }
  });
}

test('a number that the application does not know gets no token', async () => {
  const answer = await house.api.askToken('+81-50-9999-9999');
  assert.equal(answer.success, false);
  assert.equal(answer.capabilityToken, undefined);
  assert.ok(answer.status >= 400 && answer.status < 500 && answer.error);
});

test('after all these calls Chromium has asked this machine alone', async () => {
  assert.deepEqual(await house.hostsAsked(), ['127.0.0.1']);
});
