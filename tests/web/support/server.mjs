// SPDX-License-Identifier: GPL-3.0-or-later
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../resources/web');
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };
const uuid = (n) => `0193${String(n).padStart(4, '0')}-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Speaks greenroom.v1 to widgets as the real server does, keeps one conversation per visitor, and does harm when told to. */
export class FakeServer {
  epoch = uuid(9001);
  visitors = new Map(); // token → { conversation, subject? }
  accounts = new Map(); // subject → the same
  conversations = new Map(); // id → entries
  sessions = new Set();
  blobs = new Map();
  requests = []; // { type, body } in the order they came
  hellos = [];
  uploads = 0;
  overrides = new Map(); // address → text, in place of the file
  refuse = null; // (type, body) → { code, … } | 'silence' | 'cut' | 'cutAfter' | null
  staffed = true;
  orders = [];
  place = undefined;
  estimateMs = undefined;
  leaveMessage = undefined;
  readByStaff = 0;
  staffTyping = false;
  welcome = {};
  behindAfter = 500;
  #ids = 1;

  async start() {
    this.http = http.createServer((request, response) => this.#serve(request, response));
    this.ws = new WebSocketServer({ noServer: true, handleProtocols: (wanted) => (wanted.has('greenroom.v1') ? 'greenroom.v1' : false) });
    this.down = false;
    this.http.on('upgrade', (request, socket, head) => {
      if (this.down) socket.destroy();
      else this.ws.handleUpgrade(request, socket, head, (client) => this.#connected(client));
    });
    await new Promise((done) => { this.http.listen(this.port ?? 0, '127.0.0.1', done); });
    this.port = this.http.address().port;
    this.url = `http://127.0.0.1:${this.port}`;
    return this;
  }

  async stop() {
    for (const client of this.ws.clients) client.terminate();
    this.http.closeAllConnections?.();
    await new Promise((done) => { this.http.close(done); });
  }

  /** Cuts every connection. */
  cut() {
    for (const client of this.ws.clients) client.terminate();
  }

  id() {
    return uuid(this.#ids++);
  }

  get only() {
    return [...this.conversations.keys()].at(-1);
  }

  begin(token) {
    const conversation = this.id();
    this.conversations.set(conversation, []);
    this.visitors.get(token).conversation = conversation;
    this.append(conversation, { kind: 'opened', channel: 'web' });
    return conversation;
  }

  /** Stores an entry and tells the watchers; what a customer may not see keeps its number to itself. */
  append(conversation, content, { author = { kind: 'system', name: '' }, clientId = this.id(), audience = 'customer', at = Date.now() } = {}) {
    const entries = this.conversations.get(conversation);
    const seen = entries.filter((each) => each.audience === 'customer');
    const entry = { number: entries.length + 1, after: seen.at(-1)?.number ?? 0, clientId, at, author, audience, content };
    entries.push(entry);
    if (audience === 'customer') this.push(conversation, [entry]);
    return entry;
  }

  push(conversation, entries) {
    for (const session of this.sessions) {
      if (session.watching === conversation) this.#event(session, 'entries', { stream: `conversation/${conversation}`, entries });
    }
  }

  say(conversation, content, name = '小李') {
    return this.append(conversation, typeof content === 'string' ? { kind: 'text', text: content } : content, { author: { kind: 'staff', name } });
  }

  boards() {
    for (const session of this.sessions) {
      for (const board of session.boards) this.#board(session, board);
    }
  }

  heartbeat() {
    for (const session of this.sessions) this.#event(session, 'heartbeat', { serverTime: Date.now() });
  }

  event(type, body) {
    for (const session of this.sessions) this.#event(session, type, body);
  }

  #event(session, type, body) {
    session.client.send(JSON.stringify({ type, body }));
  }

  #board(session, board) {
    const conversation = this.visitors.get(session.token)?.conversation;
    const key = uuid(7000);
    if (board === 'queue') {
      const row = { kind: 'queue', id: key, name: '售前', waiting: 3, online: this.staffed ? 1 : 0, place: this.place, estimateMs: this.estimateMs, leaveMessage: this.leaveMessage };
      this.#event(session, 'boardChanged', { board, from: 0, total: 1, keys: [key], rows: [row] });
    } else if (conversation) {
      const row = { kind: 'typing', id: conversation, customerTyping: false, staffTyping: this.staffTyping, staffName: '小李',
        readByCustomer: this.visitors.get(session.token).read ?? 0, readByStaff: this.readByStaff };
      this.#event(session, 'boardChanged', { board, from: 0, total: 1, keys: [conversation], rows: [row] });
    }
  }

  #connected(client) {
    const session = { client, token: null, boards: new Set(), watching: null };
    this.sessions.add(session);
    client.on('close', () => this.sessions.delete(session));
    client.on('message', (data) => {
      const { type, id, body } = JSON.parse(data);
      this.requests.push({ type, body });
      const harm = this.refuse?.(type, body) ?? null;
      if (harm === 'silence') return;
      if (harm === 'cut') {
        client.terminate();
        return;
      }
      let answer;
      try {
        answer = harm && typeof harm === 'object' ? harm : { code: 'ok', ...this.#answer(session, type, body) };
      } catch (error) {
        answer = { code: error.message, detail: error.message };
      }
      if (harm === 'cutAfter') {
        client.terminate();
        return;
      }
      client.send(JSON.stringify({ type, id, body: answer }));
      session.after?.();
      session.after = null;
    });
  }

  #answer(session, type, body) {
    if (type !== 'hello' && session.token === null) throw new Error('helloFirst');
    switch (type) {
      case 'hello': return this.#hello(session, body);
      case 'watchStream': return this.#watch(session, body);
      case 'readStream': return this.#read(session, body);
      case 'watchBoard':
        session.boards.add(body.board);
        session.after = () => this.#board(session, body.board);
        return {};
      case 'send': return this.#store(session, body.clientId, body.content);
      case 'requestPerson': {
        const stored = this.#store(session, body.clientId, { kind: 'personRequested' });
        if (!stored.again) this.append(stored.conversation, { kind: 'queued', queue: uuid(7000), since: Date.now() });
        return stored;
      }
      case 'leaveMessage': return this.#store(session, body.clientId, { kind: 'leftMessage', text: body.text, contact: body.contact });
      case 'rate': return this.#store(session, body.clientId, { kind: 'rated', score: body.score, comment: body.comment });
      case 'recall': {
        const entries = this.#own(session, body.conversation);
        entries[body.number - 1].content = { kind: 'tombstone' };
        return this.#store(session, body.clientId, { kind: 'recalled', number: body.number });
      }
      case 'markRead':
        this.visitors.get(session.token).read = body.number;
        this.boards();
        return {};
      case 'listOwnOrders': return { rows: this.orders, total: this.orders.length };
      case 'setTyping': return {};
      case 'signOut':
        session.after = this.#endToken(session.token);
        return {};
      case 'beginUpload': return { path: `/upload/${body.media}/signed`, expiresAt: Date.now() + 300_000 };
      case 'linkBlob':
        if (!this.blobs.has(body.blob)) throw new Error('notFound');
        return { path: `/blob/${body.blob}`, expiresAt: Date.now() + 300_000 };
      default: throw new Error('unknownType');
    }
  }

  /** An identity here is SUBJECT.SIGNATURE. Whoever was anonymous and is named gets another token, and the old one ends. */
  #hello(session, body) {
    this.hellos.push(body);
    const subject = body.identity?.split('.')[0];
    const known = this.visitors.get(body.token);
    const account = this.accounts.get(subject);
    const visitor = account ?? (known && (!subject || !known.subject) ? known : { conversation: undefined });
    let token = visitor === known && (!subject || known.subject) ? body.token : undefined;
    const given = token ? undefined : `token-${this.id()}`;
    if (given && known) session.after = this.#endToken(body.token);
    token ??= given;
    if (subject) {
      visitor.subject = subject;
      this.accounts.set(subject, visitor);
    }
    this.visitors.set(token, visitor);
    session.token = token;
    return { epoch: this.epoch, serverTime: Date.now(), version: '0', heartbeatMs: 20_000, spreadMs: 0, capabilities: [], limits: {},
      visitor: { token: given, name: visitor.subject ? '王芳' : '', conversation: visitor.conversation, shopName: this.shopName ?? '山茶小铺', staffed: this.staffed },
      ...this.welcome };
  }

  /** The token is nobody's; whoever came by it is told when what is returned is called. */
  #endToken(token) {
    this.visitors.delete(token);
    return () => {
      for (const each of this.sessions) {
        if (each.token !== token) continue;
        this.#event(each, 'goodbye', { reason: 'sessionEnded', spreadMs: 0 });
        each.client.close();
      }
    };
  }

  #own(session, conversation) {
    if (this.visitors.get(session.token).conversation !== conversation) throw new Error('notFound');
    return this.conversations.get(conversation);
  }

  #visible(session, stream) {
    return this.#own(session, stream.split('/')[1]).filter((entry) => entry.audience === 'customer');
  }

  #watch(session, { stream, cursor }) {
    const entries = this.#visible(session, stream);
    const head = entries.at(-1)?.number ?? 0;
    if (cursor.number > 0 && cursor.epoch !== this.epoch || cursor.number > head) return { resume: 'resync', head };
    const missed = entries.filter((entry) => entry.number > cursor.number);
    if (missed.length > this.behindAfter) return { resume: 'behind', head };
    session.watching = stream.split('/')[1];
    if (missed.length > 0) session.after = () => this.#event(session, 'entries', { stream, entries: missed });
    return { resume: 'replayed', head };
  }

  #read(session, { stream, after, before, limit }) {
    const entries = this.#visible(session, stream);
    const page = before === undefined ? entries.filter((entry) => entry.number > after).slice(0, limit)
      : entries.filter((entry) => entry.number < before).slice(-limit);
    return { entries: page, head: entries.at(-1)?.number ?? 0 };
  }

  #store(session, clientId, content) {
    for (const [conversation, entries] of this.conversations) {
      const known = entries.find((entry) => entry.clientId === clientId);
      if (known) return { conversation, number: known.number, at: known.at, again: true };
    }
    const conversation = this.visitors.get(session.token).conversation ?? this.begin(session.token);
    const entry = this.append(conversation, content, { author: { kind: 'customer', name: '' }, clientId });
    return { conversation, number: entry.number, at: entry.at };
  }

  async #serve(request, response) {
    const url = new URL(request.url, this.url);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    if (url.pathname.startsWith('/upload/') && request.method === 'POST') {
      const blob = this.id();
      this.uploads += 1;
      this.blobs.set(blob, { bytes: Buffer.concat(chunks), type: request.headers['content-type'] });
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ code: 'ok', blob }));
    } else if (url.pathname.startsWith('/blob/')) {
      const blob = this.blobs.get(url.pathname.split('/')[2]);
      response.setHeader('Content-Type', blob.type);
      response.end(blob.bytes);
    } else {
      await this.#file(url.pathname, request, response);
    }
  }

  async #file(pathname, request, response) {
    const name = { '/widget': 'widget.html', '/demo': 'demo.html', '/launcher.js': 'launcher.js' }[pathname] ?? pathname.replace(/^\/web\//, '');
    let text = this.overrides.get(pathname);
    try {
      text ??= await readFile(path.join(ROOT, path.normalize(`/${name}`)));
    } catch {
      response.writeHead(404).end();
      return;
    }
    const ws = this.url.replace('http', 'ws');
    if (pathname === '/widget') {
      response.setHeader('Content-Security-Policy', `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; `
        + `connect-src 'self' ${ws}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors *`);
      response.setHeader('Referrer-Policy', 'no-referrer');
    } else if (pathname === '/demo') {
      response.setHeader('Content-Security-Policy', "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'");
    }
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Content-Type', `${TYPES[path.extname(name)] ?? 'text/html'}; charset=utf-8`);
    if (/gzip/.test(request.headers['accept-encoding'] ?? '')) {
      response.setHeader('Content-Encoding', 'gzip');
      text = zlib.gzipSync(text);
    }
    response.end(text);
  }
}
