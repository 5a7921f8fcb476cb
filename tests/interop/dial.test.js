// What <Dial> does beside ringing and joining: callbacks of its parties, whispers, turns, digits, SIP URIs. The TwiML comes
// from Twilio's own library.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import twilio from 'twilio';
import { BROWSER_HZ, PHONE_HZ, SDKS, useHouse } from './kit/house.js';
import { CLIENT, NUMBER, OTHER_PHONE, PHONE } from './kit/server.js';
import { writeBeeps } from './kit/tone.js';
import { until } from './kit/until.js';

const { VoiceResponse } = twilio.twiml;
const ALL = ['initiated', 'ringing', 'answered', 'completed'];
const WHISPER_HZ = 440;
const OTHER_HZ = 800;

const house = useHouse({ prepare: serveBeeps });

function serveBeeps({ server }) {
  const file = path.join(server.folder, 'whisper.wav');
  writeBeeps(file, WHISPER_HZ, 3);
  house.webhook.answer('/whisper.wav', (request, response) => {
    response.writeHead(200, { 'Content-Type': 'audio/wav' }).end(fs.readFileSync(file));
  });
}

function twiml(write) {
  const response = new VoiceResponse();
  write(response);
  return response.toString();
}

const answerWith = (url, write) => house.webhook.answer(url, twiml(write));

// What calls to the number are answered with, and then at the Dial's action URL.
async function dialWith(attributes, nouns, after = (response) => response.hangup()) {
  house.webhook.answer('/voice', twiml((response) => nouns(response.dial({ action: '/dialled', ...attributes }))));
  house.webhook.answer('/dialled', twiml(after));
  house.webhook.answer('/status', (request, response) => response.writeHead(204).end());
  await house.server.useNumber(`${house.webhook.url}/voice`);
}

const dialled = () => house.webhook.next('/dialled', 25000);

async function callbacks(count) {
  const all = () => house.webhook.requests.events.filter((request) => request.path === '/status');
  await until(`${count} status callbacks`, () => all().length >= count);
  return all().map(({ parameters }) => parameters);
}

async function codes(sid) {
  const notices = await house.server.rest.calls(sid).notifications.list();
  return notices.map(({ errorCode }) => errorCode);
}

test('a number and its progress: each event is told, signed, in its order', async () => {
  await dialWith({}, (dial) => dial.number({ statusCallback: '/status', statusCallbackEvent: ALL }, PHONE));
  const phone = await house.sippPhone('answer');
  const caller = await house.phone({ user: 'other' });
  await caller.dial(NUMBER);
  await phone.answered();
  await caller.hangUp();
  const told = await callbacks(4);
  assert.deepEqual(told.map(({ CallStatus }) => CallStatus), ['initiated', 'ringing', 'in-progress', 'completed']);
  assert.deepEqual(told.map(({ SequenceNumber }) => SequenceNumber), ['0', '1', '2', '3']);
  const { parameters } = await dialled();
  for (const each of told) {
    assert.equal(each.CallSid, parameters.DialCallSid);
    assert.equal(each.ParentCallSid, parameters.CallSid);
    assert.equal(each.Direction, 'outbound-dial');
    assert.equal(each.CallbackSource, 'call-progress-events');
    assert.match(each.Timestamp, /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} \+0000$/);
    assert.equal('CallDuration' in each, each.CallStatus === 'completed');
  }
  const [request] = house.webhook.requests.events.filter(({ path }) => path === '/status');
  const { server } = house;
  const url = `${house.webhook.url}/status`;
  assert.ok(twilio.validateRequest(server.authToken, request.headers['x-twilio-signature'], url, request.parameters));
});

test('a callback that answers 500 is a warning on the call', async () => {
  await dialWith({}, (dial) => dial.number({ statusCallback: '/broken' }, PHONE));
  house.webhook.answer('/broken', (request, response) => response.writeHead(500).end());
  const phone = await house.sippPhone('refuse', { final_status: '486 Busy Here' });
  const caller = await house.trunkCall('call');
  const { parameters } = await house.webhook.next('/broken', 20000);
  assert.equal(parameters.CallStatus, 'busy');
  assert.equal(parameters.SipResponseCode, '486');
  await until('the warning', async () => (await codes(parameters.CallSid)).includes('15003'));
  await Promise.all([phone.done, caller.done]);
});

