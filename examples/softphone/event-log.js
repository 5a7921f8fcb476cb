// What the SDK told us, for people and for tests: a list of {name, detail, at}, oldest first. Details are plain data.

const keptEvents = 1000;

// SDK objects hold a whole peer connection; this keeps what identifies them.
function plain(value) {
  if (value instanceof Error || value?.code !== undefined) {
    const { code, message, originalError } = value;
    return { code, message, ...(originalError ? { originalCode: originalError.code } : {}) };
  }
  if (value?.parameters) return { ...value.parameters };
  return typeof value === "object" || typeof value === "function" ? undefined : value;
}

export function createEventLog(onEvent) {
  const events = [];
  function record(name, detail) {
    const event = { name, detail: plain(detail), at: Date.now() };
    events.push(event);
    if (events.length > keptEvents) events.shift();
    onEvent(event);
  }
  return { events, record };
}
