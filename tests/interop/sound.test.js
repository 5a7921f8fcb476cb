// Codecs: what is passed on, what is converted, and that both sides hear each other through it. docs/sound.md has the rules.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSER_HZ, PHONE_HZ, SDKS, useHouse } from './kit/house.js';
import { CLIENT, NUMBER, PHONE } from './kit/server.js';
import { until } from './kit/until.js';
import { respond } from './kit/webhook.js';

const house = useHouse();

const dialPhone = `<Dial callerId="${NUMBER}"><Number>${PHONE}</Number></Dial>`;
const dialClient = (client) => `<Dial callerId="${NUMBER}"><Client>${client}</Client></Dial>`;
const OPUS_FIRST = { codecPreferences: ['opus', 'pcmu'] };
const PCMU_FIRST = { codecPreferences: ['pcmu', 'opus'] };

async function callerPage(sdk, verbs, options) {
  house.webhook.answer('/outgoing', respond(verbs));
  const application = await house.server.makeApplication(`${house.webhook.url}/outgoing`);
  await house.server.useNumber(`${house.webhook.url}/voice`); // theirs is the caller ID
  return house.registeredPage(sdk, application, options);
}

// A page calls a phone that has these codecs; both hear each other.
async function pageCallsPhone(sdk, options, phoneOptions) {
  const page = await callerPage(sdk, dialPhone, options);
  const phone = await house.phone(phoneOptions);
  await page.connect({});
  await phone.next('CALL_INCOMING');
  await phone.answer();
  await Promise.all([page.next('call.accept'), phone.next('CALL_ESTABLISHED')]);
  await Promise.all([page.hears(PHONE_HZ), phone.hears(BROWSER_HZ)]);
  return { page, phone };
}

// A phone calls a page; both hear each other.
async function phoneCallsPage(phoneOptions, options) {
  house.webhook.answer('/voice', respond(dialClient(CLIENT)));
  await house.server.useNumber(`${house.webhook.url}/voice`);
  const page = await house.registeredPage('voice-sdk', undefined, options);
  const phone = await house.phone(phoneOptions);
  await phone.dial(NUMBER);
  await page.next('device.incoming');
  await page.accept();
  await Promise.all([page.next('call.accept'), phone.next('CALL_ESTABLISHED')]);
  await Promise.all([page.hears(PHONE_HZ), phone.hears(BROWSER_HZ)]);
  return { page, phone };
}

async function expectCodec(page, codec) {
  const { sent, received } = await page.media();
  assert.deepEqual([sent.codec, received.codec], [codec, codec]);
}

// The log's last words on both calls: what their jitter buffers did.
async function ended(page, phone) {
  const before = house.server.child.lines.events.length;
  await page.hangUp();
  await phone.next(phone.calls ? 'CALL_CLOSED' : 'call.disconnect');
  const lines = () => house.server.child.lines.events.slice(before).filter((line) => line.includes('"call ends"'));
  await until('the end of both calls', () => lines().length >= 2);
  return lines().map((line) => JSON.parse(line));
}

// Sound was converted on the way to both legs, and hardly any of it was made up.
function expectConverted(calls) {
  for (const call of calls) {
    assert.ok(call.playout_packets > 20, `${call.playout_packets} packets were converted`);
    assert.ok(call.playout_lost <= 5, `${call.playout_lost} packets were lost`);
  }
}

function expectPassedOn(calls) {
  for (const call of calls) assert.equal(call.playout_packets, 0);
}

for (const sdk of SDKS) {
  describe(sdk, () => {
    for (const codecs of ['PCMU', 'PCMA']) {
      test(`a page on Opus and a phone on ${codecs} hear each other`, async () => {
        const { page, phone } = await pageCallsPhone(sdk, OPUS_FIRST, { codecs });
        await expectCodec(page, 'audio/opus');
        expectConverted(await ended(page, phone));
      });
    }

    test('a page and a phone on PCMU are passed on to each other', async () => {
      const { page, phone } = await pageCallsPhone(sdk, PCMU_FIRST, { codecs: 'PCMU,PCMA' });
      await expectCodec(page, 'audio/PCMU');
      expectPassedOn(await ended(page, phone));
    });
  });
}

test('two pages on Opus are passed on to each other', async () => {
  const callee = await house.page('voice-sdk');
  await callee.register(house.server.token({ incoming: 'callee' }), PCMU_FIRST);
  const caller = await callerPage('voice-sdk', dialClient('callee'), OPUS_FIRST);
  await caller.connect({});
  await callee.next('device.incoming');
  await callee.accept();
  await Promise.all([caller.next('call.accept'), callee.next('call.accept')]);
  await Promise.all([caller.hears(BROWSER_HZ), callee.hears(BROWSER_HZ)]);
  await expectCodec(caller, 'audio/opus');
  await expectCodec(callee, 'audio/opus');
  expectPassedOn(await ended(caller, callee));
});

test('a phone on Opus is passed on to a page', async () => {
  const { page, phone } = await phoneCallsPage({ codecs: 'opus/48000/2' }, PCMU_FIRST);
  await expectCodec(page, 'audio/opus');
  expectPassedOn(await ended(page, phone));
});

test('a phone on G.722 calls a page, which gets PCMU', async () => {
  const { page, phone } = await phoneCallsPage({ codecs: 'G722/16000/1' });
  await expectCodec(page, 'audio/PCMU');
  expectConverted(await ended(page, phone));
});

test('a page on Opus calls a phone on G.722', async () => {
  const { page, phone } = await pageCallsPhone('voice-sdk', OPUS_FIRST, { codecs: 'G722/16000/1' });
  expectConverted(await ended(page, phone));
});

for (const ptime of [10, 30, 40, 60]) {
  test(`a phone that sends packets of ${ptime} ms is heard by a page on Opus`, async () => {
    const { page, phone } = await pageCallsPhone('voice-sdk', OPUS_FIRST, { codecs: 'PCMU', ptime });
    expectConverted(await ended(page, phone));
  });
}

test('a page that limits the bitrate of its Opus gets no more', async () => {
  const options = { ...OPUS_FIRST, maxAverageBitrate: 8000 };
  const { page, phone } = await pageCallsPhone('voice-sdk', options, { codecs: 'PCMU' });
  const first = (await page.media()).received;
  const second = await until('two seconds more of sound', async () => {
    const { received } = await page.media();
    return received.packets >= first.packets + 100 ? received : undefined;
  });
  // Headers aside: 50 packets a second.
  const bitrate = ((second.bytes - first.bytes) * 8 * 50) / (second.packets - first.packets);
  assert.ok(bitrate <= 8000 * 1.25, `${bitrate} bit/s`);
  await ended(page, phone);
});
