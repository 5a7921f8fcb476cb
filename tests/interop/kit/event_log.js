// What a fixture has reported so far, and a bounded wait for what it will report.
export class EventLog {
  #name;
  #waiting = new Set();
  events = [];

  constructor(name) {
    this.#name = name;
  }

  add(event) {
    this.events.push(event);
    for (const look of [...this.#waiting]) look();
  }

  find(matches) {
    return this.events.find(matches);
  }

  // The first event that matches, already here or still to come.
  next(what, matches, milliseconds = 15000) {
    return new Promise((resolve, reject) => {
      const look = () => {
        const event = this.events.find(matches);
        if (event === undefined) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(event);
      };
      const fail = () => {
        this.#waiting.delete(look);
        const seen = this.events.map((event) => JSON.stringify(event).slice(0, 200)).slice(-30);
        reject(new Error(`${this.#name}: no ${what} within ${milliseconds} ms; seen: ${seen.join('\n  ')}`));
      };
      const timer = setTimeout(fail, milliseconds);
      this.#waiting.add(look);
      look();
    });
  }
}
