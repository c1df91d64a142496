// SPDX-License-Identifier: GPL-3.0-or-later

// What the shop's page and this frame say to each other. To the page: how large the frame wishes to be, nothing of the chat.
// Each message is { greenroom: 1, type, … }; whatever differs from that in origin, sender or form is not heard.

const MODES = ['bubble', 'line', 'panel'];
const FROM_HOST = {
  configure: (m) => optionalText(m.identity, 2000) && optionalText(m.page, 500) && optionalText(m.room, 80),
  room: (m) => optionalText(m.room, 80),
  identify: (m) => typeof m.identity === 'string' && m.identity.length <= 2000,
  signOut: () => true,
  open: () => true,
  close: () => true,
};

const optionalText = (value, most) => value === undefined || typeof value === 'string' && value.length <= most;

/** The message if it is one of ours, else null. */
export function readMessage(data) {
  if (typeof data !== 'object' || data === null || data.greenroom !== 1 || !Object.hasOwn(FROM_HOST, data.type)) return null;
  return FROM_HOST[data.type](data) ? data : null;
}

/** The page around this frame. `origin` is what the launcher named as its own: messages go there and nowhere else. */
export class Host {
  #origin;

  constructor(origin, listener) {
    this.#origin = origin;
    addEventListener('message', (event) => {
      if (event.source !== parent || event.origin !== this.#origin) return;
      const message = readMessage(event.data);
      if (message) listener(message);
    });
  }

  /** The page is there to talk to: this document is in a frame, and its launcher said which page it is. */
  static find(listener) {
    if (parent === window) return null;
    const named = new URLSearchParams(location.search).get('host') ?? '';
    try {
      const origin = new URL(named).origin;
      return origin === named && origin !== 'null' ? new Host(origin, listener) : null;
    } catch {
      return null;
    }
  }

  ready() {
    this.#post({ type: 'ready' });
  }

  /** What the shop signed does not hold: the page may sign anew. */
  askIdentity() {
    this.#post({ type: 'identityNeeded' });
  }

  layout(mode) {
    if (MODES.includes(mode)) this.#post({ type: 'layout', mode });
  }

  #post(message) {
    parent.postMessage({ greenroom: 1, ...message }, this.#origin);
  }
}