test('in turn: the second phone rings only once the first has declined', async () => {
  await dialWith({ sequential: true }, (dial) => {
    dial.number(PHONE);
    dial.number(OTHER_PHONE);
  });
  const first = await house.sippPhone('refuse', { final_status: '486 Busy Here' });
  const second = await house.phone({ user: 'other', frequency: OTHER_HZ });
  const caller = await house.trunkCall('call');
  await first.done;
  await second.next('CALL_INCOMING');
  await second.answer();
  await second.next('CALL_ESTABLISHED');
  await second.hangUp();
  const { parameters } = await dialled();
  assert.equal(parameters.DialCallStatus, 'completed');
  const child = await house.server.rest.calls(parameters.DialCallSid).fetch();
  assert.equal(child.to, OTHER_PHONE);
  await caller.done;
});

test('a star of the caller ends the party, and the document goes on', async () => {
  await dialWith({ hangupOnStar: true }, (dial) => dial.number(PHONE), (response) => response.pause({ length: 10 }));
  const phone = await house.sippPhone('answer');
  const caller = await house.phone({ user: 'other' });
  await caller.dial(NUMBER);
  await phone.answered();
  await caller.sendDigits('*');
  await phone.done;
  const { parameters } = await dialled();
  assert.equal(parameters.DialCallStatus, 'completed');
  assert.equal((await house.server.rest.calls(parameters.CallSid).fetch()).status, 'in-progress');
  await caller.hangUp();
});

for (const sdk of SDKS) {
  test(`the page on ${sdk} hears the whisper, its caller does not; then both hear each other`, async () => {
    await dialWith({}, (dial) => dial.client({ url: '/whisper' }, CLIENT));
    house.webhook.answer('/whisper', twiml((response) => response.play('whisper.wav')));
    const page = await house.registeredPage(sdk);
    const caller = await house.phone();
    await caller.dial(NUMBER);
    await page.next('device.incoming');
    await page.accept();
    const { parameters } = await house.webhook.next('/whisper');
    assert.equal(parameters.Direction, 'outbound-dial');
    assert.equal(parameters.CallStatus, 'in-progress');
    await page.hears(WHISPER_HZ);
    await page.hears(PHONE_HZ);
    await caller.hears(BROWSER_HZ);
    assert.equal(caller.beepsHeard(WHISPER_HZ), 0);
    await caller.hangUp();
    assert.equal((await dialled()).parameters.DialBridged, 'true');
    assert.equal(parameters.ParentCallSid, (await dialled()).parameters.CallSid);
  });
}

test('a whisper that hangs up declines the call for the person', async () => {
  await dialWith({}, (dial) => dial.number({ url: '/whisper' }, PHONE));
  house.webhook.answer('/whisper', twiml((response) => response.hangup()));
  const phone = await house.sippPhone('answer');
  const caller = await house.trunkCall('call');
  const { parameters } = await dialled();
  assert.equal(parameters.DialCallStatus, 'completed');
  assert.equal(parameters.DialBridged, 'false');
  await Promise.all([phone.done, caller.done]);
});

test('digits are heard by the phone before it is joined with its caller', async () => {
  await dialWith({}, (dial) => dial.number({ sendDigits: 'ww42#' }, PHONE));
  const phone = await house.phone({ answer: 'auto', frequency: OTHER_HZ });
  const caller = await house.phone({ user: 'other' });
  await caller.dial(NUMBER);
  await phone.next('CALL_ESTABLISHED');
  const pressed = () => phone.calls.events.filter(({ type }) => type === 'CALL_DTMF_START').map(({ param }) => param);
  await until('three digits', () => pressed().length >= 3);
  assert.deepEqual(pressed(), ['4', '2', '#']);
  await caller.hears(OTHER_HZ);
  await caller.hangUp();
  await dialled();
});

for (const transport of ['udp', 'tcp']) {
  test(`a SIP URI over ${transport}: both hear each other`, async () => {
    const far = await house.keep(house.baresipOutside({ user: 'bob', answer: 'auto', frequency: OTHER_HZ, transport }));
    const uri = `sip:bob@127.0.0.1:${far.sipPort};transport=${transport}`;
    await dialWith({ callerId: 'front-desk' }, (dial) => dial.sip(uri));
    const caller = await house.phone();
    await caller.dial(NUMBER);
    await far.next('CALL_ESTABLISHED');
    await caller.hears(OTHER_HZ);
    await far.hears(PHONE_HZ);
    await far.hangUp();
    const { parameters } = await dialled();
    assert.equal(parameters.DialCallStatus, 'completed');
    assert.equal(parameters.DialSipResponseCode, '200');
  });
}

