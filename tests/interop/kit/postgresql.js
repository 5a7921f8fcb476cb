import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Child } from './child.js';
import { until } from './until.js';

const programs = () => execFileSync('pg_config', ['--bindir'], { encoding: 'utf8' }).trim();
const id = (option) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
// It refuses to run as root; Debian's package brings a user for it.
const user = () => (process.getuid() === 0 ? { uid: id('-u'), gid: id('-g') } : {});

// A real PostgreSQL of the test's own, on a socket in a folder of its own. Its database sorts text as a language does.
export class Postgresql {
  static async start() {
    const postgresql = new Postgresql(fs.mkdtempSync(path.join(os.tmpdir(), 'ringback-postgresql-')));
    await postgresql.start();
    return postgresql;
  }

  constructor(folder) {
    this.folder = folder;
    this.data = path.join(folder, 'data');
    this.url = `postgresql://ringback@/postgres?host=${folder}`;
    this.user = user();
    if (this.user.uid) fs.chownSync(folder, this.user.uid, this.user.gid);
    const order = ['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en'];
    const args = ['-D', this.data, '-A', 'trust', '-U', 'ringback', '-E', 'UTF8', '--no-sync', ...order];
    execFileSync(path.join(programs(), 'initdb'), args, { stdio: 'ignore', cwd: folder, ...this.user });
  }

  // `settings`: of postgresql.conf. Without a word nothing waits for the disk.
  async start(settings = { fsync: 'off' }) {
    const all = { listen_addresses: '', ...settings };
    const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const options = { group: true, cwd: this.folder, ...this.user };
    this.child = new Child(path.join(programs(), 'postgres'), ['-D', this.data, '-k', this.folder, ...args], options);
    await until('PostgreSQL', () => this.#ready(), 30000);
  }

  #ready() {
    try {
      execFileSync(path.join(programs(), 'pg_isready'), ['-q', '-h', this.folder, '-U', 'ringback']);
      return true;
    } catch {
      return false;
    }
  }

  // SQL of the test's own; what it answers, unadorned.
  query(sql) {
    const args = ['-h', this.folder, '-U', 'ringback', '-d', 'postgres', '-v', 'ON_ERROR_STOP=1', '-Atqc', sql];
    return execFileSync(path.join(programs(), 'psql'), args, { encoding: 'utf8' }).trim();
  }

  // As its own service ends it: whoever is connected is not waited for.
  async end() {
    this.child.process.kill('SIGINT');
    await this.child.exit;
  }

  async stop() {
    await this.end();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

// Where what uses it does not start: `.catch(stopAndThrow(postgresql))`.
export const stopAndThrow = (postgresql) => async (error) => {
  await postgresql?.stop();
  throw error;
};
