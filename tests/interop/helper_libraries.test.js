// The lines of docs/helper-libraries.md that point Twilio's library at a server.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { useHouse } from './kit/house.js';

const house = useHouse({ browser: false });
const PAGE = fileURLToPath(new URL('../../docs/helper-libraries.md', import.meta.url));
const MODULES = fileURLToPath(new URL('node_modules/', import.meta.url));

test('the Node lines reach the server, next pages too', async () => {
  const [, lines] = fs.readFileSync(PAGE, 'utf8').match(/```js\n(.*?)```/s);
  const { server } = house;
  const script = path.join(server.folder, 'application.cjs');
  fs.writeFileSync(script, lines);
  await server.rest.applications.create({ friendlyName: 'from the test' });
  const env = {
    ...process.env,
    NODE_PATH: MODULES,
    NODE_EXTRA_CA_CERTS: server.certificate,
    RINGBACK_URL: server.url,
    ACCOUNT_SID: server.accountSid,
    AUTH_TOKEN: server.authToken,
  };
  const { stdout } = await promisify(execFile)(process.execPath, [script], { env });
  assert.deepEqual(stdout.trim().split('\n').sort(), ['from node', 'from the test']);
});
