// What the application is told, name by name and value by value, and signed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import twilio from 'twilio';
import { SDKS, useHouse } from './kit/house.js';
import { CLIENT, NUMBER, PHONE } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse();
const SID = /^(AC|AP|CA)[0-9a-f]{32}$/;

function expectSid(parameters, name, prefix) {
  assert.match(parameters[name], SID);
  assert.ok(parameters[name].startsWith(prefix));
}

const INCOMING = {
  ApiVersion: '2010-04-01',
  Called: NUMBER,
  CalledCity: '',
  CalledCountry: 'JP',
  CalledState: '',
  CalledZip: '',
  Caller: PHONE,
  CallerCity: '',
  CallerCountry: 'JP',
  CallerState: '',
  CallerZip: '',
  CallStatus: 'ringing',
  Direction: 'inbound',
  From: PHONE,
  FromCity: '',
  FromCountry: 'JP',
  FromState: '',
  FromZip: '',
  To: NUMBER,
  ToCity: '',
  ToCountry: 'JP',
  ToState: '',
  ToZip: '',
};

const OUTGOING = {
  ApiVersion: '2010-04-01',
  Called: '',
  Caller: `client:${CLIENT}`,
  CallStatus: 'ringing',
  Direction: 'inbound',
  From: `client:${CLIENT}`,
  To: '',
};

const names = (body) => body.split('&').map((pair) => pair.split('=')[0]);
const alphabetical = (list) => [...list].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));

// The request has the SIDs named, exactly `expected` besides, and a signature that Twilio's own library accepts.
function expectRequest(request, expected, sids) {
  const parameters = { ...request.parameters };
  for (const [name, prefix] of Object.entries(sids)) {
    expectSid(parameters, name, prefix);
    delete parameters[name];
  }
  assert.deepEqual(parameters, expected);
  assert.equal(request.method, 'POST');
  assert.equal(request.headers['content-type'], 'application/x-www-form-urlencoded');
  const url = house.webhook.url + request.url;
  const signature = request.headers['x-twilio-signature'];
  assert.ok(twilio.validateRequest(house.server.authToken, signature, url, request.parameters), 'the signature');
}

const refuse = respond('<Reject reason="busy"/>');
const REFUSED = { final_code: '486' };

async function incoming(path) {
  house.webhook.answer(path, refuse);
  await house.server.useNumber(house.webhook.url + path);
}

test('a call from a phone: exactly the names and values of the founding flows', async () => {
  await incoming('/from_phone');
  const phone = await house.phone();
  await phone.dial(NUMBER);
  const request = await house.webhook.next('/from_phone');
  expectRequest(request, INCOMING, { AccountSid: 'AC', CallSid: 'CA' });
  assert.deepEqual(names(request.body), alphabetical(names(request.body)));
  await phone.next('CALL_CLOSED');
});

for (const header of [
  'Diversion: <sip:05031234567@carrier.example>;reason=unconditional',
  'History-Info: <sip:05031234567@carrier.example>;index=1, <sip:+815031234567@carrier.example>;index=1.1',
]) {
  test(`a call that the carrier says was forwarded, by ${header.split(':')[0]}`, async () => {
    await incoming('/forwarded');
    const call = await house.trunkCall('call_refused', { ...REFUSED, extra_header: header });
    const request = await house.webhook.next('/forwarded');
    const forwarded = { CalledVia: '05031234567', ForwardedFrom: '05031234567' };
    expectRequest(request, { ...INCOMING, ...forwarded }, { AccountSid: 'AC', CallSid: 'CA' });
    await call.done;
  });
}

for (const sdk of SDKS) {
  test(`a call from a page on ${sdk}, with the page's own parameters last`, async () => {
    house.webhook.answer('/from_page', respond('<Hangup/>'));
    const application = await house.server.makeApplication(`${house.webhook.url}/from_page`);
    const page = await house.registeredPage(sdk, application);
    const own = {
      callerPhoneNumber: '+81-50-3123-4567',
      callOutgoingPhoneNumber: '+81-90-5987-6543',
      note: 'blanks & signs = も',
    };
    await page.connect({ ...own, CallStatus: 'completed', AccountSid: 'of the page' });
    const request = await house.webhook.next('/from_page');
    expectRequest(request, { ...OUTGOING, ...own }, { AccountSid: 'AC', ApplicationSid: 'AP', CallSid: 'CA' });
    assert.equal(request.parameters.ApplicationSid, application.sid);
    assert.deepEqual(names(request.body).slice(-3), Object.keys(own));
    const standard = names(request.body).slice(0, -3);
    assert.deepEqual(standard, alphabetical(standard));
    await page.next('call.disconnect');
  });

  test(`a page's To on ${sdk} fills To and leaves Called empty`, async () => {
    house.webhook.answer('/to', respond('<Hangup/>'));
    const application = await house.server.makeApplication(`${house.webhook.url}/to`);
    const page = await house.registeredPage(sdk, application);
    await page.connect({ To: '03-5987-6543' });
    const request = await house.webhook.next('/to');
    assert.equal(request.parameters.To, '03-5987-6543');
    assert.equal(request.parameters.Called, '');
  });
}

test("Twilio's own library lists and fetches the calls, the number and the application", async () => {
  const { rest } = house.server;
  await incoming('/listed');
  const call = await house.trunkCall('call_refused', REFUSED);
  const { parameters } = await house.webhook.next('/listed');
  await call.done;
  const ended = await house.server.endedCall(parameters.CallSid);
  assert.deepEqual(
    { from: ended.from, to: ended.to, status: ended.status, direction: ended.direction },
    { from: PHONE, to: NUMBER, status: 'busy', direction: 'inbound' },
  );
  const listed = await rest.calls.list({ to: NUMBER });
  assert.ok(listed.some(({ sid }) => sid === ended.sid));
  const [number] = await rest.incomingPhoneNumbers.list();
  assert.equal(number.phoneNumber, NUMBER);
  const application = await house.server.makeApplication(`${house.webhook.url}/a`);
  assert.equal((await rest.applications(application.sid).fetch()).voiceUrl, `${house.webhook.url}/a`);
  assert.equal((await rest.api.v2010.accounts(house.server.accountSid).fetch()).status, 'active');
});
