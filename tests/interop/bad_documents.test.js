// Documents that an application should not answer with: the product's code, the fallback URL, and no cost beyond the call.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { useHouse } from './kit/house.js';
import { NUMBER } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse({ browser: false });
const MEGABYTE = 1 << 20;

const written = (body, type = 'text/xml') => (_, response) => response.writeHead(200, { 'Content-Type': type }).end(body);

const nested = (depth) => respond('<Gather>'.repeat(depth) + '</Gather>'.repeat(depth));

function entityBomb() {
  const names = 'abcdefghij'.split('');
  const entities = names.map((name, i) => `<!ENTITY ${name} "${i === 0 ? 'lol' : `&${names[i - 1]};`.repeat(10)}">`);
  return `<!DOCTYPE r [${entities.join('')}]><Response><Say>&j;</Say></Response>`;
}

// 100 MB, as fast as they are taken; how many were is in `sent`.
const sent = { bytes: 0 };
function endless(_, response) {
  response.writeHead(200, { 'Content-Type': 'text/xml' });
  const block = Buffer.alloc(MEGABYTE, ' ');
  const write = () => {
    while (sent.bytes < 100 * MEGABYTE && !response.destroyed) {
      sent.bytes += block.length;
      if (!response.write(block)) return response.once('drain', write);
    }
    response.end();
  };
  write();
}

const BAD = [
  ['that is not closed', written('<Response><Say>hello'), '12100'],
  ['with an entity bomb', written(entityBomb()), '12100'],
  ['100 deep', written(nested(100)), '12100'],
  ['of 100 MB', endless, '11750'],
  ['as an image', written('<Response/>', 'image/png'), '12300'],
  ['with another root', written('<Reply/>'), '12102'],
  ['of nothing', written(''), '11770'],
  ['that is moved for ever', (_, response) => response.writeHead(302, { Location: '/bad' }).end(), '11215'],
];

const memory = () => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${house.server.child.process.pid}/status`))[1]) * 1024;

for (const [name, answer, code] of BAD) {
  test(`a document ${name}: its fallback answers the call, which has the error`, async () => {
    house.webhook.answer('/bad', answer);
    house.webhook.answer('/fallback', respond('<Reject reason="busy"/>'));
    await house.server.useNumber(`${house.webhook.url}/bad`, { voiceFallbackUrl: `${house.webhook.url}/fallback` });
    const before = memory();
    const call = await house.trunkCall('call_refused', { final_code: '486' });
    const { parameters } = await house.webhook.next('/fallback', 25_000);
    await call.done;
    assert.equal(parameters.ErrorCode, code);
    assert.equal(parameters.To, NUMBER);
    const notices = await house.server.rest.calls(parameters.CallSid).notifications.list();
    assert.deepEqual(notices.map(({ errorCode, log }) => [errorCode, log]), [[code, '0']]);
    assert.ok(memory() < before + 50 * MEGABYTE, 'the server has not grown');
    assert.ok(sent.bytes < 20 * MEGABYTE, 'the rest was not read');
  });
}

test('verbs in wrong places are warnings, and what is right runs', async () => {
  const wrong = '<Hangup><Say>no</Say></Hangup>';
  house.webhook.answer('/voice', respond(`<Number>1</Number><Gather timeout="1"><Dial>1</Dial></Gather>${wrong}`));
  await house.server.useNumber(`${house.webhook.url}/voice`);
  const phone = await house.phone();
  await phone.dial(NUMBER);
  const { parameters } = await house.webhook.next('/voice');
  await phone.next('CALL_CLOSED');
  const notices = await house.server.rest.calls(parameters.CallSid).notifications.list();
  assert.ok(notices.length >= 3 && notices.every(({ log }) => log === '1'), JSON.stringify(notices.map(({ errorCode }) => errorCode)));
});
