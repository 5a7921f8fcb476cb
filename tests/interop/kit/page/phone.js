// window.phone: what a test asks of the page. Events go to window.report, which the test installed.
import { relayMedia } from './relay.js';
import { sdkOf } from './sdks.js';
import { ToneListener } from './tone_listener.js';

const query = new URLSearchParams(location.search);
const sdkName = query.get('sdk');
const report = (type, detail) => window.report({ type, detail });

function loadScript(url) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src: url, onload: resolve, onerror: reject });
    document.head.append(script);
  });
}

class Phone {
  sdk = new (sdkOf(sdkName))(this, report);

  setup(token, options) {
    return this.sdk.setup(token, options);
  }
  updateToken(token) {
    this.sdk.updateToken(token);
  }
  async connect(params) {
    this.call = await this.sdk.connect(params);
    this.sdk.follow(this.call);
  }
  take(call, detail) {
    this.call = call;
    this.sdk.follow(call);
    report('device.incoming', detail);
  }
  accept() {
    this.call.accept();
  }
  reject() {
    this.call.reject();
  }
  hangUp() {
    this.call.disconnect();
  }
  mute(muted) {
    this.call.mute(muted);
  }
  sendDigits(digits) {
    this.call.sendDigits(digits);
  }
  sendMessage(content) {
    this.call.sendMessage({ content, contentType: 'application/json', messageType: 'user-defined-message' });
  }
  callSid() {
    return this.call.parameters.CallSid;
  }
  // What the browser says of the sound that it sends and receives: each `{ codec, bytes, packets, lost }`.
  async media() {
    const report = [...(await this.sdk.connection(this.call).getStats()).values()];
    const one = (type) => {
      const stream = report.find((entry) => entry.type === type && entry.kind === 'audio');
      const codec = report.find((entry) => entry.id === stream?.codecId);
      const [bytes, packets] = [stream?.bytesSent ?? stream?.bytesReceived, stream?.packetsSent ?? stream?.packetsReceived];
      return { codec: codec?.mimeType, bytes, packets, lost: stream?.packetsLost };
    };
    return { sent: one('outbound-rtp'), received: one('inbound-rtp') };
  }
  hears(frequency, count = 2, milliseconds = 15000) {
    return this.#listen((listener, left) => listener.hears(frequency, count, left), milliseconds);
  }
  hearsSound(milliseconds = 15000) {
    return this.#listen((listener, left) => listener.hearsSound(left), milliseconds);
  }
  // The SDK has the stream only once media is set up.
  async #listen(listening, milliseconds) {
    const end = performance.now() + milliseconds;
    while (!this.call.getRemoteStream()) {
      if (performance.now() > end) return false;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return listening(new ToneListener(this.call.getRemoteStream()), end - performance.now());
  }
}

if (query.has('relays')) relayMedia(query.get('relays'));
await loadScript(`/sdk/${sdkName}/twilio.min.js`);
window.phone = new Phone();
report('page.loaded');
