// A browser whose network changes in a call: the person goes on talking.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { BROWSER_HZ, PHONE_HZ, SDKS, useHouse } from './kit/house.js';
import { CLIENT, NUMBER } from './kit/server.js';
import { TcpProxy } from './kit/tcp_proxy.js';
import { UdpRelay } from './kit/udp_relay.js';
import { respond } from './kit/webhook.js';

const network = {};
const house = useHouse({
  prepare: async ({ server, webhook }) => {
    network.proxy = await TcpProxy.start(new URL(server.url).port);
    network.relays = await Promise.all(server.mediaPorts.map((port) => UdpRelay.start(port)));
    webhook.answer('/voice', respond(`<Dial><Client>${CLIENT}</Client></Dial>`));
    await server.useNumber(`${webhook.url}/voice`);
  },
});
after(async () => {
  await network.proxy?.stop();
  for (const relay of network.relays ?? []) relay.stop();
});

// A page in a call with a phone, all of it through the network between.
async function connected(sdk) {
  const relays = network.relays.map(({ target, port }) => `${target}:${port}`).join();
  const page = await house.page(sdk, { relays });
  await page.register(house.server.token({}), { chunderw: network.proxy.address, enableIceRestart: true });
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await page.next('device.incoming');
  await page.accept();
  await Promise.all([page.next('call.accept'), phone.next('CALL_ESTABLISHED')]);
  await bothHear(page, phone);
  page.forget();
  return { page, phone };
}

const bothHear = (page, phone) => Promise.all([page.hears(PHONE_HZ), phone.hearsMore(BROWSER_HZ)]);

async function endedWell(page, phone) {
  await phone.hangUp();
  await page.next('call.disconnect');
  assert.equal(page.has('call.error'), false);
  assert.deepEqual(page.faults, []);
}

async function setOffline(offline) {
  network.proxy.block(offline);
  for (const relay of network.relays) relay.block(offline);
  await house.browser.setOffline(offline);
}

for (const sdk of SDKS) {
  test(`a page on ${sdk} that goes offline, and comes back, stays in its call`, async () => {
    const { page, phone } = await connected(sdk);
    await setOffline(true);
    await page.next('call.reconnecting', 30000);
    await setOffline(false);
    await page.next('received.ready', 30000);
    await page.next('call.reconnected', 30000);
    await bothHear(page, phone);
    await endedWell(page, phone);
  });

  test(`a page on ${sdk} that gets another address, and loses its socket by that, stays in its call`, async () => {
    const { page, phone } = await connected(sdk);
    await Promise.all(network.relays.map((relay) => relay.rebind()));
    network.proxy.cut();
    await page.next('received.ready');
    await bothHear(page, phone);
    assert.equal(page.has('sent.reinvite'), false);
    await endedWell(page, phone);
  });

  test(`media on ${sdk} that is lost for a while is found again by an ICE restart`, async () => {
    const { page, phone } = await connected(sdk);
    for (const relay of network.relays) relay.block();
    await page.next('sent.reinvite', 40000);
    for (const relay of network.relays) relay.block(false);
    const { detail } = await page.next('received.answer');
    assert.match(detail.sdp, /^a=ice-ufrag:/m);
    await page.next('call.reconnected');
    await bothHear(page, phone);
    await endedWell(page, phone);
  });
}
