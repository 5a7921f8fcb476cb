// Counts beeps in a stream, by their frequency: what a person at the page would hear.
const WINDOW = 2048;
const PERIOD_MS = 20;
const QUIET = 0.01;

function toneShare(samples, frequency, rate) {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / rate);
  let before = 0;
  let last = 0;
  let energy = 0;
  for (const sample of samples) {
    [before, last] = [last, sample + coefficient * last - before];
    energy += sample * sample;
  }
  return energy === 0 ? 0 : (2 * (before * before + last * last - coefficient * before * last)) / (samples.length * energy);
}

export class ToneListener {
  constructor(stream) {
    this.context = new AudioContext();
    this.analyser = new AnalyserNode(this.context, { fftSize: WINDOW });
    this.context.createMediaStreamSource(stream).connect(this.analyser);
    this.samples = new Float32Array(WINDOW);
  }

  isLoud() {
    this.analyser.getFloatTimeDomainData(this.samples);
    return this.samples.some((sample) => Math.abs(sample) > QUIET);
  }

  isBeeping(frequency) {
    return this.isLoud() && toneShare(this.samples, frequency, this.context.sampleRate) > 0.5;
  }

  // Resolves when `count` beeps have begun; false when the time is over.
  hears(frequency, count, milliseconds) {
    return this.#counts(() => this.isBeeping(frequency), count, milliseconds);
  }

  // Resolves when sound of any kind has begun.
  hearsSound(milliseconds) {
    return this.#counts(() => this.isLoud(), 1, milliseconds);
  }

  #counts(isHeard, count, milliseconds) {
    return new Promise((resolve) => {
      let begun = 0;
      let beeping = false;
      const done = (heard) => {
        clearInterval(look);
        clearTimeout(end);
        resolve(heard);
      };
      const look = setInterval(() => {
        const now = isHeard();
        if (now && !beeping) begun++;
        beeping = now;
        if (begun >= count) done(true);
      }, PERIOD_MS);
      const end = setTimeout(done, milliseconds, false);
    });
  }
}
