// Every line of Twilio's browser SDKs that npm still has: online, called, calling, a token refreshed and a socket lost,
// idle and in a call. The SDKs' own hosts for sounds and insights lead to this server, as they do for pages that can't
// set an option.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { BROWSER_HZ, PHONE_HZ, useHouse } from './kit/house.js';
import { RELEASES, between } from './kit/releases.js';
import { CLIENT, NUMBER, PHONE } from './kit/server.js';
import { TcpProxy } from './kit/tcp_proxy.js';
import { respond } from './kit/webhook.js';

const SIDE_HOSTS = ['sdk.twilio.com', 'media.twiliocdn.com', 'eventgw.twilio.com'];
const SOUNDS = 15;

let proxy;
const house = useHouse({
  hosts: ({ url }) => Object.fromEntries(SIDE_HOSTS.map((name) => [name, new URL(url).host])),
  prepare: async ({ server, webhook }) => {
    proxy = await TcpProxy.start(new URL(server.url).port);
    webhook.answer('/voice', respond(`<Dial><Client>${CLIENT}</Client></Dial>`));
    webhook.answer('/outgoing', respond(`<Dial callerId="${NUMBER}"><Number>${PHONE}</Number></Dial>`));
    await server.useNumber(`${webhook.url}/voice`);
    house.application = await server.makeApplication(`${webhook.url}/outgoing`);
  },
});
after(() => proxy?.stop());

// What no server can change. docs/sdk-versions.md says it to the authors of pages.
const KNOWN_FAULTS = [
  { line: 'twilio-client', first: '1.6.0', last: '1.7.0', text: "'getStats'" },
  { line: 'voice-sdk', first: '2.0.1', last: '2.9.0', text: 'Attempt to register when device is in state "registered"' },
];
const isNew = (release) => (fault) =>
  !KNOWN_FAULTS.some(({ line, first, last, text }) => line === release.line && between(release.version, first, last) && fault.includes(text));

const newToken = () => house.server.token({ outgoing: house.application.sid });

// A page on the release, with the hosts of its sockets and what the vendor's hosts were asked for.
async function open(release) {
  const page = await house.browser.phone(house.server, release.name);
  Object.assign(page, { socketHosts: new Set(), sideRequests: [] });
  page.page.on('websocket', (socket) => page.socketHosts.add(new URL(socket.url()).host));
  page.page.on('requestfinished', async (request) => {
    const url = new URL(request.url());
    if (SIDE_HOSTS.includes(url.host)) page.sideRequests.push({ path: url.pathname, status: (await request.response()).status() });
  });
  return page;
}

// 2.1.0 to 2.12.1 look for their call at a host of the vendor's, made from `connected.edge`, for as long as this.
const OPTIONS = { sounds: {}, publishEvents: true, maxCallSignalingTimeoutMs: 6000 };

const setUp = (page) => page.register(newToken(), { ...OPTIONS, chunderw: proxy.address });

async function refreshToken(page) {
  page.forget();
  await page.updateToken(newToken());
  await page.next('received.connected');
}

async function loseSocket(page) {
  page.forget();
  proxy.cut();
  await page.next('socket');
  page.forget();
  await page.next('received.ready');
}

async function bothHear(page, phone) {
  await Promise.all([page.hears(PHONE_HZ), phone.hearsMore(BROWSER_HZ)]);
}

// What a call must bear without the people noticing.
async function disturb(page, phone) {
  await bothHear(page, phone);
  await loseSocket(page);
  await bothHear(page, phone);
  await refreshToken(page);
  await loseSocket(page);
  await bothHear(page, phone);
}

for (const release of RELEASES) {
  describe(`${release.line} ${release.version}`, () => {
    let page;
    before(async () => (page = await open(release)));
    after(() => page.close());

    test('comes online with the sounds of this server, and takes a new token', async () => {
      await setUp(page);
      await refreshToken(page);
      assert.equal(page.has('device.error'), false);
    });

    test('comes back by itself when its socket is lost', async () => {
      await loseSocket(page);
    });

    test('rings again when its socket is lost, rejects, and the caller is told', async () => {
      const phone = await house.phone();
      await phone.dial(NUMBER);
      await page.next('device.incoming');
      await refreshToken(page);
      await loseSocket(page);
      await page.next('device.incoming');
      await page.reject();
      await phone.next('CALL_CLOSED');
      page.forget();
    });

    test('takes a call, keeps it when its socket is lost, and is told of its end', async () => {
      const phone = await house.phone();
      await phone.dial(NUMBER);
      const { detail } = await page.next('device.incoming');
      assert.equal(detail.parameters.From, PHONE);
      await page.accept();
      await Promise.all([page.next('call.accept'), phone.next('CALL_ESTABLISHED')]);
      await disturb(page, phone);
      await phone.hangUp();
      await page.next('call.disconnect');
      assert.equal(page.has('call.error'), false);
    });

    test('calls, keeps the call when its socket is lost, and hangs up', async () => {
      const phone = await house.phone();
      await page.connect({});
      await phone.next('CALL_INCOMING');
      await phone.answer();
      await Promise.all([page.next('call.accept'), phone.next('CALL_ESTABLISHED')]);
      await disturb(page, phone);
      await page.hangUp();
      await Promise.all([page.next('call.disconnect'), phone.next('CALL_CLOSED')]);
    });

    test('hangs up when its page is closed', async () => {
      const phone = await house.phone();
      await phone.dial(NUMBER);
      await page.next('device.incoming');
      await page.accept();
      await phone.next('CALL_ESTABLISHED');
      await phone.hears(BROWSER_HZ);
      await page.close();
      await phone.next('CALL_CLOSED');
    });

    test('has thrown nothing, and found its sockets, sounds and insights here', () => {
      assert.deepEqual(page.faults.filter(isNew(release)), []);
      assert.deepEqual([...page.socketHosts], [proxy.address]);
      const sounds = new Set(page.sideRequests.map(({ path }) => path).filter((path) => path.endsWith('.mp3')));
      assert.equal(sounds.size, SOUNDS);
      assert.ok(page.sideRequests.some(({ path }) => path === '/v4/EndpointEvents'));
      assert.deepEqual(page.sideRequests.filter(({ status }) => status !== 200), []);
    });
  });
}

test('the documentation names the releases that were tried', () => {
  const text = fs.readFileSync(new URL('../../docs/sdk-versions.md', import.meta.url), 'utf8');
  const named = Array.from(text.matchAll(/^\| `(?:@twilio\/)?(voice-sdk|twilio-client)` (\d[\d.]+) /gm), ([, line, version]) => `${line} ${version}`);
  assert.deepEqual(named, RELEASES.map(({ line, version }) => `${line} ${version}`));
});
