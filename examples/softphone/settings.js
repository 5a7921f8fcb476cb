// Where this page finds its number and its token. The server's /softphone.json says it; the address may override it:
// ?number=+81-50-3123-4567 and ?token=https://host:8444/token. A page knows its phone number only, never its Client Name.

const defaults = { phoneNumber: "", demoPhoneNumber: "", tokenUrl: "https://{hostname}:8444/token" };

async function served() {
  try {
    const response = await fetch("/softphone.json", { cache: "no-store" });
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}

// People reach one server by many names; {hostname} is the one in this page's address.
export function withHostname(url, location = window.location) {
  return url.replaceAll("{hostname}", location.hostname);
}

export async function loadSettings(location = window.location) {
  const query = new URLSearchParams(location.search);
  const settings = { ...defaults, ...(await served()) };
  // An unescaped plus sign in the address reads as a blank.
  const number = query.get("number")?.trim().replace(/^(?=[1-9])/, "+");
  return {
    phoneNumber: number || settings.phoneNumber,
    demoPhoneNumber: settings.demoPhoneNumber,
    tokenUrl: withHostname(query.get("token") || settings.tokenUrl, location),
  };
}
