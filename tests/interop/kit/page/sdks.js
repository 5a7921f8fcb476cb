// What differs between the two SDKs, in all their releases; `report(type, detail)` tells the test of an event.
const quiet = new URL('/sounds/quiet.wav', location.href).href;
const NAMES = ['incoming', 'outgoing', 'disconnect', 'dtmfs', 'dtmfh', ...Array.from('0123456789', (key) => `dtmf${key}`)];

const options = () => ({
  chunderw: location.host,
  sounds: Object.fromEntries(NAMES.map((name) => [name, quiet])),
  publishEvents: false,
});

const describe = (error) => ({ code: error?.code, message: error?.message, original: error?.originalError?.code });

const CALL_EVENTS = ['accept', 'ringing', 'cancel', 'disconnect', 'reject', 'mute', 'transportClose', 'reconnecting', 'reconnected'];

function follow(call, report) {
  for (const name of CALL_EVENTS) call.on(name, () => report(`call.${name}`));
  call.on('messageSent', () => report('call.messageSent'));
  call.on('messageReceived', ({ content }) => report('call.messageReceived', { content }));
  call.on('error', (error) => report('call.error', describe(error)));
}

const incoming = (call) => ({
  parameters: { ...call.parameters },
  customParameters: Object.fromEntries(call.customParameters ?? []),
});

class VoiceSdk {
  constructor(phone, report) {
    Object.assign(this, { phone, report });
  }
  async setup(token, more) {
    const device = (this.device = new Twilio.Device(token, { ...options(), ...more }));
    for (const name of ['registered', 'unregistered', 'tokenWillExpire']) device.on(name, () => this.report(`device.${name}`));
    device.on('error', (error) => this.report('device.error', describe(error)));
    device.on('incoming', (call) => this.phone.take(call, incoming(call)));
    await device.register().catch(() => {}); // the error event says why
  }
  async connect(params) {
    return this.device.connect({ params });
  }
  updateToken(token) {
    this.device.updateToken(token);
  }
  follow(call) {
    follow(call, this.report);
  }
  // Not for pages: the SDK keeps it to itself.
  connection(call) {
    return call._mediaHandler.version.pc;
  }
}

// Has the same words for the same things: `ready` is reported as registered. 1.6.0 has no `Device.on`, and every release
// has a function for each event.
class TwilioClient {
  constructor(phone, report) {
    Object.assign(this, { phone, report });
  }
  async setup(token, more) {
    const device = Twilio.Device;
    device.setup(token, { ...options(), enableRingingState: true, ...more });
    device.ready(() => this.report('device.registered'));
    device.offline(() => this.report('device.unregistered'));
    device.error((error) => this.report('device.error', describe(error)));
    device.incoming((call) => this.phone.take(call, incoming(call)));
  }
  async connect(params) {
    return Twilio.Device.connect(params);
  }
  updateToken(token) {
    Twilio.Device.updateToken(token);
  }
  follow(call) {
    follow(call, this.report);
  }
  // Not for pages: the SDK keeps it to itself.
  connection(call) {
    return call.mediaStream.version.pc;
  }
}

// For a release by its name: 'voice-sdk', 'voice-sdk-2.2.0', 'twilio-client-1.6.0'.
export const sdkOf = (name) => (name.startsWith('voice-sdk') ? VoiceSdk : TwilioClient);
