import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { EventLog } from './event_log.js';

// A program that runs beside the test: its lines as events, its end as a promise. `group`: it has processes of its own,
// which end with it even where it forgets them.
export class Child {
  static #living = new Set();

  constructor(command, args, { group = false, ...options } = {}) {
    this.name = command.split('/').pop();
    this.group = group;
    this.lines = new EventLog(this.name);
    this.process = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: group, ...options });
    // Orphans would hold its output open, and its end would never be told.
    this.process.once('exit', () => group && this.#signal('SIGKILL'));
    for (const stream of [this.process.stdout, this.process.stderr]) {
      createInterface({ input: stream }).on('line', (line) => this.lines.add(line));
    }
    Child.#living.add(this);
    this.exit = new Promise((resolve) => {
      this.process.once('error', (error) => resolve({ code: -1, error }));
      this.process.once('close', (code, signal) => resolve({ code, signal }));
    });
    this.exit.then(() => Child.#living.delete(this));
  }

  // What failed tests have left behind: it would keep the test run from ever ending.
  static async endAll() {
    const left = [...Child.#living];
    for (const child of left) child.#signal('SIGKILL');
    await Promise.all(left.map((child) => child.exit));
  }

  // Ends it as an operator would; one that does not listen is killed, and that is a failure.
  async stop(milliseconds = 10000) {
    this.#signal('SIGTERM');
    let timer;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds, 'late')));
    const ended = await Promise.race([this.exit, late]);
    clearTimeout(timer);
    if (ended !== 'late') return ended;
    await this.kill();
    throw new Error(`${this.name} did not end within ${milliseconds} ms of SIGTERM; ${this.tail()}`);
  }

  // As a crash would end it.
  async kill() {
    this.#signal('SIGKILL');
    await this.exit;
  }

  #signal(name) {
    if (!this.group || !this.process.pid) return this.process.kill(name);
    try {
      process.kill(-this.process.pid, name);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }

  tail() {
    return this.lines.events.slice(-25).join('\n');
  }
}
