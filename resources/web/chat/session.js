// SPDX-License-Identifier: GPL-3.0-or-later
import { Emitter } from './emitter.js';
import { Link, PASSING } from './link.js';
import { Files, upload } from './media.js';
import { makeId, Outbox } from './outbox.js';
import { fold, isSaid, Replica } from './replica.js';
import { lasting, ofThisTab } from './storage.js';

export const VERSION = '0.1.0';
const ROOM_SETTLES = 1500; // ms
const TYPING_AGAIN = 3000;
const TYPING_ENDS = 5000;
const SIGN_OUT_WITHIN = 2000;
export const RECALL_WITHIN = 120_000;

/**
 * A customer's chat with one shop, without a screen.
 *
 * Emits `changed` (anything to be shown), `arrived` (entry said by the other side just now), `link` (state of the connection),
 * `identityNeeded` (what the shop signed was refused: another is wanted), `forgotten` (who was here is so no more: what they wrote goes).
 */
export class Session extends Emitter {
  shopName = '';
  name = ''; // of the customer, if the shop signed one
  staffed = true;
  queue = null; // { waiting, online, place?, estimateMs? }
  staffTyping = '';
  readByStaff = 0;
  readByCustomer = 0;
  earlier = []; // entries of conversations before this one, seen in this page
  now = fold([]);
  loaded = false; // the conversation is as the server has it
  #options;
  #tokenKey;
  #readKey;
  #usedKey;
  #namedKey;
  #token; // by which this page came in
  #tokenBefore; // and the time before
  #named; // tells apart whom the shop named, one after the other, in this browser
  #entered = false; // what is said now is said by whom the server last welcomed
  #clearing = Promise.resolve();
  #turns = 0;
  #release = () => {}; // lets the other tabs say hello
  #askedForIdentity = false;
  #replica = null;
  #epoch = null;
  #clock = 0;
  #flushing = false;
  #flushAgain = false;
  #pause = 0;
  #stored = []; // answered, and not yet seen in the conversation
  #typing = { said: false, at: 0, timer: 0 };
  #watchingTyping = null;
  #entering = 0;

