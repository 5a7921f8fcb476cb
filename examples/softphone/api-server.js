// What the page asks of the API Server. Failures are Errors with words for people; `unreachable` tells that no answer
// came at all, which in a browser is most often a certificate that nobody has accepted yet.

async function post(url, body) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw Object.assign(new Error(`no answer from ${new URL(url).host}`), { unreachable: true });
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok || !answer.success) throw new Error(answer.error ?? `${url} answered ${response.status}`);
  return answer;
}

// Resolves to {token, expiresIn}, the lifetime in seconds.
export async function requestToken({ tokenUrl, phoneNumber }) {
  const { capabilityToken, expiresIn = 3600 } = await post(tokenUrl, { twilioPhoneNumber: phoneNumber });
  return { token: capabilityToken, expiresIn };
}

// Has the test phone call this page's number.
export function requestTestCall({ tokenUrl, phoneNumber }) {
  return post(new URL("/phone/call", tokenUrl).href, { twilioPhoneNumber: phoneNumber });
}