test('a SIP URI: what the INVITE carries and what of the answer is told', async () => {
  const extra_header = 'X-Agent: 007';
  const far = await house.carrier('answer', { extra_header });
  await dialWith({}, (dial) => dial.sip(`sip:bob@127.0.0.2:${far.port}?X-Team=blue%20team`));
  const caller = await house.phone();
  await caller.dial(NUMBER);
  await far.answered();
  await caller.hangUp();
  await far.done;
  const { parameters } = await dialled();
  assert.equal(far.header('INVITE sip:bob@', 'X-Team'), 'blue team');
  assert.equal(far.header('INVITE sip:bob@', 'X-Twilio-CallSid'), parameters.DialCallSid);
  assert.equal(far.header('INVITE sip:bob@', 'X-Twilio-AccountSid'), house.server.accountSid);
  assert.equal(parameters['DialSipHeader_X-Agent'], '007');
  assert.equal(parameters.DialSipCallId, far.header('INVITE sip:bob@', 'Call-ID'));
});

test('a SIP URI that asks for a password gets the noun\'s', async () => {
  const far = await house.carrier('answer_with_digest', { user: 'desk', password: 'secret' });
  await dialWith({}, (dial) => dial.sip({ username: 'desk', password: 'secret' }, `sip:bob@127.0.0.2:${far.port}`));
  const caller = await house.phone();
  await caller.dial(NUMBER);
  await far.answered();
  await caller.hangUp();
  await far.done;
  assert.equal((await dialled()).parameters.DialCallStatus, 'completed');
});

test('a SIP URI that no DNS knows fails with a warning', async () => {
  await dialWith({}, (dial) => dial.sip('sip:bob@nowhere.invalid'));
  const caller = await house.trunkCall('call');
  const { parameters } = await dialled();
  assert.equal(parameters.DialCallStatus, 'failed');
  await until('the warning', async () => (await codes(parameters.DialCallSid)).includes('13254'));
  await caller.done;
});

test('a person takes the call by pressing 1 in the whisper, and both are joined', async () => {
  await dialWith({}, (dial) => dial.number({ url: '/whisper' }, PHONE));
  answerWith('/whisper', (response) => {
    response.gather({ numDigits: 1, timeout: 10, action: '/taken' }).say('Press one to take the call.');
    response.hangup();
  });
  answerWith('/taken', () => {});
  const phone = await house.phone({ answer: 'auto', frequency: OTHER_HZ });
  const caller = await house.phone({ user: 'other' });
  await caller.dial(NUMBER);
  await phone.next('CALL_ESTABLISHED');
  await phone.hearsSound();
  await phone.sendDigits('1');
  const { parameters } = await house.webhook.next('/taken');
  assert.equal(parameters.Digits, '1');
  await caller.hears(OTHER_HZ);
  await phone.hears(PHONE_HZ);
  await caller.hangUp();
  assert.equal((await dialled()).parameters.DialBridged, 'true');
});

test('a TwiML App: the caller hears what it plays, and its digits are understood there', async () => {
  const app = await house.server.makeApplication(`${house.webhook.url}/app`);
  await dialWith({}, (dial) => {
    const noun = dial.application({ customerId: 'seven' });
    noun.applicationSid(app.sid);
    noun.parameter({ name: 'team', value: 'blue' });
  });
  answerWith('/app', (response) => {
    response.gather({ numDigits: 1, action: '/pressed' }).play('/whisper.wav');
  });
  answerWith('/pressed', (response) => response.hangup());
  const caller = await house.phone();
  await caller.dial(NUMBER);
  await caller.hears(WHISPER_HZ);
  await caller.sendDigits('5');
  assert.equal((await house.webhook.next('/pressed')).parameters.Digits, '5');
  const asked = (await house.webhook.next('/app')).parameters;
  assert.equal(asked.To, app.sid);
  assert.equal(asked.Param_team, 'blue');
  assert.equal(asked.customerId, 'seven');
  const { parameters } = await dialled();
  assert.equal(parameters.DialCallStatus, 'completed');
  assert.equal(parameters.DialBridged, 'true');
});
