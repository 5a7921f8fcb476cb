// The lines of docs/helper-libraries.md that point Twilio's library at a server.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { useHouse } from './kit/house.js';

const PAGE = fs.readFileSync(fileURLToPath(new URL('../../docs/helper-libraries.md', import.meta.url)), 'utf8');
const MODULES = fileURLToPath(new URL('node_modules/', import.meta.url));
const STUBS = fileURLToPath(new URL('stubs/', import.meta.url));

const house = useHouse({ browser: false, prepare: ({ server }) => server.rest.applications.create({ friendlyName: 'from the test' }) });

// What the page's lines in that language print, run as `command`; their next page too has been asked for at our server.
async function run(language, file, command, env = {}, first = '') {
  const [, lines] = PAGE.match(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's'));
  const { server } = house;
  const script = path.join(server.folder, file);
  fs.writeFileSync(script, first + lines);
  const its = { RINGBACK_URL: server.url, ACCOUNT_SID: server.accountSid, AUTH_TOKEN: server.authToken };
  const { stdout } = await promisify(execFile)(command[0], [...command.slice(1), script], { env: { ...process.env, ...its, ...env } });
  const names = stdout.trim().split('\n');
  assert.ok(names.includes('from the test'), stdout);
  return names;
}

test('the Node lines reach the server, next pages too', async () => {
  const env = { NODE_PATH: MODULES, NODE_EXTRA_CA_CERTS: house.server.certificate };
  assert.ok((await run('js', 'application.cjs', [process.execPath], env)).includes('from node'));
});

test('the Python lines reach the server, next pages too', async () => {
  const env = { REQUESTS_CA_BUNDLE: house.server.certificate };
  assert.ok((await run('python', 'application.py', ['/usr/bin/python3'], env)).includes('from python'));
});

test('the Ruby lines reach the server', async () => {
  const env = { SSL_CERT_FILE: house.server.certificate };
  assert.ok((await run('ruby', 'application.rb', ['/usr/bin/ruby', '-I', STUBS], env)).includes('from ruby'));
});

test('the PHP lines reach the server', async () => {
  const command = ['/usr/bin/php', '-d', `openssl.cafile=${house.server.certificate}`];
  const first = `<?php\nrequire '${STUBS}twilio.php';\n`;
  assert.ok((await run('php', 'application.php', command, {}, first)).includes('from php'));
});
