// SPDX-License-Identifier: GPL-3.0-or-later
import { Emitter } from './emitter.js';

const SUBPROTOCOL = 'greenroom.v1';
const BACKOFF_BASE = 500;
const BACKOFF_CAP = 30_000;
const HELLO_WITHIN = 10_000;
const REPLY_WITHIN = 20_000;
/** Until the server says what it allows. */
const LIMITS = { unanswered: 4, perSecond: 4, burst: 8 };
/** Refusals that say nothing of what was asked, only that now is not the time. */
export const PASSING = new Set(['busy', 'rateLimited', 'unavailable']);
/** Refusals of hello that no repetition mends. */
const FINAL = new Set(['unsupported', 'notFound', 'forbidden', 'invalidField', 'missingField', 'tooLong']);

/** A refusal: the reply's code and what came with it. `offline`: no connection, or none long enough; outcome unknown. */
export class Refusal extends Error {
  constructor(code, body = {}) {
    super(code);
    this.code = code;
    this.limit = body.limit ?? 0;
  }
}

/**
 * The connection: connects, says hello, keeps itself alive, comes back by full-jitter backoff, and pairs replies with requests.
 *
 * Emits: `state` (connecting | open | waiting | ended), `welcome` (reply of hello), `event` (type, body).
 * `hello` is asked for its body at each attempt; `refused(code)` may mend what hello says and answer true for another attempt.
 */
export class Link extends Emitter {
  state = 'idle';
  endedBy = '';
  canStore = true; // false: the server is there and says that nothing can be stored just now
  #url;
  #hello;
  #refused;
  #socket = null;
  #attempts = 0;
  #spread = 0;
  #next = 1;
  #waiting = [];
  #unanswered = new Map();
  #timer = 0;
  #silenceAfter = HELLO_WITHIN;
  #silence = 0;
  #limits = LIMITS;
  #room = 0; // requests that may go at once; grows with time up to the burst
  #roomAt = 0;
  #pumpTimer = 0;