  /** options: { shop, url, language, page, room, identity } */
  constructor(options) {
    super();
    this.#options = options;
    this.#tokenKey = `greenroom.token.${options.shop}`;
    this.#readKey = `greenroom.read.${options.shop}`;
    this.#usedKey = `greenroom.identity.${options.shop}`;
    this.#namedKey = `greenroom.named.${options.shop}`;
    this.#named = ofThisTab.get(this.#namedKey);
    this.link = new Link(options.url, () => this.#hello(), (code) => this.#helloRefused(code));
    this.link.on('welcome', (welcome) => this.#welcome(welcome));
    this.link.on('event', (type, body) => this.#event(type, body));
    this.link.on('state', (state) => {
      if (state !== 'open') this.staffTyping = '';
      if (state === 'waiting' || state === 'ended') this.#release();
      this.emit('link', state);
      this.emit('changed');
    });
    this.files = new Files(this.link);
    this.outbox = new Outbox(options.shop);
    this.outbox.on('changed', () => {
      this.emit('changed');
      this.#flush();
    });
    // Another tab may have begun what this one was not told of.
    this.outbox.on('conversation', ({ conversation, token }) => {
      if (this.link.state === 'open' && token === this.#token && conversation !== this.conversation) this.#follow(conversation);
    });
    this.outbox.refresh();
    // Who comes in, goes or is named in one tab is so in all.
    addEventListener('storage', ({ key, newValue }) => {
      if (key !== this.#tokenKey) return;
      if (this.#named !== null && lasting.get(this.#namedKey) !== this.#named) this.#forget();
      if (this.#entered && newValue !== this.#token) this.link.again();
    });
  }

  start() {
    this.link.start();
  }

  /** Somebody was here before: worth connecting without being asked. */
  get known() {
    return lasting.get(this.#tokenKey) !== null;
  }

  get conversation() {
    return this.#replica?.conversation ?? null;
  }
  get entries() {
    return this.earlier.length > 0 ? [...this.earlier, ...(this.#replica?.entries ?? [])] : this.#replica?.entries ?? [];
  }
  get hasEarlier() {
    return this.earlier.length === 0 && this.#replica !== null && !this.#replica.complete;
  }
  get serverNow() {
    return Date.now() + this.#clock;
  }
  /** Said by the other side and not read yet. */
  get unread() {
    return (this.#replica?.entries ?? []).filter((entry) => entry.number > this.readByCustomer
      && isSaid(entry) && entry.author.kind !== 'customer');
  }
  /** What was asked for and is not in the conversation yet, in order. */
  get pending() {
    const stored = new Set(this.entries.slice(-400).map((entry) => entry.clientId));
    // Its entry may lie before the piece of the conversation that is held.
    this.#stored = this.#stored.filter((item) => !stored.has(item.clientId)
      && !(item.conversation === this.conversation && item.number <= this.#replica.number));
    const answered = new Set(this.#stored.map((item) => item.clientId));
    return [...this.#stored, ...this.outbox.items.filter((item) => !stored.has(item.clientId) && !answered.has(item.clientId))];
  }

  sendText(text) {
    this.#endTyping();
    return this.outbox.add('send', { content: { kind: 'text', text } });
  }
  sendPicture({ file, width, height }) {
    return this.outbox.add('send', { content: { kind: 'image', width, height } }, file);
  }
  sendVoice({ file, durationMs }) {
    return this.outbox.add('send', { content: { kind: 'voice', durationMs } }, file);
  }
  requestPerson() {
    return this.outbox.add('requestPerson', {});
  }
  leaveMessage(text, contact) {
    return this.outbox.add('leaveMessage', { text, contact });
  }
  rate(score, comment) {
    return this.outbox.add('rate', { conversation: this.conversation, score, comment });
  }
  recall(number) {
    return this.outbox.add('recall', { conversation: this.conversation, number });
  }
  retry(clientId) {
    return this.outbox.retry(clientId);
  }
  discard(clientId) {
    return this.outbox.remove(clientId);
  }
  readEarlier() {
    return this.#replica?.readEarlier().catch(() => { /* asked for again by the next scroll */ });
  }

  /** The customer types: told to the other side at most every three seconds. */
  typing() {
    clearTimeout(this.#typing.timer);
    this.#typing.timer = setTimeout(() => this.#endTyping(), TYPING_ENDS);
    if (this.conversation && (!this.#typing.said || Date.now() - this.#typing.at >= TYPING_AGAIN)) {
      Object.assign(this.#typing, { said: true, at: Date.now() });
      this.#tell('setTyping', { conversation: this.conversation, typing: true });
    }
  }

  #endTyping() {
    clearTimeout(this.#typing.timer);
    if (!this.#typing.said) return;
    this.#typing.said = false;
    if (this.conversation) this.#tell('setTyping', { conversation: this.conversation, typing: false });
  }

  /** Everything there is was on the screen. */
  markRead() {
    const number = this.#replica?.number ?? 0;
    if (number <= this.readByCustomer) return;
    this.readByCustomer = number;
    lasting.set(this.#readKey, JSON.stringify([this.conversation, number]));
    this.#tell('markRead', { conversation: this.conversation, number });
    this.emit('changed');
  }

  /** The shop says who this is, signed; from the next hello on, which is now. */
  identify(identity) {
    if (this.#isUsed(identity)) return;
    this.#options.identity = identity;
    this.link.again();
  }

  /** Another live room: said by a hello, so that a conversation begun from now on came from there. */
  enterRoom(room) {
    if (room === this.#options.room) return;
    this.#options.room = room;
    // Who swipes through rooms says hello from the one they stay in; between two connections the next hello says it anyway.
    clearTimeout(this.#entering);
    this.#entering = setTimeout(() => this.link.state === 'open' && this.link.again(), ROOM_SETTLES);
  }

  /** The shop's customer has gone: nothing of them stays in this browser, and the token they had opens nothing any more. */
  async signOut() {
    this.#options.identity = undefined;
    this.#entered = false;
    for (const key of [this.#namedKey, this.#readKey, this.#tokenKey]) lasting.remove(key);
    this.#forget();
    this.#clearing = this.outbox.clear();
    const turn = this.#turns;
    if (this.link.state === 'open') {
      const tooLong = new Promise((done) => { setTimeout(done, SIGN_OUT_WITHIN); });
      await Promise.race([this.link.request('signOut', {}), tooLong]).catch(() => { /* the connection has gone: nobody has the token */ });
    }
    if (turn === this.#turns) this.link.again();
  }

  #forget() {
    this.#named = null;
    ofThisTab.remove(this.#namedKey);
    if (this.#replica) this.#leave(false);
    this.earlier = [];
    this.#stored = [];
    this.name = '';
    this.emit('forgotten');
    this.emit('changed');
  }

  /** The shop has said who this is, now or on an earlier visit. */
  get isNamed() {
    return this.name !== '' || lasting.get(this.#namedKey) !== null;
  }
  ownOrders() {
    return this.link.request('listOwnOrders', {});
  }
  sendOrder({ number, title, state, total }) {
    return this.outbox.add('send', { content: { kind: 'orderCard', number, title, state, total } });
  }

  // Told by its signature alone: what is signed is nobody's business once it was said.
  #isUsed(identity) {
    return lasting.get(this.#usedKey) === identity.split('.').at(-1);
  }
  #used() {
    if (this.#options.identity !== undefined) lasting.set(this.#usedKey, this.#options.identity.split('.').at(-1));
    this.#options.identity = undefined;
    this.#release();
  }

  // Tabs that may be given a token, because they have none or somebody is named, say hello in turn: the first gets it, by which the
  // others come. What the shop signed is good for one hello.
  async #turn() {
    this.#release();
    this.#turns += 1;
    const turn = this.#turns;
    const mode = this.#options.identity === undefined && this.known ? 'shared' : 'exclusive';
    try {
      await new Promise((held, failed) => {
        navigator.locks.request(`greenroom-hello-${this.#options.shop}`, { mode }, () => {
          held();
          return turn === this.#turns ? new Promise((done) => { this.#release = done; }) : null;
        }).catch(failed);
      });
    } catch { /* a browser without locks: the later tab is refused and goes on by the token */ }
    if (this.#options.identity !== undefined && this.#isUsed(this.#options.identity)) this.#used();
  }

  #tell(type, body) {
    this.link.request(type, body).catch(() => { /* a mark may be lost */ });
  }

  #watchBoard(body, wanted) {
    this.link.insist('watchBoard', body, wanted).catch(() => { /* the next connection watches again */ });
  }

  async #hello() {
    this.#entered = false;
    await this.#turn();
    const { shop, language, page, room, identity } = this.#options;
    const token = lasting.get(this.#tokenKey) ?? undefined;
    this.#token = token;
    return { app: 'widget', version: VERSION, capabilities: [], shop, language, page, room, identity, token };
  }

  #helloRefused(code) {
    if (code === 'sessionEnded' && this.#token !== undefined) {
      // Another tab may hold what has come in its place.
      if (lasting.get(this.#tokenKey) === this.#token) lasting.remove(this.#tokenKey);
      return true;
    }
    // A signature that is not good makes nobody somebody else: the chat goes on without a name.
    if (code === 'identityInvalid' && this.#options.identity) {
      this.#used();
      if (!this.#askedForIdentity) this.emit('identityNeeded');
      this.#askedForIdentity = true;
      return true;
    }
    this.#release();
    return false;
  }

  async #welcome({ epoch, serverTime, visitor }) {
    this.#epoch = epoch;
    this.#clock = serverTime - Date.now();
    if (this.#options.identity !== undefined) this.#askedForIdentity = false;
    this.#watchingTyping = null;
    const turn = this.#turns;
    const same = visitor?.conversation !== undefined && visitor.conversation === this.conversation;
    this.#keepNamed(visitor?.token !== undefined);
    if (visitor?.token) lasting.set(this.#tokenKey, visitor.token);
    this.#token = visitor?.token ?? this.#token;
    this.#used();
    // Somebody else than before, or perhaps: what was said before is not theirs to see.
    if (this.#token !== this.#tokenBefore && this.#replica && !same) this.#leave(false);
    this.#tokenBefore = this.#token;
    await this.#clearing;
    if (turn !== this.#turns) return;
    this.#entered = true;
    this.name = visitor?.name ?? '';
    this.shopName = visitor?.shopName ?? '';
    this.staffed = visitor?.staffed ?? true;
    this.loaded = !visitor?.conversation;
    if (visitor?.conversation) this.#follow(visitor.conversation);
    else if (this.#replica) this.#leave(false);
    this.#watchBoard({ board: 'queue', from: 0, count: 1 });
    this.emit('changed');
    this.#flush();
  }

  // A new token is somebody else's, but for somebody anonymous who is named now. What one whom the shop named left unsent or
  // unwritten is not the next one's.
  #keepNamed(isNew) {
    const signed = this.#options.identity !== undefined;
    const before = lasting.get(this.#namedKey);
    if (isNew && before !== null) this.#clearing = this.outbox.clear();
    if (signed && (isNew || before === null)) lasting.set(this.#namedKey, makeId());
    else if (isNew) lasting.remove(this.#namedKey);
    const now = lasting.get(this.#namedKey);
    if (this.#named !== null && this.#named !== now) this.#forget();
    this.#named = now;
    if (now !== null) ofThisTab.set(this.#namedKey, now);
  }

  /** This conversation is the one on the screen. */
  async #follow(conversation) {
    if (this.#replica?.conversation !== conversation) {
      if (this.#replica) this.#leave(true);
      this.#replica = new Replica(conversation, this.link, (added) => this.#entriesChanged(added));
      const [of, number] = JSON.parse(lasting.get(this.#readKey) ?? '[null,0]');
      this.readByCustomer = of === conversation ? number : 0;
    } else if (this.#watchingTyping === conversation) {
      return;
    }
    this.#watchingTyping = conversation;
    this.#watchBoard({ board: 'typing', conversation, from: 0, count: 1 }, () => this.#watchingTyping === conversation);
    try {
      await this.#replica.watch(this.#epoch);
      this.loaded = true;
      this.emit('changed');
    } catch { /* the next connection begins again */ }
  }

  #leave(keepEntries) {
    this.earlier = keepEntries ? [...this.earlier, ...this.#replica.entries] : [];
    this.#replica = null;
    this.now = fold([]);
    this.readByStaff = 0;
  }

  #entriesChanged(added) {
    this.now = fold(this.#replica?.entries ?? []);
    for (const entry of this.#replica?.entries ?? []) {
      if (this.outbox.items.some((item) => item.clientId === entry.clientId)) this.outbox.remove(entry.clientId);
    }
    for (const entry of added) {
      if (isSaid(entry) && entry.author.kind !== 'customer') {
        this.staffTyping = '';
        this.emit('arrived', entry);
      }
    }
    this.emit('changed');
  }

  #event(type, body) {
    if (type === 'entries' && body.stream === this.#replica?.stream) {
      this.#replica.take(body.entries);
    } else if (type === 'boardChanged') {
      this.#board(body);
    } else if (type === 'storing') {
      clearTimeout(this.#pause);
      this.#pause = 0;
      this.#flush();
      this.emit('changed');
    }
  }

  #board({ board, keys, rows }) {
    if (board === 'queue') {
      this.queue = keys.length === 0 ? null : rows[0] ?? this.queue;
      if (this.queue) this.staffed = this.queue.online > 0;
    } else if (board === 'typing') {
      const row = rows.find((each) => each.id === this.conversation);
      if (!row) return;
      this.staffTyping = row.staffTyping ? row.staffName || ' ' : '';
      this.readByStaff = Math.max(this.readByStaff, row.readByStaff);
      this.readByCustomer = Math.max(this.readByCustomer, row.readByCustomer);
    }
    this.emit('changed');
  }

  async #flush() {
    this.#flushAgain = true;
    if (this.#flushing || this.#pause || !this.#entered || this.link.state !== 'open') return;
    this.#flushing = true;
    try {
      while (this.#flushAgain && !this.#pause && this.#entered && this.link.state === 'open') {
        this.#flushAgain = false;
        if (this.outbox.items.some((item) => item.state === 'queued')) {
          await this.outbox.exclusively(() => this.#sendAll());
        }
      }
    } finally {
      this.#flushing = false;
    }
  }

  // One after the other: what is refused for the moment must not be overtaken by what was said after it.
  async #sendAll() {
    await this.outbox.refresh();
    const next = () => this.outbox.items.find((each) => each.state === 'queued');
    for (let item = next(); item && this.#entered && this.link.state === 'open'; item = next()) {
      try {
        const turn = this.#turns;
        const stored = await this.link.request(item.type, await this.#bodyOf(item));
        if (!this.#entered || turn !== this.#turns) return;
        this.#stored.push({ ...item, state: 'stored', conversation: stored.conversation, number: stored.number });
        await this.outbox.remove(item.clientId);
        if (stored.conversation) {
          this.#follow(stored.conversation);
          this.outbox.tellConversation(stored.conversation, this.#token);
        }
      } catch (refusal) {
        if (refusal.code === 'offline') return;
        if (PASSING.has(refusal.code)) {
          this.#pause = setTimeout(() => {
            this.#pause = 0;
            this.#flush();
          }, (refusal.limit || 1000) + Math.random() * 1000);
          return;
        }
        await this.outbox.update(item, { state: 'failed', code: refusal.code ?? 'internal' });
      }
    }
  }

  async #bodyOf(item) {
    if (!item.file || item.body.content.blob) return item.body;
    const { kind } = item.body.content;
    const told = await upload(this.link, kind, item.file, this.conversation ?? undefined);
    const content = { ...item.body.content, blob: told.blob };
    for (const field of kind === 'image' ? ['width', 'height'] : ['durationMs']) content[field] = told[field] ?? content[field];
    const body = { ...item.body, content };
    // The same id must carry the same content for ever, so the file's name is kept before it is said.
    await this.outbox.update(item, { body });
    return body;
  }
}
