// SPDX-License-Identifier: GPL-3.0-or-later
import crypto from 'node:crypto';
import { WebSocket } from 'ws';

/** The desktop's side of the wire, as far as a test talks. */
export class Agent {
  said = []; // texts of the followed conversation
  kinds = [];
  entries = [];
  #held = new Map(); // conversation → number of the last entry held
  #boards = new Map(); // name → id → row
  #next = 1;
  #waiting = new Map();

  constructor(url, token) {
    this.url = `${url.replace('http', 'ws')}/ws`;
    this.token = token;
  }

  async start(presence = 'online') {
    await this.#connect();
    await this.#presence(presence);
    return this;
  }

  #presence(presence) {
    return this.request('setPresence', { presence, reason: 'none' });
  }

  async #connect() {
    this.socket = new WebSocket(this.url, 'greenroom.v1');
    await new Promise((done, failed) => { this.socket.on('open', done).on('error', failed); });
    this.socket.on('message', (data) => this.#receive(JSON.parse(data)));
    const welcome = await this.request('hello', { app: 'test', version: '0', capabilities: [], token: this.token });
    this.epoch = welcome.epoch;
    await this.request('watchBoard', { board: 'mine', from: 0, count: 50 });
  }

  online() {
    return this.#presence('online');
  }

  /** After the server was away: the same again, from what is held. */
  async comeBack() {
    await this.#connect();
    await this.#presence('online');
    for (const [conversation, number] of this.#held) await this.#watch(conversation, number);
  }

  stop() {
    this.socket.terminate();
  }

  /** Rejects with the code of a refusal. */
  request(type, body) {
    const id = String(this.#next++);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, (answer) => (answer.code === 'ok' ? resolve(answer) : reject(new Error(`${type}: ${answer.code} ${answer.detail}`))));
      this.socket.send(JSON.stringify({ type, id, body }));
    });
  }

  board(name) {
    return [...this.#boards.get(name)?.values() ?? []];
  }

  mine() {
    return this.board('mine');
  }

  get typing() {
    return this.board('typing')[0];
  }

  follow(conversation) {
    this.#held.set(conversation, 0);
    return this.#watch(conversation, 0);
  }

  #watch(conversation, number) {
    const cursor = number > 0 ? { epoch: this.epoch, number } : { number: 0 };
    return this.request('watchStream', { stream: `conversation/${conversation}`, cursor });
  }

  say(conversation, content, clientId = this.id()) {
    const { assignmentVersion } = this.#boards.get('mine').get(conversation);
    return this.request('send', { clientId, conversation, assignmentVersion,
      content: typeof content === 'string' ? { kind: 'text', text: content } : content });
  }

  close(conversation) {
    const { assignmentVersion } = this.#boards.get('mine').get(conversation);
    return this.request('closeConversation', { clientId: this.id(), conversation, assignmentVersion, reason: 'solved', tags: [] });
  }

  id() {
    const hex = Date.now().toString(16).padStart(12, '0') + '7' + crypto.randomBytes(9).toString('hex').slice(1);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-8${hex.slice(17, 20)}-${hex.slice(18, 30)}`;
  }

  #receive({ type, id, body }) {
    if (id !== undefined) {
      this.#waiting.get(id)?.(body);
      this.#waiting.delete(id);
    } else if (type === 'entries') {
      const conversation = body.stream.split('/')[1];
      for (const entry of body.entries) {
        const { content } = entry;
        if (entry.after !== this.#held.get(conversation)) throw new Error(`entry ${entry.number} comes after ${this.#held.get(conversation)}`);
        this.#held.set(conversation, entry.number);
        this.entries.push(entry);
        this.kinds.push(content.kind);
        if (content.kind === 'text') this.said.push(content.text);
      }
    } else if (type === 'boardChanged') {
      const rows = this.#boards.get(body.board) ?? new Map();
      this.#boards.set(body.board, rows);
      for (const row of body.rows) rows.set(row.id, row);
      for (const key of [...rows.keys()]) if (!body.keys.includes(key)) rows.delete(key);
    }
  }
}
