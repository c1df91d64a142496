// SPDX-License-Identifier: GPL-3.0-or-later
import { Session } from './chat/session.js';
import { ofThisTab } from './chat/storage.js';
import { applyAccent } from './view/accent.js';
import { Composer } from './view/composer.js';
import { el, icon } from './view/dom.js';
import { summary } from './view/entry.js';
import { Host } from './view/frame.js';
import { Header } from './view/header.js';
import { load, t } from './view/language.js';
import { Transcript } from './view/transcript.js';

const CONFIGURED_WITHIN = 2000;

const asked = new URLSearchParams(location.search);
const shop = asked.get('shop') ?? '';
let configured;
const configuration = new Promise((resolve) => { configured = resolve; });
let chat = null;
let session = null;
let wanted = null; // what the page asked for before there was a chat
const heard = []; // and whom it named, that it is nobody any more, and where they went

function hear(message) {
  if (message.type === 'identify') session.identify(message.identity);
  else if (message.type === 'room') session.enterRoom(message.room);
  else session.signOut();
}

const host = Host.find((message) => {
  if (message.type === 'configure') configured(message);
  else if (message.type !== 'open' && message.type !== 'close') session ? hear(message) : heard.push(message);
  else if (chat) chat.setOpen(message.type === 'open');
  else wanted = message.type === 'open';
});
host?.ready();

applyAccent(asked.get('accent'));
const language = await load([asked.get('language'), ...navigator.languages].filter(Boolean));
const told = host
  ? await Promise.race([configuration, new Promise((resolve) => { setTimeout(resolve, CONFIGURED_WITHIN, {}); })])
  : { page: document.referrer || undefined };

session = new Session({ shop, language, page: told.page, room: told.room, identity: told.identity, url: `${location.origin.replace(/^http/, 'ws')}/ws` });
heard.forEach(hear);
chat = start(session);

function start(session) {
  const openKey = `greenroom.open.${shop}`;
  let open = !host || (wanted ?? ofThisTab.get(openKey) === 'yes');
  const header = new Header(session, { shrink: host ? () => setOpen(false) : null, leave: () => leave() });
  const transcript = new Transcript(session);
  const composer = new Composer(session, shop);
  const drop = el('div', { class: 'drop', hidden: true }, t('pictureDrop'));
  const panel = el('main', { class: 'panel', hidden: true, 'aria-label': t('chat') }, header.node, transcript.node, composer.node, drop);
  const bubble = makeBubble(() => setOpen(true));
  document.body.append(panel, bubble.node);

  composer.onSent = () => transcript.toEnd();
  transcript.onEnd = () => markRead();
  document.addEventListener('visibilitychange', markRead);
  addEventListener('focus', markRead);
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && host && !panel.querySelector('dialog')) setOpen(false);
  });
  session.on('identityNeeded', () => host?.askIdentity());
  session.on('forgotten', () => {
    composer.forget();
    transcript.forget();
    panel.querySelector('dialog')?.close();
  });
  acceptDrops(panel, drop, (files) => composer.sendFiles(files));

  let asleep = false;
  session.on('changed', () => {
    if (asleep) return;
    asleep = true;
    // One picture for what comes in a burst; not by animation frame, which stands still in a page out of sight.
    setTimeout(() => {
      asleep = false;
      render();
    }, 16);
  });

  function render() {
    header.render();
    transcript.render();
    bubble.render(session.unread);
    markRead();
    host?.layout(open ? 'panel' : bubble.hasLine ? 'line' : 'bubble');
  }

  function markRead() {
    if (open && document.visibilityState === 'visible' && transcript.atEnd) session.markRead();
  }

  function setOpen(now) {
    open = now;
    ofThisTab.set(openKey, open ? 'yes' : 'no');
    show();
    if (open) composer.focus();
    else bubble.focus();
  }

  function show() {
    document.documentElement.dataset.mode = open ? 'panel' : 'bubble';
    panel.hidden = !open;
    bubble.node.hidden = open;
    if (open) session.start();
    render();
    if (open) transcript.toEnd();
  }

  async function leave() {
    const { leaveSheet } = await import('./view/sheets.js');
    if (panel.querySelector('dialog')) return;
    leaveSheet(panel, composer.text, (text, contact) => {
      composer.clear();
      session.leaveMessage(text, contact);
    });
  }

  // A visitor nobody has met needs no connection before the first click; one who may have an answer waiting does.
  if (session.known) session.start();
  show();
  performance.mark('interactive');
  return { setOpen };
}

function makeBubble(openChat) {
  const badge = el('span', { class: 'badge', 'aria-hidden': 'true', hidden: true });
  const line = el('button', { type: 'button', class: 'last-line', hidden: true, click: openChat, dir: 'auto' });
  const button = el('button', { type: 'button', class: 'launcher', 'aria-label': t('openChat'), title: t('openChat'), click: openChat }, icon('chat'), badge);
  return {
    node: el('div', { class: 'bubble-corner', hidden: true }, line, button),
    focus: () => button.focus(),
    get hasLine() {
      return !line.hidden;
    },
    render(unread) {
      badge.hidden = unread.length === 0;
      badge.textContent = unread.length > 99 ? '99+' : String(unread.length);
      button.setAttribute('aria-label', unread.length > 0 ? t('openChatUnread', { count: unread.length }) : t('openChat'));
      line.hidden = unread.length === 0;
      line.textContent = unread.length > 0 ? summary(unread.at(-1).content) : '';
    },
  };
}

function acceptDrops(panel, cover, sendFiles) {
  const holdsFiles = (event) => [...event.dataTransfer?.types ?? []].includes('Files');
  addEventListener('dragover', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    cover.hidden = panel.hidden;
  });
  addEventListener('dragleave', (event) => { if (!event.relatedTarget) cover.hidden = true; });
  addEventListener('drop', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    cover.hidden = true;
    sendFiles([...event.dataTransfer.files]);
  });
}
