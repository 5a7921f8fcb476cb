// The SDKs' error codes in words. Where 2.x hides the server's own code behind a general one, that one counts.

const words = {
  20101: "The token is not valid. Reload the page.",
  20104: "The token has expired.",
  20151: "The server refused the token.",
  31003: "The sound connection broke. A firewall may be in the way.",
  31005: "The connection to the server is lost. The page keeps trying.",
  31009: "There is no connection to the server. The page keeps trying.",
  31100: "The application behind this number is not set up.",
  31201: "This client may not make calls.",
  31204: "The token is not valid. Reload the page.",
  31205: "The token has expired.",
  31208: "The browser may not use the microphone. Allow it in the address bar.",
  31401: "The browser may not use the microphone. Allow it in the address bar.",
  31402: "The microphone can't be opened. Does another program use it?",
  31404: "There is nobody at this number.",
  31480: "Nobody answers.",
  31486: "The other side is busy.",
  31603: "The other side declined.",
  53000: "The connection to the server is lost. The page keeps trying.",
  53405: "The sound connection broke. A firewall may be in the way.",
};

export function errorCode(error) {
  return error?.originalError?.code ?? error?.code;
}

export function errorInWords(error) {
  const code = errorCode(error);
  const text = words[code] ?? error?.message ?? String(error);
  return code ? `${text} (${code})` : text;
}
