// How a <Dial> that reaches nobody ends, as the application is told it at the action URL.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SDKS, useHouse } from './kit/house.js';
import { CLIENT, FOREIGN_NUMBER, NUMBER, OTHER_PHONE, PHONE } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse();
const OUTSIDE_NUMBER = '+12025550100';

// What calls to the number are answered with; the action URL then hangs up.
async function answerWith(dial) {
  house.webhook.answer('/voice', respond(dial));
  house.webhook.answer('/dialled', respond('<Hangup/>'));
  await house.server.useNumber(`${house.webhook.url}/voice`);
}

const dialClient = (attributes = '') => `<Dial action="/dialled" ${attributes}><Client>${CLIENT}</Client></Dial>`;
const dialNumber = (attributes = '', number = PHONE) =>
  `<Dial action="/dialled" callerId="${NUMBER}" ${attributes}><Number>${number}</Number></Dial>`;

async function expectStatus(status) {
  const { parameters } = await house.webhook.next('/dialled', 20000);
  assert.equal(parameters.DialCallStatus, status);
  return parameters;
}

const refusals = [
  { what: 'is busy', final_status: '486 Busy Here', status: 'busy' },
  { what: 'rejects', final_status: '603 Decline', status: 'busy' },
  { what: 'is switched off', final_status: '480 Temporarily Unavailable', status: 'no-answer' },
  { what: 'fails', final_status: '500 Server Internal Error', status: 'failed' },
];

for (const { what, final_status, status } of refusals) {
  test(`the dialled phone ${what}: ${status}`, async () => {
    await answerWith(dialNumber());
    const phone = await house.sippPhone('refuse', { final_status });
    const caller = await house.trunkCall('call');
    await expectStatus(status);
    await Promise.all([phone.done, caller.done]);
  });
}

test('the dialled phone does not answer in time: no-answer, and it stops ringing', async () => {
  await answerWith(dialNumber('timeout="5"'));
  const phone = await house.sippPhone('ring');
  const caller = await house.trunkCall('call');
  await expectStatus('no-answer');
  await Promise.all([phone.done, caller.done]);
});

test('the caller hangs up while the phone rings: canceled, and it stops ringing', async () => {
  await answerWith(dialNumber());
  const ringing = await house.sippPhone('ring');
  const caller = await house.phone({ user: 'other' });
  await caller.dial(NUMBER);
  await ringing.rings();
  await caller.hangUp();
  await expectStatus('canceled');
  await ringing.done;
});

test('the caller cancels a call that waits for the answer: canceled', async () => {
  await answerWith(dialNumber('answerOnBridge="true"'));
  const ringing = await house.sippPhone('ring');
  const caller = await house.phone({ user: 'other' });
  await caller.dial(NUMBER);
  await ringing.rings();
  await caller.hangUp();
  await expectStatus('canceled');
  await ringing.done;
  assert.equal(caller.calls.find((event) => event.type === 'CALL_ESTABLISHED'), undefined);
});

test('a caller who cancels as soon as it rings has a record: no-answer', async () => {
  await answerWith('<Pause length="20"/>');
  const caller = await house.trunkCall('cancel');
  await caller.done;
  const [call] = await house.server.rest.calls.list({ limit: 1 });
  assert.equal((await house.server.endedCall(call.sid)).status, 'no-answer');
});

for (const [final_status, status] of [['404 Not Found', 'failed'], ['486 Busy Here', 'busy']]) {
  test(`a number outside, where the carrier says ${final_status}: ${status}`, async () => {
    await answerWith(dialNumber('', OUTSIDE_NUMBER));
    const carrier = await house.carrier('refuse', { final_status });
    const caller = await house.phone();
    await caller.dial(NUMBER);
    await expectStatus(status);
    await Promise.all([carrier.done, caller.next('CALL_CLOSED')]);
  });
}

test('a number outside is called over the trunk and answers: completed', async () => {
  await answerWith(dialNumber('', OUTSIDE_NUMBER));
  const carrier = await house.carrier('answer');
  const caller = await house.phone();
  await caller.dial(NUMBER);
  await carrier.answered();
  await caller.hangUp();
  await expectStatus('completed');
  await carrier.done;
});

test('a callerId that is not of the account: failed, and no call goes out', async () => {
  await answerWith(`<Dial action="/dialled" callerId="${FOREIGN_NUMBER}"><Number>${OTHER_PHONE}</Number></Dial>`);
  const other = await house.phone({ user: 'other' });
  const caller = await house.trunkCall('call');
  const { CallSid } = await expectStatus('failed');
  await caller.done;
  const notices = await house.server.rest.calls(CallSid).notifications.list();
  assert.deepEqual(notices.map(({ errorCode }) => errorCode), ['13214']);
  assert.equal(other.calls.find((event) => event.type === 'CALL_INCOMING'), undefined);
});

test('a client that nobody is online as: no-answer', async () => {
  await answerWith(dialClient());
  const caller = await house.trunkCall('call');
  await expectStatus('no-answer');
  await caller.done;
});

for (const sdk of SDKS) {
  test(`the page on ${sdk} rejects: busy`, async () => {
    await answerWith(dialClient());
    const page = await house.registeredPage(sdk);
    const caller = await house.trunkCall('call');
    await page.next('device.incoming');
    await page.reject();
    await expectStatus('busy');
    await Promise.all([page.next('call.reject'), caller.done]);
  });

  test(`the caller hangs up while the page on ${sdk} rings: canceled`, async () => {
    await answerWith(dialClient());
    const page = await house.registeredPage(sdk);
    const caller = await house.phone();
    await caller.dial(NUMBER);
    await page.next('device.incoming');
    await caller.hangUp();
    await page.next('call.cancel');
    await expectStatus('canceled');
  });

  test(`the page on ${sdk} is not answered in time: no-answer`, async () => {
    await answerWith(dialClient('timeout="5"'));
    const page = await house.registeredPage(sdk);
    const caller = await house.trunkCall('call');
    await page.next('device.incoming');
    await expectStatus('no-answer');
    await Promise.all([page.next('call.cancel'), caller.done]);
  });

  test(`the page on ${sdk} hangs up before the phone answers: the phone stops ringing`, async () => {
    house.webhook.answer('/outgoing', respond(dialNumber()));
    const application = await house.server.makeApplication(`${house.webhook.url}/outgoing`);
    const ringing = await house.sippPhone('ring');
    const page = await house.registeredPage(sdk, application);
    await page.connect({});
    await ringing.rings();
    await page.hangUp();
    await ringing.done;
    assert.equal((await expectStatus('canceled')).CallStatus, 'completed');
  });
}

test('an answered call: completed, with its duration', async () => {
  await answerWith(dialClient());
  const page = await house.registeredPage('voice-sdk');
  const caller = await house.trunkCall('call');
  await page.next('device.incoming');
  await page.accept();
  await page.next('call.accept');
  await page.hangUp();
  const parameters = await expectStatus('completed');
  assert.match(parameters.DialCallSid, /^CA[0-9a-f]{32}$/);
  assert.match(parameters.DialCallDuration, /^\d+$/);
  await caller.done;
});

test('two pages of one client ring, one accepts, the other one is told', async () => {
  await answerWith(dialClient());
  const pages = [await house.registeredPage('voice-sdk'), await house.registeredPage('twilio-client')];
  const caller = await house.trunkCall('call');
  await Promise.all(pages.map((page) => page.next('device.incoming')));
  await pages[1].accept();
  await Promise.all([pages[0].next('call.cancel'), pages[1].next('call.accept')]);
  await pages[1].hangUp();
  await expectStatus('completed');
  await caller.done;
});
