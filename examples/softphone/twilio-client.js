// The adapter for twilio-client 1.x: one Device for the page, set up by a static call.

const deviceEvents = ["ready", "offline", "incoming", "connect", "disconnect", "cancel", "error"];

export const adapter = {
  name: "twilio-client",

  // As in voice-sdk.js.
  async open(token, options, listener) {
    const device = Twilio.Device;
    // Without enableRingingState this SDK hides the ringing from the page.
    device.setup(token, { ...options, enableRingingState: true });
    for (const name of deviceEvents) device.on(name, (argument) => listener.on(name, argument));
    device.on("ready", () => listener.ready());
    device.on("offline", () => listener.offline());
    device.on("error", (error) => listener.failed(error));
    device.on("incoming", (connection) => listener.incoming(connection));
    return {
      sdkDevice: device,
      connect: async (params) => device.connect(params),
      updateToken: (fresh) => device.updateToken(fresh),
      destroy: () => device.destroy(),
    };
  },
};
