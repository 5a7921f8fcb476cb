// The adapter for @twilio/voice-sdk 2.x: instances, promises.

const deviceEvents = [
  "registering", "registered", "unregistered", "incoming", "error", "tokenWillExpire", "destroyed",
];

export const adapter = {
  name: "@twilio/voice-sdk",

  // `listener` has on(name, argument) for every event of the device, and ready, offline, failed, incoming,
  // tokenExpiring.
  async open(token, options, listener) {
    const device = new Twilio.Device(token, options);
    for (const name of deviceEvents) device.on(name, (argument) => listener.on(name, argument));
    device.on("registered", () => listener.ready());
    device.on("unregistered", () => listener.offline());
    device.on("error", (error) => listener.failed(error));
    device.on("incoming", (call) => listener.incoming(call));
    device.on("tokenWillExpire", () => listener.tokenExpiring());
    await device.register().catch(() => {}); // the "error" event says why
    return {
      sdkDevice: device,
      connect: (params) => device.connect({ params }),
      updateToken: (fresh) => device.updateToken(fresh),
      destroy: () => device.destroy(),
    };
  },
};
