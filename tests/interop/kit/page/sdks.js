// What differs between the two SDKs; `report(type, detail)` tells the test of an event.
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
}

// Has the same words for the same things: `ready` is reported as registered.
class TwilioClient {
  constructor(phone, report) {
    Object.assign(this, { phone, report });
  }
  async setup(token, more) {
    const device = Twilio.Device;
    device.setup(token, { ...options(), enableRingingState: true, ...more });
    device.on('ready', () => this.report('device.registered'));
    device.on('offline', () => this.report('device.unregistered'));
    device.on('error', (error) => this.report('device.error', describe(error)));
    device.on('incoming', (call) => this.phone.take(call, incoming(call)));
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
}

export const sdks = { 'voice-sdk': VoiceSdk, 'twilio-client': TwilioClient };
