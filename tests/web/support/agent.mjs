// SPDX-License-Identifier: GPL-3.0-or-later
import crypto from 'node:crypto';
import { WebSocket } from 'ws';

/** The desktop's side of the wire, as far as a test talks. */
export class Agent {
  said = []; // texts of the followed conversation
  kinds = [];
  #rows = new Map();
  #next = 1;
  #waiting = new Map();

  constructor(url, token) {
    this.url = `${url.replace('http', 'ws')}/ws`;
    this.token = token;
  }

  async start() {
    this.socket = new WebSocket(this.url, 'greenroom.v1');
    await new Promise((done, failed) => this.socket.on('open', done).on('error', failed));
    this.socket.on('message', (data) => this.#receive(JSON.parse(data)));
    const welcome = await this.request('hello', { app: 'test', version: '0', capabilities: [], token: this.token });
    this.epoch = welcome.epoch;
    await this.request('watchBoard', { board: 'mine', from: 0, count: 50 });
    await this.request('setPresence', { presence: 'online', reason: 'none' });
    return this;
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

  mine() {
    return [...this.#rows.values()];
  }

  follow(conversation) {
    return this.request('watchStream', { stream: `conversation/${conversation}`, cursor: { number: 0 } });
  }

  say(conversation, text) {
    const { assignmentVersion } = this.#rows.get(conversation);
    return this.request('send', { clientId: this.id(), conversation, assignmentVersion, content: { kind: 'text', text } });
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
      for (const { content } of body.entries) {
        this.kinds.push(content.kind);
        if (content.kind === 'text') this.said.push(content.text);
      }
    } else if (type === 'boardChanged' && body.board === 'mine') {
      for (const row of body.rows) this.#rows.set(row.id, row);
      for (const key of [...this.#rows.keys()]) if (!body.keys.includes(key)) this.#rows.delete(key);
    }
  }
}
