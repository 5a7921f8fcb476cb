// Menus by <Gather>, as the twilio library writes them: keys of phones and pages, and what their callers hear.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import twilio from 'twilio';
import { SDKS, useHouse } from './kit/house.js';
import { NUMBER } from './kit/server.js';
import { readSound, writeBeeps, writeDigitsOfPcmu, writeSpoken } from './kit/tone.js';

const MENU_HZ = 440;
const CHOICE_HZ = 700;

const house = useHouse({ prepare: serveBeeps });

// What the menu says, and what is heard after a choice.
function serveBeeps({ server, webhook }) {
  for (const [name, hz] of [['menu', MENU_HZ], ['choice', CHOICE_HZ]]) {
    const file = path.join(server.folder, `${name}.wav`);
    writeBeeps(file, hz, 3);
    const bytes = fs.readFileSync(file);
    webhook.answer(`/${name}.wav`, (_, response) => response.writeHead(200, { 'Content-Type': 'audio/wav' }).end(bytes));
  }
}

const twiml = () => new twilio.twiml.VoiceResponse();

// A menu that beeps until a key is pressed, and the beeps of the choice; `attributes` are of the <Gather>.
function serveMenu(attributes = {}) {
  const menu = twiml();
  menu.gather({ action: '/choice', ...attributes }).play({ loop: 0 }, '/menu.wav');
  const choice = twiml();
  choice.play({ loop: 0 }, '/choice.wav');
  house.webhook.answer('/voice', String(menu));
  house.webhook.answer('/choice', String(choice));
}

async function useMenu(attributes) {
  serveMenu(attributes);
  await house.server.useNumber(`${house.webhook.url}/voice`);
}

async function chosen() {
  const { parameters } = await house.webhook.next('/choice');
  return parameters;
}

async function expectChoiceAtOnce(caller, press) {
  await caller.hears(MENU_HZ);
  await press();
  const { Digits, FinishedOnKey, msg } = await chosen();
  assert.deepEqual({ Digits, FinishedOnKey, msg }, { Digits: '2', FinishedOnKey: '', msg: 'Gather End' });
  await caller.hears(CHOICE_HZ);
}

test('a key of a phone cuts the menu short, and the choice is heard', async () => {
  await useMenu({ numDigits: 1 });
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await expectChoiceAtOnce(phone, () => phone.sendDigits('2'));
  await phone.hearsNoMore(MENU_HZ);
  await phone.hangUp();
});

test('a phone types a number and ends it with #', async () => {
  await useMenu();
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await phone.hears(MENU_HZ);
  for (const key of '0912#') await phone.sendDigits(key);
  const { Digits, FinishedOnKey, CallStatus } = await chosen();
  assert.deepEqual([Digits, FinishedOnKey, CallStatus], ['0912', '#', 'in-progress']);
  await phone.hangUp();
});

test('a caller who presses nothing comes to the next verb', async () => {
  const menu = twiml();
  menu.gather({ action: '/choice', timeout: 1 });
  menu.play('/choice.wav');
  house.webhook.answer('/voice', String(menu));
  await house.server.useNumber(`${house.webhook.url}/voice`);
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await phone.next('CALL_CLOSED', 30000);
  assert.equal(phone.beepsHeard(CHOICE_HZ), 5);
  assert.equal(house.webhook.requests.events.filter(({ path: asked }) => asked === '/choice').length, 0);
});

test('keys of a phone that sends them by SIP INFO are heard', async () => {
  await useMenu({ numDigits: 2 });
  const phone = await house.linphone({ digits: 'info' });
  await phone.dial(NUMBER);
  await phone.receives();
  await phone.sendDigits('42');
  assert.equal((await chosen()).Digits, '42');
  await phone.hangUp();
});

test('keys of a phone that sends them as tones are heard', async () => {
  await useMenu({ numDigits: 4 });
  const sound = path.join(house.server.folder, 'keys.ulaw');
  writeDigitsOfPcmu(sound, '1*90');
  const caller = await house.trunkCall('call_in_band', { sound });
  assert.equal((await chosen()).Digits, '1*90');
  await caller.stop();
});

for (const sdk of SDKS) {
  test(`a key pressed on a page on ${sdk} cuts the menu short, and the choice is heard`, async () => {
    serveMenu({ numDigits: 1 });
    const application = await house.server.makeApplication(`${house.webhook.url}/voice`);
    const page = await house.registeredPage(sdk, application);
    await page.connect({});
    await expectChoiceAtOnce(page, () => page.sendDigits('2'));
    await page.hangUp();
    await page.next('call.disconnect');
    assert.deepEqual(page.faults, []);
  });
}

// By the server's own engine, from the server's own voice, over two telephones.
test('a word that a phone says is understood', async () => {
  const say = twiml();
  say.say({ voice: 'man' }, 'support');
  house.webhook.answer('/voice', String(say));
  await house.server.useNumber(`${house.webhook.url}/voice`);
  const speaker = await house.phone();
  await speaker.dial(NUMBER);
  await speaker.next('CALL_CLOSED', 30000);

  const spoken = path.join(house.server.folder, 'support.wav');
  writeSpoken(spoken, readSound(speaker.recording()));
  const menu = twiml();
  menu.gather({ input: 'dtmf speech', action: '/choice', hints: 'sales, support, billing', speechTimeout: 'auto' });
  house.webhook.answer('/voice', String(menu));
  house.webhook.answer('/choice', '<Response/>');
  const phone = await house.phone({ user: 'other', sound: spoken });
  await phone.dial(NUMBER);
  const { SpeechResult, Confidence } = await chosen();
  assert.equal(SpeechResult, 'support');
  assert.ok(Number(Confidence) > 0, Confidence);
});
