// Conferences and who is in them, listed and changed through Twilio's own library, as the phones in them hear it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import twilio from 'twilio';
import { PHONE_HZ, useHouse } from './kit/house.js';
import { NUMBER, OTHER_PHONE, PHONE } from './kit/server.js';
import { countBeeps, writeBeeps, writeMeasure } from './kit/tone.js';
import { until } from './kit/until.js';
import { channel, fetchSound } from './kit/wav.js';

const { VoiceResponse } = twilio.twiml;
const OTHER_HZ = 1600;
const HOLD_HZ = 440;
const EVENTS = ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'announcement'];

let name = '';
beforeEach(() => { name = `room ${Date.now()}`; });

const house = useHouse({
  browser: false,
  prepare: async ({ server, webhook }) => {
    for (const each of ['/events', '/recorded', '/record-end']) webhook.answer(each, (_, response) => response.writeHead(204).end());
    const file = path.join(server.folder, 'hold.wav');
    writeBeeps(file, HOLD_HZ, 20);
    const bytes = fs.readFileSync(file);
    webhook.answer('/hold.wav', (_, response) => response.writeHead(200, { 'Content-Type': 'audio/wav' }).end(bytes));
    await server.useNumber(`${webhook.url}/voice`);
  },
});

const measure = (user, ...beeps) => writeMeasure(path.join(house.server.folder, `${user}-${Date.now()}.wav`), ...beeps);
const phone = (more) => house.phone({ sound: measure('phone', PHONE_HZ, 0.25, 0.45), ...more });
const other = (more) => house.phone({ user: 'other', sound: measure('other', OTHER_HZ, 0.25, 0.6), ...more });
const asked = (url) => house.webhook.requests.events.filter((each) => each.path === url).map(({ parameters }) => parameters);
const told = () => asked('/events').filter(({ FriendlyName }) => FriendlyName === name);
const names = () => told().map(({ StatusCallbackEvent }) => StatusCallbackEvent);
const refused = (promise, status, code) => assert.rejects(promise, (error) => error.status === status && error.code === code);
const document = (write) => {
  const response = new VoiceResponse();
  write(response);
  return response.toString();
};
const hold = () => {
  house.webhook.answer('/hold', document((response) => response.play(`${house.webhook.url}/hold.wav`)));
  return `${house.webhook.url}/hold`;
};

// The CallSid of a phone that calls and is in the room.
async function joins(party, attributes = {}) {
  const joined = () => told().filter((each) => each.StatusCallbackEvent === 'participant-join');
  const before = joined().length;
  house.webhook.answer('/voice', document((response) => {
    response.dial({ action: '/left' }).conference({ statusCallback: '/events', statusCallbackEvent: EVENTS, beep: false, waitUrl: '', ...attributes }, name);
  }));
  await party.dial(NUMBER);
  await until('the participant', () => joined().length > before);
  return joined().at(-1).CallSid;
}

async function find() {
  const [room] = await house.server.rest.conferences.list({ friendlyName: name, status: 'in-progress' });
  return house.server.rest.conferences(room.sid);
}

// Two phones that hear each other.
async function talk(attributes) {
  const [first, second] = await Promise.all([phone(), other()]);
  const sids = [await joins(first, attributes), await joins(second, attributes)];
  await Promise.all([first.hears(OTHER_HZ), second.hears(PHONE_HZ)]);
  return { first, second, sids, room: await find() };
}

test('a conference is found by its name, and its participants with what they are', async () => {
  const { second, sids, room } = await talk({ participantLabel: '' });
  const row = await room.fetch();
  assert.equal(row.friendlyName, name);
  assert.equal(row.status, 'in-progress');
  assert.equal(row.reasonConferenceEnded, null);
  const participants = await room.participants.list();
  assert.deepEqual(participants.map(({ callSid }) => callSid).sort(), [...sids].sort());
  assert.ok(participants.every(({ status, muted, hold, coaching }) => status === 'connected' && !muted && !hold && !coaching));
  assert.equal((await room.participants.list({ muted: true })).length, 0);
  assert.equal((await house.server.rest.conferences.list({ friendlyName: `${name} no` })).length, 0);
  await second.hangUp();
  await until('the leave', () => names().includes('participant-leave'));
  await refused(room.participants(sids[1]).fetch(), 404, 20404);
});

