// Calls that scripts make and change through Twilio's own library, as they hear of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import twilio from 'twilio';
import { BROWSER_HZ, PHONE_HZ, useHouse } from './kit/house.js';
import { CLIENT, FOREIGN_NUMBER, NUMBER, PHONE } from './kit/server.js';
import { until } from './kit/until.js';

const { VoiceResponse } = twilio.twiml;
const ALL = ['initiated', 'ringing', 'answered', 'completed'];

const house = useHouse({ prepare: (it) => it.server.useNumber(`${it.webhook.url}/voice`) });

const asked = (path) => house.webhook.requests.events.filter((request) => request.path === path);
const at = (path) => `${house.webhook.url}${path}`;

function answer(path, write) {
  const response = new VoiceResponse();
  write(response);
  house.webhook.answer(path, response.toString());
  return at(path);
}

function statusUrl() {
  house.webhook.answer('/status', (request, response) => response.writeHead(204).end());
  return at('/status');
}

const order = (more) => house.server.rest.calls.create({ to: PHONE, from: NUMBER, ...more });
const change = (call, more) => house.server.rest.calls(call.sid).update(more);
const refused = (promise, code) => assert.rejects(promise, (error) => error.code === code);

async function told(count) {
  await until(`${count} status callbacks`, () => asked('/status').length >= count);
  return asked('/status').map(({ parameters }) => parameters);
}

test('a call to a phone runs its document once it is answered, and each event is told', async () => {
  const phone = await house.sippPhone('answer');
  const url = answer('/out', (response) => response.pause({ length: 1 }));
  const call = await order({ url, statusCallback: statusUrl(), statusCallbackEvent: ALL });
  assert.equal(call.status, 'queued');
  assert.equal(call.direction, 'outbound-api');
  const { parameters } = await house.webhook.next('/out');
  assert.equal(parameters.CallSid, call.sid);
  assert.equal(parameters.CallStatus, 'in-progress');
  assert.equal(parameters.Direction, 'outbound-api');
  await phone.done;
  const events = await told(4);
  assert.deepEqual(events.map(({ CallStatus }) => CallStatus), ['initiated', 'ringing', 'in-progress', 'completed']);
  const ended = await house.server.endedCall(call.sid);
  assert.equal(ended.status, 'completed');
});

test('a busy phone: the record and the callback say so, and no document is asked for', async () => {
  const phone = await house.sippPhone('refuse', { final_status: '486 Busy Here' });
  const call = await order({ url: at('/never'), statusCallback: statusUrl() });
  const [event] = await told(1);
  assert.equal(event.CallStatus, 'busy');
  assert.equal(event.SipResponseCode, '486');
  assert.equal((await house.server.endedCall(call.sid)).status, 'busy');
  assert.equal(asked('/never').length, 0);
  await phone.done;
});

test('a document in the request, and a page that it dials: both hear each other', async () => {
  const page = await house.registeredPage('voice-sdk');
  const phone = await house.phone({ answer: 'auto' });
  const response = new VoiceResponse();
  response.dial().client(CLIENT);
  await order({ twiml: response.toString() });
  await page.next('device.incoming');
  await page.accept();
  await page.hears(PHONE_HZ);
  await phone.hears(BROWSER_HZ);
  await phone.hangUp();
});

test('a client is called, with parameters for its page', async () => {
  const page = await house.registeredPage('voice-sdk');
  const call = await order({ to: `client:${CLIENT}?team=blue`, from: 'desk', twiml: '<Response><Echo/></Response>' });
  await page.next('device.incoming');
  await page.accept();
  await page.hears(BROWSER_HZ);
  assert.equal(await page.callSid(), call.sid);
  await change(call, { status: 'completed' });
  await page.next('call.disconnect');
});

test('a redirect in the middle of a call: the party is hung up, the action asked, then the new document runs', async () => {
  const page = await house.registeredPage('voice-sdk');
  const phone = await house.phone({ answer: 'auto' });
  const url = answer('/first', (response) => response.dial({ action: '/after' }).client(CLIENT));
  answer('/after', (response) => response.redirect('/never'));
  answer('/second', (response) => response.echo());
  const call = await order({ url });
  await page.next('device.incoming');
  await page.accept();
  await page.hears(PHONE_HZ);
  await change(call, { url: at('/second'), method: 'POST' });
  await page.next('call.disconnect');
  await house.webhook.next('/second');
  await phone.hearsMore(PHONE_HZ);
  const paths = house.webhook.requests.events.map(({ path }) => path);
  assert.deepEqual(paths, ['/first', '/after', '/second']);
  assert.equal(asked('/after')[0].parameters.DialCallStatus, 'completed');
  await phone.hangUp();
});

test('a call that rings is canceled, and the phone stops ringing', async () => {
  const phone = await house.sippPhone('ring');
  const call = await order({ url: at('/never'), statusCallback: statusUrl() });
  await phone.rings();
  await refused(change(call, { url: at('/other') }), 21220);
  await change(call, { status: 'canceled' });
  await phone.done;
  assert.equal((await told(1))[0].CallStatus, 'canceled');
  assert.equal((await house.server.endedCall(call.sid)).status, 'canceled');
});

test('a call of a phone to us is completed by a script, once', async () => {
  answer('/voice', (response) => response.pause({ length: 30 }));
  const phone = await house.phone();
  await phone.dial(NUMBER);
  const { parameters } = await house.webhook.next('/voice');
  await change({ sid: parameters.CallSid }, { status: 'completed' });
  await phone.next('CALL_CLOSED');
  await house.server.endedCall(parameters.CallSid);
  await refused(change({ sid: parameters.CallSid }, { status: 'completed' }), 21220);
});

test('orders that cannot be are refused with the product\'s codes', async () => {
  await refused(order({ to: 'nobody', url: at('/x') }), 21217);
  await refused(order({ from: FOREIGN_NUMBER, url: at('/x') }), 21210);
  await refused(order({}), 21205);
  await refused(order({ url: at('/x'), timeout: 601 }), 21208);
  await refused(order({ url: at('/x'), sendDigits: 'abc' }), 21206);
});

test('the party of a call gets a document of its own, and the caller goes on after its Dial', async () => {
  const phone = await house.phone({ answer: 'auto' });
  const caller = await house.phone({ user: 'other', frequency: 800 });
  answer('/voice', (response) => response.dial({ action: '/after' }).number(PHONE));
  answer('/after', (response) => response.pause({ length: 30 }));
  answer('/alone', (response) => response.echo());
  await caller.dial(NUMBER);
  await phone.hears(800);
  const [{ sid }] = await house.server.rest.calls.list({ to: PHONE, status: 'in-progress' });
  await change({ sid }, { url: at('/alone') });
  const { parameters } = await house.webhook.next('/after');
  assert.equal(parameters.DialCallSid, sid);
  assert.equal('DialCallDuration' in parameters, false);
  assert.equal((await house.webhook.next('/alone')).parameters.CallSid, sid);
  await phone.hears(PHONE_HZ);
  await phone.hangUp();
  assert.equal((await house.server.rest.calls(parameters.CallSid).fetch()).status, 'in-progress');
  await caller.hangUp();
});
