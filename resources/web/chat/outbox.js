// SPDX-License-Identifier: GPL-3.0-or-later
import { Emitter } from './emitter.js';
import { ofThisTab } from './storage.js';

const DATABASE = 'greenroom';
const STORE = 'outbox';

let lastMillis = 0;
let counter = 0;

/** A UUID version 7 in its canonical lower-case form. Ids made by one page ascend, also within a millisecond. */
export function makeId(now = Date.now()) {
  if (now > lastMillis) {
    lastMillis = now;
    counter = crypto.getRandomValues(new Uint16Array(1))[0] & 0x7ff;
  } else if (++counter > 0xfff) {
    lastMillis += 1;
    counter = 0;
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let millis = lastMillis;
  for (let i = 5; i >= 0; --i) {
    bytes[i] = millis % 256;
    millis = Math.floor(millis / 256);
  }
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'clientId' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}

/**
 * What was said and has no answer yet, durable before it is first sent, shared by the tabs of one browser.
 * An item: { clientId, shop, order, type, body, file?, state: 'queued' | 'failed', code? }; sent in the order of `order`.
 *
 * Emits `changed` when the items of this shop changed, here or in another tab, and `conversation` with what another tab told.
 */
export class Outbox extends Emitter {
  items = [];
  #shop;
  #database = null;
  #channel = null;
  #ready;
  #unkeptKey;
  #unkept = new Map(); // clientId → item not on disk yet

  constructor(shop) {
    super();
    this.#shop = shop;
    try {
      this.#channel = new BroadcastChannel(`greenroom-outbox-${shop}`);
      this.#channel.onmessage = ({ data }) => (data.conversation ? this.emit('conversation', data) : this.refresh());
    } catch { /* the frame has no storage of its own: then there are no other tabs either */ }
    this.#unkeptKey = `greenroom.unkept.${shop}`;
    this.#ready = opened().then((database) => {
      this.#database = database;
      return this.#keepWhatWasCutOff();
    }, () => {});
  }

  // A disk takes its time, a reload does not: until it is kept, what was said stands where it can be put at once.
  #noteUnkept() {
    ofThisTab.set(this.#unkeptKey, JSON.stringify([...this.#unkept.values()]));
  }

  async #keepWhatWasCutOff() {
    const cutOff = JSON.parse(ofThisTab.get(this.#unkeptKey) ?? '[]');
    for (const item of cutOff) await this.#change((store) => store.put(item));
    ofThisTab.remove(this.#unkeptKey);
  }

  /** Keeps an item; resolves once it is on disk. */
  async add(type, body, file) {
    const clientId = makeId();
    const item = { clientId, shop: this.#shop, order: clientId, type, body: { ...body, clientId }, file, state: 'queued' };
    if (!file) {
      this.#unkept.set(clientId, item);
      this.#noteUnkept();
    }
    await this.#put(item);
    return item;
  }

  async update(item, change) {
    await this.#put({ ...item, ...change });
  }

  /** The item of that id has its answer. */
  async remove(clientId) {
    if (!this.items.some((item) => item.clientId === clientId)) return;
    this.items = this.items.filter((item) => item.clientId !== clientId);
    await this.#write((store) => store.delete(clientId));
    this.#tell();
  }

  /** Nothing that was said here is to be sent any more. */
  async clear() {
    this.items = [];
    this.#unkept.clear();
    this.#noteUnkept();
    await this.refresh();
    const gone = this.items.map((item) => item.clientId);
    this.items = [];
    await this.#write((store) => gone.forEach((clientId) => store.delete(clientId)));
    this.#tell();
  }

  /** A failed item goes again, behind what is queued, under the id it always had. */
  async retry(clientId) {
    const item = this.items.find((each) => each.clientId === clientId);
    if (item?.state === 'failed') await this.update(item, { state: 'queued', code: undefined, order: makeId() });
  }

  /** Reads what the other tabs have done. */
  async refresh() {
    await this.#ready;
    if (this.#database) {
      const all = await new Promise((resolve) => {
        const request = this.#database.transaction(STORE).objectStore(STORE).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => resolve([]);
      });
      this.items = all.filter((item) => item.shop === this.#shop).sort((a, b) => (a.order < b.order ? -1 : 1));
    }
    this.emit('changed');
  }

  /** Tells the other tabs of this customer, told apart by their token, where it was stored. */
  tellConversation(conversation, token) {
    this.#channel?.postMessage({ conversation, token });
  }

  /** Runs `work` while no other tab does the same. */
  async exclusively(work) {
    let begun = false;
    const once = () => {
      begun = true;
      return work();
    };
    try {
      await navigator.locks.request(`greenroom-send-${this.#shop}`, once);
    } catch (error) {
      // A browser that gives the frame no locks leaves the server's own rule: one clientId is stored once.
      if (begun) throw error;
      await once();
    }
  }

  async #put(item) {
    await this.#ready;
    await this.#write((store) => store.put(item));
    if (this.#unkept.delete(item.clientId)) this.#noteUnkept();
    this.items = [...this.items.filter((each) => each.clientId !== item.clientId), item]
      .sort((a, b) => (a.order < b.order ? -1 : 1));
    this.#tell();
  }

  async #write(change) {
    await this.#ready;
    await this.#change(change);
  }

  async #change(change) {
    if (!this.#database) return;
    await new Promise((resolve) => {
      const transaction = this.#database.transaction(STORE, 'readwrite', { durability: 'strict' });
      change(transaction.objectStore(STORE));
      transaction.oncomplete = resolve;
      transaction.onabort = () => {
        this.#database = null; // the disk is full: what is said lives as long as the page
        resolve();
      };
    });
  }

  #tell() {
    this.#channel?.postMessage({});
    this.emit('changed');
  }
}