  constructor(url, hello, refused) {
    super();
    this.#url = url;
    this.#hello = hello;
    this.#refused = refused;
    addEventListener('online', () => this.#hurry());
    addEventListener('offline', () => this.#drop());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#hurry());
  }

  /** Connects, if it is not about it already. */
  start() {
    if (this.state === 'idle') this.#connect();
  }

  /** Says hello anew, if it has been said or is being said. */
  again() {
    if (this.state === 'idle' || this.state === 'ended') return;
    this.#abandon();
    this.#connect();
  }

  /** Resolves with the reply's body if its code is ok, else rejects with a Refusal. What the server would refuse as too much waits. */
  request(type, body) {
    return new Promise((resolve, reject) => {
      if (this.state !== 'open') {
        reject(new Refusal('offline'));
        return;
      }
      this.#waiting.push({ type, body, resolve, reject });
      this.#pump();
    });
  }

  /** As request, but what is refused for the moment is asked again, until the connection ends or `wanted` says no. */
  async insist(type, body, wanted = () => true) {
    const socket = this.#socket;
    for (;;) {
      try {
        return await this.request(type, body);
      } catch (refusal) {
        if (!PASSING.has(refusal.code)) throw refusal;
        await new Promise((done) => { setTimeout(done, (refusal.limit || 1000) + Math.random() * 1000); });
        if (this.#socket !== socket || !wanted()) throw new Refusal('offline');
      }
    }
  }

  #setState(state) {
    if (this.state === state) return;
    this.state = state;
    this.emit('state', state);
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#setState('connecting');
    const socket = new WebSocket(this.#url, SUBPROTOCOL);
    this.#socket = socket;
    this.#silenceAfter = HELLO_WITHIN;
    this.#listenForSilence();
    socket.addEventListener('open', () => this.#sayHello(socket));
    socket.addEventListener('message', (event) => this.#socket === socket && this.#receive(event.data));
    socket.addEventListener('close', () => this.#socket === socket && this.#lost());
  }

  async #sayHello(socket) {
    const body = await this.#hello();
    if (this.#socket === socket && socket.readyState === WebSocket.OPEN) {
      this.#write('hello', body, (welcome) => this.#welcome(welcome), (refusal) => this.#helloRefused(refusal));
    }
  }

  #welcome(welcome) {
    this.#attempts = 0;
    this.canStore = true;
    this.#spread = welcome.spreadMs ?? 0;
    this.#silenceAfter = 2 * (welcome.heartbeatMs ?? 20_000);
    this.#listenForSilence();
    this.#limits = { ...LIMITS, ...welcome.limits };
    this.#room = this.#limits.burst - 2; // hello, and what the network bunches together
    this.#roomAt = performance.now();
    this.#setState('open');
    this.emit('welcome', welcome);
  }

  #helloRefused(refusal) {
    if (this.#refused(refusal.code)) {
      this.#sayHello(this.#socket);
    } else if (FINAL.has(refusal.code)) {
      this.endedBy = refusal.code;
      this.#abandon();
      this.#setState('ended');
    } else {
      this.#spread = Math.max(this.#spread, refusal.limit);
      this.#drop(refusal.code !== 'unavailable');
    }
  }

  #receive(data) {
    this.#listenForSilence();
    let frame;
    try {
      frame = JSON.parse(data);
    } catch {
      return;
    }
    if (typeof frame?.type !== 'string' || typeof frame.body !== 'object' || frame.body === null) return;
    if (frame.id === undefined) {
      if (frame.type === 'goodbye') {
        this.#goodbye(frame.body);
        return;
      }
      if (frame.type === 'storing') this.canStore = frame.body.can;
      this.emit('event', frame.type, frame.body);
      return;
    }
    const asked = this.#unanswered.get(frame.id);
    if (!asked) return;
    this.#unanswered.delete(frame.id);
    clearTimeout(asked.timer);
    if (frame.body.code === 'ok') asked.resolve(frame.body);
    else asked.reject(new Refusal(frame.body.code, frame.body));
    this.#pump();
  }

  #goodbye(body) {
    this.#spread = body.spreadMs ?? 0;
    if (body.reason === 'sessionEnded') this.#refused('sessionEnded');
    this.#drop();
  }

  #pump() {
    clearTimeout(this.#pumpTimer);
    const { unanswered, perSecond, burst } = this.#limits;
    const now = performance.now();
    this.#room = Math.min(burst - 2, this.#room + (now - this.#roomAt) * perSecond * 0.9 / 1000);
    this.#roomAt = now;
    while (this.state === 'open' && this.#waiting.length > 0 && this.#unanswered.size < unanswered) {
      if (this.#room < 1) {
        this.#pumpTimer = setTimeout(() => this.#pump(), (1 - this.#room) * 1000 / (perSecond * 0.9) + 1);
        return;
      }
      this.#room -= 1;
      const { type, body, resolve, reject } = this.#waiting.shift();
      this.#write(type, body, resolve, reject);
    }
  }

  #write(type, body, resolve, reject) {
    const id = String(this.#next++);
    // Without an answer nobody knows what became of it: a new connection asks again by the same clientId.
    const timer = setTimeout(() => this.#drop(), REPLY_WITHIN);
    this.#unanswered.set(id, { resolve, reject, timer });
    this.#socket.send(JSON.stringify({ type, id, body }));
  }

  #listenForSilence() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#drop(), this.#silenceAfter);
  }

  #abandon() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    clearTimeout(this.#silence);
    clearTimeout(this.#timer);
    clearTimeout(this.#pumpTimer);
    const open = [...this.#unanswered.values(), ...this.#waiting];
    this.#unanswered.clear();
    this.#waiting = [];
    for (const { reject, timer } of open) {
      clearTimeout(timer);
      reject(new Refusal('offline'));
    }
  }

  #drop(canStore) {
    if (this.#socket) this.#lost(canStore);
  }

  #lost(canStore = true) {
    this.#abandon();
    this.canStore = canStore;
    const ceiling = Math.min(BACKOFF_CAP, BACKOFF_BASE * 2 ** this.#attempts);
    const delay = Math.random() * (this.#spread > 0 ? this.#spread : ceiling);
    this.#spread = 0;
    this.#attempts += 1;
    this.#setState('waiting');
    this.#timer = setTimeout(() => this.#connect(), delay);
  }

  #hurry() {
    if (this.state !== 'waiting') return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), Math.random() * BACKOFF_BASE);
  }
}
