import path from 'node:path';
import { after, afterEach, before } from 'node:test';
import { Baresip } from './baresip.js';
import { Child } from './child.js';
import { Chromium } from './chromium.js';
import { Linphone } from './linphone.js';
import { ApiServer, Server } from './server.js';
import { Sipp } from './sipp.js';
import { Webhook } from './webhook.js';

// The frequency at which each party beeps.
export const BROWSER_HZ = 1000;
export const PHONE_HZ = 600;
export const SDKS = ['voice-sdk', 'twilio-client'];

// Everything that the tests of a file share, started once, and the phones of each test, ended after it.
// `hosts(server)`: where the browser is to find hosts other than this one. `prepare(house)`: what the file's tests share.
export function useHouse({ prepare = () => {}, ...options } = {}) {
  const house = new House();
  before(async () => {
    await house.start(options);
    await prepare(house);
  });
  afterEach(() => house.endTest());
  after(() => house.stop());
  return house;
}

class House {
  #phones = [];
  #folders = 0;

  async start({ apiServer = false, browser = true, hosts = () => ({}), ...server }) {
    this.server = await Server.start(server);
    this.webhook = await Webhook.start();
    const options = { frequency: BROWSER_HZ, hosts: hosts(this.server) };
    if (browser) this.browser = await Chromium.start(path.join(this.server.folder, 'chromium'), options);
    if (apiServer) this.api = await ApiServer.start(this.server);
  }

  #folder(name) {
    return path.join(this.server.folder, `${name}-${++this.#folders}`);
  }

  #keep(phone) {
    this.#phones.push(phone);
    return phone;
  }

  // Something of a test's own, which `starting` yields, ended after it.
  async keep(starting) {
    return this.#keep(await starting);
  }

  // A SIP phone that has registered; `frequency` is what it beeps at.
  async phone({ user = 'phone', frequency = PHONE_HZ, ...more } = {}) {
    return this.#keep(await Baresip.start(this.#folder(user), { ...this.server.phone(user), frequency, ...more }));
  }

  // A SIP phone of nobody here: it registers nowhere, and is called at its own port.
  baresipOutside({ frequency = PHONE_HZ, ...more } = {}) {
    return Baresip.start(this.#folder('outside'), { frequency, ...more });
  }

  async linphone({ user = 'phone', frequency = PHONE_HZ, ...more } = {}) {
    return this.#keep(await Linphone.start(this.#folder('linphone'), { ...this.server.phone(user), frequency, ...more }));
  }

  // A browser page on an SDK, not set up yet.
  async page(sdk, query) {
    return this.#keep(await this.browser.phone(this.server, sdk, query));
  }

  // A page that is online as the client, with the right to make calls through `application`.
  async registeredPage(sdk, application, options = {}) {
    const page = await this.page(sdk);
    await page.register(this.server.token({ outgoing: application?.sid }), options);
    return page;
  }

  async sippPhone(scenario, values = {}, user = 'phone', more = {}) {
    const options = this.server.sippPhone(user);
    const all = { ...options, values: { ...options.values, ...values }, ...more };
    return this.#keep(await Sipp.phone(this.#folder(scenario), scenario, all));
  }

  async trunkCall(scenario, values = {}, more = {}) {
    return this.#keep(await Sipp.start(this.#folder(scenario), scenario, { ...this.server.trunk(values), ...more }));
  }

  // The far end of the trunk, for calls that go out over it.
  async carrier(scenario, values = {}, more = {}) {
    const options = { ...this.server.trunk(values), port: this.server.trunkPort, ...more };
    return this.#keep(await Sipp.start(this.#folder(scenario), scenario, options));
  }

  async endTest() {
    const phones = this.#phones.splice(0);
    await Promise.allSettled(phones.map((phone) => (phone.close ?? phone.stop).call(phone)));
    this.webhook?.requests.events.splice(0);
  }

  // Each of them, whatever becomes of the others.
  async stop() {
    const parts = [this.api, this.browser, this.webhook, this.server];
    const failures = [];
    for (const part of parts) await part?.stop().catch((error) => failures.push(error));
    await Child.endAll();
    if (failures.length) throw failures[0];
  }

  // After `stop` of the browser alone: who was asked for anything.
  async hostsAsked() {
    await this.browser.stop();
    const hosts = this.browser.hostsAsked();
    this.browser = undefined;
    return [...hosts];
  }
}