test('who is muted is heard by nobody until it is no more', async () => {
  const { first, second, sids, room } = await talk();
  const muted = await room.participants(sids[1]).update({ muted: true });
  assert.equal(muted.muted, true);
  await first.hearsNoMore(OTHER_HZ);
  await second.hearsAgain(PHONE_HZ);
  assert.deepEqual((await room.participants.list({ muted: true })).map(({ callSid }) => callSid), [sids[1]]);
  await room.participants(sids[1]).update({ muted: false });
  await first.hearsAgain(OTHER_HZ);
  assert.deepEqual(names().slice(-2), ['participant-mute', 'participant-unmute']);
});

test('who is on hold hears its document, and neither hears nor is heard', async () => {
  const { first, second, sids, room } = await talk();
  const held = await room.participants(sids[1]).update({ hold: true, holdUrl: hold() });
  assert.equal(held.hold, true);
  await second.hears(HOLD_HZ);
  await first.hearsNoMore(OTHER_HZ);
  await second.hearsNoMore(PHONE_HZ);
  const asking = house.webhook.requests.events.findLast((each) => each.path.startsWith('/hold'));
  assert.equal(asking.method, 'GET');
  await room.participants(sids[1]).update({ hold: false });
  await Promise.all([first.hearsAgain(OTHER_HZ), second.hearsAgain(PHONE_HZ)]);
  await second.hearsNoMore(HOLD_HZ);
  assert.deepEqual(names().slice(-2), ['participant-hold', 'participant-unhold']);
});

test('an announcement is heard by all, or by one, beside those who talk', async () => {
  const { first, second, sids, room } = await talk();
  await room.participants(sids[0]).update({ announceUrl: hold() });
  await first.hears(HOLD_HZ);
  await first.hearsMore(OTHER_HZ);
  assert.equal(second.beepsHeard(HOLD_HZ), 0);
  await room.update({ announceUrl: hold() });
  await second.hears(HOLD_HZ);
  await second.hearsMore(PHONE_HZ);
  house.webhook.answer('/nowhere', (_, response) => response.writeHead(404).end());
  await room.update({ announceUrl: `${house.webhook.url}/nowhere` });
  await until('the failure', () => names().includes('announcement-fail'));
  await second.hearsNoMore(HOLD_HZ);
  const failed = told().find((each) => each.StatusCallbackEvent === 'announcement-fail');
  assert.equal(failed.AnnounceUrl, `${house.webhook.url}/nowhere`);
  assert.ok(failed.ReasonAnnouncementFailed);
});

test('who is taken out goes on with its document, and the end by request ends it for all', async () => {
  house.webhook.answer('/left', document((response) => response.pause({ length: 30 })));
  const { sids, room } = await talk();
  assert.equal(await room.participants(sids[1]).remove(), true);
  const parameters = await until('the action', () => asked('/left').find(({ CallSid }) => CallSid === sids[1]));
  assert.equal(parameters.DialCallStatus, 'answered');
  const ended = await room.update({ status: 'completed' });
  assert.equal(ended.status, 'completed');
  assert.equal(ended.reasonConferenceEnded, 'conference-ended-via-api');
  await until('the end', () => names().filter((each) => each === 'participant-leave').length === 2);
  const reasons = told().filter((each) => each.ReasonParticipantLeft).map((each) => each.ReasonParticipantLeft);
  assert.deepEqual(reasons, ['participant_updated_via_api', 'conference_ended_via_api']);
  assert.deepEqual(await room.participants.list(), []);
  await refused(room.update({ announceUrl: hold() }), 400, 16022);
});

