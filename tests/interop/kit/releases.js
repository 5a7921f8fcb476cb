// The releases of Twilio's SDKs that package.json installs: `name` is what tests call one (the two present ones by their
// line alone), `folder` where it lies below node_modules.
import fs from 'node:fs';
import path from 'node:path';

const { devDependencies } = JSON.parse(fs.readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

// "voice-sdk-2.2.0": "npm:@twilio/voice-sdk@2.2.0", or "@twilio/voice-sdk": "2.18.5".
function release([folder, wanted]) {
  const [, line, version] = /(voice-sdk|twilio-client)@([\d.]+)$/.exec(`${folder}@${wanted}`) ?? [];
  return line ? [{ name: path.basename(folder), line, version, folder }] : [];
}

const inOrder = (a, b) => `${a.line} ${a.version}`.localeCompare(`${b.line} ${b.version}`, 'en', { numeric: true });

export const RELEASES = Object.entries(devDependencies).flatMap(release).sort(inOrder);

// Whether `version` lies between the two, both included.
export function between(version, first, last) {
  const compare = (a, b) => a.localeCompare(b, 'en', { numeric: true });
  return compare(first, version) <= 0 && compare(version, last) <= 0;
}
