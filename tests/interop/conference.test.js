// <Dial><Conference>: two phones and a page in one room. The TwiML comes from Twilio's own library.
import assert from 'node:assert/strict';
import path from 'node:path';
import { beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import twilio from 'twilio';
import { BROWSER_HZ, PHONE_HZ, useHouse } from './kit/house.js';
import { NUMBER } from './kit/server.js';
import { writeMeasure } from './kit/tone.js';
import { until } from './kit/until.js';

const { VoiceResponse } = twilio.twiml;
const OTHER_HZ = 1600;
const HIGH_TONE_HZ = 784; // of the two tones for those who come and go
const EVENTS = ['start', 'end', 'join', 'leave', 'mute', 'speaker'];

// Each test has a room of its own: that of the one before may end while it runs.
let name = '';
beforeEach(() => { name = `room ${Date.now()}`; });

const house = useHouse({
  prepare: async ({ server, webhook }) => {
    webhook.answer('/events', (request, response) => response.writeHead(204).end());
    await server.useNumber(`${webhook.url}/voice`);
    house.application = await server.makeApplication(`${webhook.url}/page`);
  },
});

const beepsOf = (user, frequency, on, off) => writeMeasure(path.join(house.server.folder, `conference-${user}-${Date.now()}.wav`), frequency, on, off);
const phone = () => house.phone({ sound: beepsOf('phone', PHONE_HZ, 0.25, 0.45) });
const other = () => house.phone({ user: 'other', sound: beepsOf('other', OTHER_HZ, 0.25, 0.6) });

function room(attributes = {}, dial = {}) {
  const response = new VoiceResponse();
  response.dial(dial).conference({ statusCallback: '/events', statusCallbackEvent: EVENTS, ...attributes }, name);
  response.pause({ length: 30 });
  return response.toString();
}

const told = () => house.webhook.requests.events.filter(({ path: each, parameters }) => each === '/events' && parameters.FriendlyName === name);
const names = () => told().map(({ parameters }) => parameters.StatusCallbackEvent);

async function joins(party, attributes, dial) {
  const before = names().filter((each) => each === 'participant-join').length;
  house.webhook.answer('/voice', room(attributes, dial));
  await party.dial(NUMBER);
  await until('the participant', () => names().filter((each) => each === 'participant-join').length > before);
}

async function pageJoins(attributes) {
  house.webhook.answer('/page', room(attributes));
  const page = await house.registeredPage('voice-sdk', house.application);
  await page.connect({});
  await page.next('call.accept');
  return page;
}

test('two phones and a page hear each other, and not themselves', async () => {
  const [first, second] = await Promise.all([phone(), other()]);
  await joins(first, { beep: false, waitUrl: '' });
  await joins(second, { beep: false });
  const page = await pageJoins({ beep: false });
  await Promise.all([
    first.hears(OTHER_HZ), first.hears(BROWSER_HZ), second.hears(PHONE_HZ), second.hears(BROWSER_HZ),
    page.hears(PHONE_HZ), page.hears(OTHER_HZ),
  ]);
  assert.equal(first.beepsHeard(PHONE_HZ), 0);
  assert.equal(second.beepsHeard(OTHER_HZ), 0);
  assert.deepEqual(page.faults, []);
});

test('who is muted hears all, and is heard by nobody', async () => {
  const [first, second] = await Promise.all([phone(), other()]);
  await joins(first, { beep: false, waitUrl: '' });
  await joins(second, { beep: false, muted: true });
  const page = await pageJoins({ beep: false });
  await Promise.all([second.hears(PHONE_HZ), second.hears(BROWSER_HZ), first.hears(BROWSER_HZ), page.hears(PHONE_HZ)]);
  await pause(2000);
  assert.equal(first.beepsHeard(OTHER_HZ), 0);
});

test('the first hears music, then the second', async () => {
  const [first, second] = await Promise.all([phone(), other()]);
  await joins(first, {});
  await first.hearsSound();
  await joins(second, {});
  await Promise.all([first.hears(OTHER_HZ), second.hears(PHONE_HZ)]);
});

test('who comes and goes is heard by two tones, and the music stops when the room starts', async () => {
  const silent = (user) => house.phone({ user, sound: beepsOf(user, PHONE_HZ, 0, 1) });
  const [first, second, third] = await Promise.all([silent('phone'), silent('other'), silent('third')]);
  await joins(first, {});
  await first.hearsSound();
  await joins(second, {});
  await pause(3000);
  const before = first.secondsOfSound();
  await pause(2000);
  assert.equal(first.secondsOfSound(), before);
  const heard = first.beepsHeard(HIGH_TONE_HZ);
  await joins(third, {});
  await until('the tones of entering', () => first.beepsHeard(HIGH_TONE_HZ) > heard);
  await third.hangUp();
  await until('the tones of leaving', () => first.beepsHeard(HIGH_TONE_HZ) > heard + 1);
  assert.ok(first.secondsOfSound() - before < 1.5);
});

test('the room ends with whom it is to end, and the others go on, and each event is told, signed, in order', async () => {
  house.webhook.answer('/done', '<Response><Hangup/></Response>');
  const [first, second] = await Promise.all([phone(), other()]);
  await joins(first, { beep: false, waitUrl: '' }, { action: '/done' });
  await joins(second, { beep: false, endConferenceOnExit: true, participantLabel: 'boss' });
  await Promise.all([first.hears(OTHER_HZ), second.hears(PHONE_HZ)]);
  await second.hangUp();
  const { parameters } = await house.webhook.next('/done', 15000);
  assert.equal(parameters.DialCallStatus, 'answered');
  assert.equal('DialCallSid' in parameters, false);
  await first.next('CALL_CLOSED');
  await until('the end', () => names().filter((each) => each === 'participant-leave').length === 2);
  const rest = names().filter((each) => !each.startsWith('participant-speech'));
  assert.deepEqual(rest, ['participant-join', 'participant-join', 'conference-start', 'participant-leave', 'conference-end', 'participant-leave']);
  assert.ok(names().includes('participant-speech-start'));
  const events = told();
  assert.deepEqual(events.map((event) => event.parameters.SequenceNumber), events.map((_, i) => String(i + 1)));
  const end = events.find((event) => event.parameters.StatusCallbackEvent === 'conference-end').parameters;
  assert.equal(end.ReasonConferenceEnded, 'participant-with-end-conference-on-exit-left');
  assert.equal(end.ParticipantLabelEndingConference, 'boss');
  const url = `${house.webhook.url}/events`;
  for (const event of events) {
    assert.ok(twilio.validateRequest(house.server.authToken, event.headers['x-twilio-signature'], url, event.parameters));
  }
});