test('participants are called to a room that their call makes, and are named by their labels', async () => {
  const [first, second] = await Promise.all([phone({ answer: 'auto' }), other({ answer: 'auto' })]);
  const more = { from: NUMBER, beep: 'false', conferenceStatusCallback: `${house.webhook.url}/events`, conferenceStatusCallbackEvent: EVENTS };
  const rooms = house.server.rest.conferences(name);
  const called = await rooms.participants.create({ to: PHONE, label: 'the first', waitUrl: '', endConferenceOnExit: true, ...more });
  assert.equal(called.status, 'queued');
  assert.equal(called.label, 'the first');
  const room = house.server.rest.conferences(called.conferenceSid);
  assert.equal((await room.fetch()).status, 'init');
  await room.participants.create({ to: OTHER_PHONE, ...more });
  await Promise.all([first.hears(OTHER_HZ), second.hears(PHONE_HZ)]);
  assert.equal((await room.fetch()).status, 'in-progress');
  assert.equal((await room.participants('the first').fetch()).callSid, called.callSid);
  await refused(room.participants.create({ to: OTHER_PHONE, label: 'the first', ...more }), 400, 16026);
  await refused(house.server.rest.conferences(`CF${'0'.repeat(32)}`).participants.create({ to: PHONE, ...more }), 400, 16022);
  await room.participants('the first').remove();
  await Promise.all([first.next('CALL_CLOSED', 15000), second.next('CALL_CLOSED', 15000)]);
  const ended = await until('the end', async () => {
    const now = await room.fetch();
    return now.status === 'completed' && now;
  });
  assert.equal(ended.reasonConferenceEnded, 'participant-with-end-conference-on-exit-kicked');
  assert.equal(ended.callSidEndingConference, called.callSid);
});

test('a coach is heard by the coached alone, and by all once it is none', async () => {
  const { first, second, sids, room } = await talk();
  const coach = await room.participants(sids[1]).update({ callSidToCoach: sids[0], coaching: true });
  assert.equal(coach.coaching, true);
  assert.equal(coach.callSidToCoach, sids[0]);
  const third = await house.phone({ user: 'third' });
  await joins(third);
  await Promise.all([third.hears(PHONE_HZ), first.hearsAgain(OTHER_HZ)]);
  await pause(2000);
  assert.equal(third.beepsHeard(OTHER_HZ), 0);
  await room.participants(sids[1]).update({ coaching: false });
  await third.hears(OTHER_HZ);
  assert.ok(second);
});

test('a conference is recorded: the first apart from the rest, paused and gone on, told and listed', async () => {
  const { first, second, room } = await talk({
    record: 'record-from-start', trim: 'do-not-trim', recordingStatusCallback: '/recorded', recordingStatusCallbackEvent: 'in-progress completed', eventCallbackUrl: '/record-end',
  });
  const [running] = await room.recordings.list();
  assert.equal(running.status, 'in-progress');
  assert.equal(running.source, 'Conference');
  assert.equal(running.channels, 2);
  await pause(2000);
  const paused = await room.recordings('Twilio.CURRENT').update({ status: 'paused', pauseBehavior: 'skip' });
  assert.equal(paused.status, 'paused');
  await pause(2000);
  await room.recordings(running.sid).update({ status: 'in-progress' });
  await refused(room.recordings(running.sid).update({ status: 'stopped' }), 400, 20422);
  await pause(1000);
  await second.hangUp();
  await first.hangUp();
  const done = await until('the recording', () => asked('/recorded').find(({ RecordingStatus }) => RecordingStatus === 'completed'));
  assert.equal(done.ConferenceSid, running.conferenceSid);
  assert.equal('CallSid' in done, false);
  assert.equal(done.RecordingSource, 'Conference');
  const end = await until('the older event', () => asked('/record-end')[0]);
  assert.equal(end.EventName, 'conference-record-end');
  const url = done.RecordingUrl.replace(/^https:\/\/[^/]+/, house.server.url);
  const mixed = await fetchSound(house.server, url);
  assert.equal(channel(mixed.bytes).channels, 1);
  const { bytes } = await fetchSound(house.server, `${url}?RequestedChannels=2`);
  assert.equal(bytes.length, Number(end.RecordingFileSize));
  const [alone, rest] = [channel(bytes, 0), channel(bytes, 1)];
  assert.ok(countBeeps(alone, PHONE_HZ) >= 3);
  assert.equal(countBeeps(alone, OTHER_HZ), 0);
  assert.ok(countBeeps(rest, OTHER_HZ) >= 3);
  assert.equal(countBeeps(rest, PHONE_HZ), 0);
  const listed = await house.server.rest.recordings.list({ conferenceSid: running.conferenceSid });
  assert.deepEqual(listed.map(({ sid }) => sid), [running.sid]);
  assert.equal((await room.recordings(running.sid).fetch()).conferenceSid, running.conferenceSid);
  assert.equal(await room.recordings(running.sid).remove(), true);
});
