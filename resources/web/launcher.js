// SPDX-License-Identifier: GPL-3.0-or-later
//
// Places the chat in a shop's page:
//   <script src="https://server/launcher.js" data-shop="demo" data-room="8021" data-accent="#2f5fd7" data-identity="…" data-language="zh-CN"></script>
// The chat is a frame on the server's origin; this script only gives it a place and never sees what is said.
// For the page: greenroom.open(), greenroom.close(), greenroom.enterRoom(name), greenroom.identify(signed), greenroom.signOut(). The window hears
// "greenroom-identity-needed" when what the shop signed has run out or was used: then the page calls identify() with another. When the
// customer signs out of the shop, the page calls signOut(): the browser forgets who it was, and nobody can go on as them.
(() => {
  'use strict';
  const script = document.currentScript;
  const { shop, room, accent, identity, language } = script.dataset;
  const server = new URL(script.src).origin;
  const GAP = 8;
  const SIZES = { bubble: [72, 72], line: [312, 72] };
  const PHONE = '(max-width: 480px), (max-height: 480px)';

  const address = new URL('/widget', server);
  address.searchParams.set('shop', shop ?? '');
  address.searchParams.set('host', location.origin);
  if (accent) address.searchParams.set('accent', accent);
  if (language) address.searchParams.set('language', language);

  const frame = document.createElement('iframe');
  frame.src = address.href;
  frame.title = /^zh/i.test(language ?? navigator.language) ? '在线客服' : 'Chat';
  frame.allow = 'microphone';
  // A frame whose colour scheme differs from its document's is painted opaque; the bubble's surroundings must not be.
  const style = { position: 'fixed', border: '0', margin: '0', padding: '0', maxWidth: '100vw', maxHeight: '100vh', zIndex: '2147483000',
    colorScheme: 'light', background: 'transparent', visibility: 'hidden' };
  Object.assign(frame.style, style);

  let mode = 'bubble';
  let ready = false;
  const queued = [];

  function say(message) {
    if (ready) frame.contentWindow.postMessage({ greenroom: 1, ...message }, server);
    else queued.push(message);
  }

  addEventListener('message', (event) => {
    const data = event.data;
    if (event.source !== frame.contentWindow || event.origin !== server) return;
    if (typeof data !== 'object' || data === null || data.greenroom !== 1) return;
    if (data.type === 'ready' && !ready) {
      ready = true;
      say({ type: 'configure', identity: identity || undefined, page: (location.origin + location.pathname).slice(0, 500), room: roomName(room) });
      queued.splice(0).forEach(say);
    } else if (data.type === 'layout' && ['bubble', 'line', 'panel'].includes(data.mode) && data.mode !== mode) {
      mode = data.mode;
      place();
    } else if (data.type === 'identityNeeded') {
      dispatchEvent(new Event('greenroom-identity-needed'));
    } else {
      return;
    }
    frame.style.visibility = 'visible';
  });

  /** As the server takes it: no empty name, none above 80, none cut within a character. */
  function roomName(name) {
    return String(name ?? '').trim().slice(0, 80).replace(/[\ud800-\udbff]$/, '') || undefined;
  }

  /** Rectangles a shrunk chat must not cover: the page's videos and what it marks. */
  function precious() {
    return [...document.querySelectorAll('video, [data-greenroom-avoid]')].map((each) => each.getBoundingClientRect())
      .filter((r) => r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth);
  }

  function put(left, top, width, height) {
    for (const [name, value] of Object.entries({ left, top, width, height })) frame.style[name] = `${Math.round(value)}px`;
  }

  function placeShrunk() {
    const wide = document.documentElement.clientWidth;
    const width = Math.min(SIZES[mode][0], wide);
    const height = SIZES[mode][1];
    const avoid = precious();
    const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
    const end = rtl ? GAP : wide - width - GAP;
    const start = rtl ? wide - width - GAP : GAP;
    const free = (left, top) => top >= 0 && top + height <= innerHeight
      && !avoid.some((r) => left < r.right && left + width > r.left && top < r.bottom && top + height > r.top);
    const tops = [innerHeight - height - GAP, ...avoid.map((r) => r.bottom + GAP), ...avoid.map((r) => r.top - height - GAP), GAP];
    const spots = tops.flatMap((top) => [[end, top], [start, top]]);
    const [left, top] = spots.find(([x, y]) => free(x, y)) ?? spots[0];
    put(left, top, width, height);
  }

  function placePanel() {
    const view = window.visualViewport ?? { width: innerWidth, height: innerHeight, offsetLeft: 0, offsetTop: 0 };
    if (matchMedia(PHONE).matches) {
      // A live video at the top stays in sight as long as there is room to write below it.
      const video = precious().find((r) => r.top <= 80 && r.width > innerWidth / 2 && view.height - r.bottom >= 360);
      const top = video ? Math.max(0, video.bottom) : 0;
      put(view.offsetLeft, view.offsetTop + top, view.width, view.height - top);
    } else {
      const width = 384;
      const height = Math.min(660, innerHeight - 32);
      const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
      put(rtl ? 16 : document.documentElement.clientWidth - width - 16, innerHeight - height - 16, width, height);
    }
  }

  let asked = false;
  function place() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      const panel = mode === 'panel';
      const floats = panel && !matchMedia(PHONE).matches;
      frame.style.borderRadius = floats ? '12px' : '0';
      frame.style.boxShadow = floats ? '0 8px 32px rgb(16 24 40 / 28%)' : 'none';
      if (panel) placePanel();
      else placeShrunk();
    });
  }

  for (const name of ['resize', 'scroll']) {
    addEventListener(name, place, { passive: true, capture: true });
    window.visualViewport?.addEventListener(name, place, { passive: true });
  }

  window.greenroom = Object.freeze({
    open: () => say({ type: 'open' }),
    close: () => say({ type: 'close' }),
    enterRoom: (name) => say({ type: 'room', room: roomName(name) }),
    identify: (signed) => say({ type: 'identify', identity: String(signed) }),
    signOut: () => say({ type: 'signOut' }),
  });

  function begin() {
    document.body.append(frame);
    place();
  }
  if (document.body) begin();
  else addEventListener('DOMContentLoaded', begin);
})();
