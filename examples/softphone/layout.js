// The markup that both pages share. `data-show` names the states in which an element is there.

const keys = [
  ["1", ""], ["2", "ABC"], ["3", "DEF"],
  ["4", "GHI"], ["5", "JKL"], ["6", "MNO"],
  ["7", "PQRS"], ["8", "TUV"], ["9", "WXYZ"],
  ["*", ""], ["0", "+"], ["#", ""],
];

export const keyIds = { "*": "star", "#": "hash" };

const handset = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4.5 13.5c4-6 11-6 15 0" /></svg>`;

function key([digit, letters]) {
  const id = keyIds[digit] ?? digit;
  return `<button type="button" class="key" id="key-${id}" data-digit="${digit}">
    <span>${digit}</span><small aria-hidden="true">${letters}</small></button>`;
}

function meter(id, label) {
  return `<div class="level"><span id="${id}-label">${label}</span>
    <div class="bar" id="${id}" role="meter" aria-labelledby="${id}-label" aria-valuemin="0" aria-valuemax="100"
      aria-valuenow="0"><i></i></div></div>`;
}

export const layout = `
<section class="phone" aria-label="Phone">
  <header>
    <p class="own">Your number <strong id="own-number"></strong></p>
    <p class="status" id="status" role="status"></p>
  </header>

  <p class="message" id="message" role="alert" hidden></p>
  <p class="notice" id="notice" role="status" hidden></p>

  <div class="party" data-show="incoming calling ringing in-call">
    <div class="avatar" aria-hidden="true">${handset}</div>
    <h2 id="party"></h2>
    <p id="progress"></p>
    <p class="timer" id="timer" data-show="in-call">00:00</p>
    <p class="digits" id="digits" aria-live="off" data-show="in-call"></p>
  </div>

  <div class="levels" data-show="in-call">${meter("meter-microphone", "You")}${meter("meter-speaker", "They")}</div>

  <form id="dial-form" data-show="offline ready">
    <label for="number">Number to call</label>
    <input id="number" type="tel" autocomplete="off" placeholder="+81 90-5987-6543" enterkeyhint="go">
  </form>

  <div class="keypad" id="keypad" role="group" aria-label="Dial pad" data-show="offline ready in-call">
    ${keys.map(key).join("")}
  </div>

  <div class="actions">
    <button id="call" type="submit" form="dial-form" class="go" data-show="offline ready" disabled>${handset}Call</button>
    <button id="accept" type="button" class="go" data-show="incoming">${handset}Accept</button>
    <button id="reject" type="button" class="stop" data-show="incoming">${handset}Reject</button>
    <button id="mute" type="button" class="quiet" data-show="in-call" aria-pressed="false">Mute</button>
    <button id="hangup" type="button" class="stop" data-show="calling ringing in-call">${handset}<span id="hangup-label">Hang up</span></button>
  </div>

  <div class="test-call" data-show="ready">
    <button id="test-call" type="button" class="quiet">Let the test phone call me</button>
    <p>No other phone at hand? This one rings here, and repeats what it hears.</p>
  </div>
</section>

<aside>
  <details class="panel" id="checks-panel" open>
    <summary id="checks-summary">Checking…</summary>
    <ol id="checks"></ol>
    <button id="retry" type="button" class="quiet" hidden>Check again</button>
  </details>
  <details class="panel" id="events-panel">
    <summary>Events of the SDK</summary>
    <ol id="events"></ol>
  </details>
</aside>`;
