// Who is kept out, and what is said to them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SDKS, useHouse } from './kit/house.js';
import { CLIENT, FOREIGN_NUMBER } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse();

// The SDKs number the same refusal differently.
const codes = {
  'voice-sdk': { wrong: 20101, expired: 20104 },
  'twilio-client': { wrong: 31204, expired: 31205 },
};

for (const sdk of SDKS) {
  test(`a token with a wrong signature does not bring the page on ${sdk} online`, async () => {
    const page = await house.page(sdk);
    await page.setup(house.server.token({ authToken: 'f'.repeat(32) }));
    assert.equal((await page.next('device.error')).detail.code, codes[sdk].wrong);
    assert.equal(page.has('device.registered'), false);
  });

  test(`an expired token is refused on ${sdk}; a fresh one brings the page online`, async () => {
    const page = await house.page(sdk);
    const setup = page.setup(house.server.token({ ttl: -60 }));
    assert.equal((await page.next('device.error')).detail.code, codes[sdk].expired);
    await page.updateToken(house.server.token({}));
    await page.next('device.registered');
    await setup;
  });

  test(`a token without the incoming right comes online on ${sdk}, and no call reaches it`, async () => {
    house.webhook.answer('/voice', respond(`<Dial action="/dialled"><Client>${CLIENT}</Client></Dial>`));
    await house.server.useNumber(`${house.webhook.url}/voice`);
    const application = await house.server.makeApplication(`${house.webhook.url}/outgoing`);
    const page = await house.page(sdk);
    await page.register(house.server.token({ incoming: '', outgoing: application.sid }));
    const caller = await house.trunkCall('call');
    assert.equal((await house.webhook.next('/dialled')).parameters.DialCallStatus, 'no-answer');
    await caller.done;
    assert.equal(page.has('device.incoming'), false);
  });

  test(`a token without the outgoing right gets its call on ${sdk} hung up`, async () => {
    const page = await house.page(sdk);
    await page.register(house.server.token({}));
    await page.connect({});
    const { detail } = await page.next('call.error');
    assert.equal(detail.original ?? detail.code, 31201);
    await page.next('call.disconnect');
  });
}

test('a phone that calls a number of nobody is told so', async () => {
  const call = await house.trunkCall('call_refused', { final_code: '404' }, { service: FOREIGN_NUMBER });
  await call.done;
});

test('a stranger without digest or trunk is refused, and the application hears nothing', async () => {
  house.webhook.answer('/stranger', respond('<Hangup/>'));
  await house.server.useNumber(`${house.webhook.url}/stranger`);
  const call = await house.trunkCall('call_refused', { final_code: '401' }, { address: '127.0.0.3' });
  await call.done;
  // A call that is heard comes after whatever the stranger's might have caused.
  const known = await house.trunkCall('call');
  await known.done;
  assert.equal(house.webhook.requests.events.length, 1);
});

test('the API refuses a wrong Auth Token', async () => {
  const right = house.server.rest.password;
  house.server.rest.password = 'f'.repeat(32);
  try {
    await assert.rejects(house.server.rest.calls.list(), { status: 401, code: 20003 });
  } finally {
    house.server.rest.password = right;
  }
});

test('a number that no configuration names cannot be taken', async () => {
  const create = house.server.rest.incomingPhoneNumbers.create({ phoneNumber: FOREIGN_NUMBER });
  await assert.rejects(create, { status: 400 });
});
