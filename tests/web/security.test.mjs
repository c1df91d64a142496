// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { freshPage, launch, shopPage, until } from './support/browser.mjs';
import { FakeServer } from './support/server.mjs';
import { corpus } from './support/xss.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Everything the widget may put into the page. */
const ELEMENTS = new Set(('html head meta link title script body main header div span h1 h2 p button svg path ol li a time textarea input img '
  + 'progress form fieldset legend label strong i dialog').split(' '));
const ATTRIBUTES = new Set(('class role hidden dir lang title type href target rel src alt width height decoding datetime tabindex placeholder rows '
  + 'maxlength accept multiple enterkeyhint disabled value max name id for content charset http-equiv viewbox d data-state data-mode style autocomplete').split(' '));

async function strangers(page) {
  return page.evaluate(([elements, attributes]) => [...document.querySelectorAll('*')].flatMap((node) => [
    ...(elements.includes(node.localName) ? [] : [node.localName]),
    ...[...node.attributes].filter((each) => !attributes.includes(each.name.toLowerCase()) && !each.name.startsWith('aria-')).map((each) => `${node.localName}[${each.name}]`),
  ]), [[...ELEMENTS], [...ATTRIBUTES]]);
}

test('whatever is said, named or titled stays text: no dialog, no request, no element beyond our own', async () => {
  const strings = corpus();
  assert.ok(strings.length >= 300, `${strings.length} strings`);
  const server = await new FakeServer().start();
  server.shopName = strings[0];
  const page = await freshPage(browser);
  const foreign = [];
  page.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(server.url).host || /\/(x|evil|steal)/.test(request.url())) foreign.push(request.url());
  });
  await page.goto(`${server.url}/widget?shop=demo&accent=${encodeURIComponent('#fff;background:url(https://evil.example)')}`);
  await page.fill('textarea', strings[1]);
  await page.press('textarea', 'Enter');
  await until(() => server.only && server.conversations.get(server.only).length === 2, 'stored');
  await until(() => [...server.sessions].some((session) => session.watching), 'watched');
  const c = server.only;
  for (const text of strings) server.say(c, text, text.slice(0, 80));
  for (const text of strings.filter((_, i) => i % 6 === 0)) {
    server.say(c, { kind: 'orderCard', number: text.slice(0, 64), title: text, state: text.slice(0, 32), total: { minor: 1, currency: text.slice(0, 3) } });
    server.say(c, { kind: 'productCard', sku: 'A', title: text, price: { minor: 1, currency: 'CNY' }, url: text });
    server.append(c, { kind: 'assigned', agentName: text });
    server.append(c, { kind: 'leftMessage', text, contact: text }, { author: { kind: 'customer', name: '' } });
    server.append(c, { kind: text });
  }
  server.say(c, 'the end');
  await until(async () => (await page.$$eval('.text', (all) => all.at(-1).textContent)) === 'the end', 'all shown', 30_000);
  const shown = new Set(await page.$$eval('.other .text', (all) => all.map((node) => {
    const copy = node.cloneNode(true);
    copy.querySelectorAll('.host').forEach((host) => host.remove());
    return copy.textContent;
  })));
  assert.deepEqual(strings.filter((text) => !shown.has(text)), [], 'shown as said');
  assert.deepEqual([...new Set(await strangers(page))], []);
  const links = await page.$$eval('a', (all) => all.map((a) => ({ href: a.href, rel: a.rel, protocol: a.protocol, shown: a.textContent + (a.nextSibling?.textContent ?? ''), host: a.host })));
  assert.ok(links.length > 20);
  for (const link of links) {
    assert.ok(['http:', 'https:', 'mailto:'].includes(link.protocol), link.href);
    assert.match(link.rel, /noopener/);
    assert.match(link.rel, /nofollow/);
    if (link.host) assert.ok(link.shown.includes(link.host), `${link.shown} does not show ${link.host}`);
  }
  assert.deepEqual(foreign, []);
  assert.deepEqual(page.trouble, []);
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  await page.context().close();
  await server.stop();
});

async function embedded(html, work, headers) {
  const server = await new FakeServer().start();
  const shop = await shopPage(html(server.url), headers);
  const page = await freshPage(browser, { viewport: { width: 1200, height: 800 } });
  try {
    await page.goto(shop.url);
    await work({ page, server, shop });
    assert.deepEqual(page.trouble, []);
  } finally {
    await page.context().close();
    await shop.stop();
    await server.stop();
  }
}

const withLauncher = (attributes = '', body = '') => (url) => `<!doctype html><body>${body}<script src="${url}/launcher.js" data-shop="demo" ${attributes}></script>`;
const widgetFrame = async (page) => until(() => page.frames().find((frame) => frame.url().includes('/widget')), 'the frame');

test('launcher: bubble, panel, last line and unread badge; the page sees sizes and nothing else', async () => {
  await embedded(withLauncher('data-identity="signed.by.shop" data-language="zh-CN"'), async ({ page, server }) => {
    await page.evaluate(() => { window.heard = []; addEventListener('message', (event) => window.heard.push(event.data)); });
    const frame = await widgetFrame(page);
    await frame.click('.launcher');
    await frame.waitForSelector('.composer');
    await until(() => server.hellos.length === 1, 'hello');
    assert.equal(server.hellos[0].identity, 'signed.by.shop');
    assert.equal(server.hellos[0].language, 'zh-CN');
    assert.match(server.hellos[0].page, /^http:\/\/localhost:\d+\/$/);
    assert.doesNotMatch(frame.url(), /signed/);
    await frame.fill('textarea', 'hello');
    await frame.press('textarea', 'Enter');
    await until(() => server.only, 'begun');
    await until(async () => (await page.$eval('iframe', (node) => node.offsetWidth)) === 384, 'panel size');
    await frame.click('button[aria-label="收起对话"]');
    server.say(server.only, 'canary-last-line');
    await until(async () => (await frame.textContent('.last-line')) === 'canary-last-line', 'last line');
    assert.equal(await frame.textContent('.badge'), '1');
    await until(async () => (await page.$eval('iframe', (node) => node.offsetWidth)) === 312, 'line size');
    server.cut();
    await until(() => server.hellos.length === 2, 'back');
    assert.equal(server.hellos[1].identity, undefined, 'a signature is said once');
    assert.doesNotMatch(JSON.stringify(await page.evaluate(() => window.heard)), /canary|hello/);
    assert.equal(await page.evaluate(() => { try { return document.querySelector('iframe').contentWindow.document.body.textContent; } catch (error) { return error.name; } }), 'SecurityError');
    assert.equal(await frame.evaluate(() => { try { return parent.document.title; } catch (error) { return error.name; } }), 'SecurityError');
  });
});

test('launcher: the live room is said with hello, and again when the customer goes to another', async () => {
  await embedded(withLauncher('data-room=" 直播间 8021 "'), async ({ page, server }) => {
    const frame = await widgetFrame(page);
    await frame.click('.launcher');
    await until(() => server.hellos.length === 1, 'hello');
    assert.equal(server.hellos[0].room, '直播间 8021');
    await page.evaluate(() => greenroom.enterRoom(`${'x'.repeat(79)}🎁 and more`));
    await until(() => server.hellos.length === 2, 'another room');
    assert.equal(server.hellos[1].room, 'x'.repeat(79), 'at most 80, and no half of a character');
    await page.evaluate(() => greenroom.enterRoom());
    await until(() => server.hellos.length === 3, 'no room');
    assert.equal(server.hellos[2].room, undefined);
    await frame.fill('textarea', 'hello');
    await frame.press('textarea', 'Enter');
    await until(() => server.only, 'begun');
    assert.equal(new Set(server.visitors.values()).size, 1, 'still the same customer');
  });
});

test('launcher: a room that was named before the chat came in is said with the first hello', async () => {
  const open = '<script>greenroom.enterRoom("8022"); greenroom.open()</script>';
  await embedded((url) => withLauncher('data-room="8021"')(url) + open, async ({ server }) => {
    await until(() => server.hellos.some(({ room }) => room === '8022'), 'the newer one');
    assert.equal(server.hellos.at(-1).room, '8022');
  });
});

test('a hostile page: what has the wrong origin, sender or form is not heard', async () => {
  await embedded(withLauncher(), async ({ page, server }) => {
    const frame = await widgetFrame(page);
    await frame.waitForSelector('.launcher');
    await page.evaluate(() => {
      const target = document.querySelector('iframe').contentWindow;
      for (const message of [null, 1, 'open', [], {}, { greenroom: 2, type: 'open' }, { greenroom: 1 }, { greenroom: 1, type: 'constructor' }, { greenroom: 1, type: '__proto__' },
        { greenroom: 1, type: 'identify' }, { greenroom: 1, type: 'identify', identity: {} }, { greenroom: 1, type: 'configure', identity: 5 },
        { greenroom: 1, type: 'configure', page: 'x'.repeat(501) }, { greenroom: 1, type: 'room', room: 'x'.repeat(81) }, { greenroom: 1, type: 'room', room: 8021 }, { greenroom: 1, type: 'navigate', to: 'https://evil.example' }]) target.postMessage(message, '*');
      const other = document.createElement('iframe'); // the right origin of the page, the wrong sender
      other.srcdoc = '<script>parent.frames[0].postMessage({ greenroom: 1, type: "open" }, "*")</script>';
      document.body.append(other);
      return new Promise((done) => { other.onload = done; });
    });
    await frame.waitForFunction(() => document.querySelector('.panel').hidden);
    assert.equal(server.hellos.length, 0);
    // To the launcher: a frame of another origin cannot move the chat.
    await page.evaluate(() => postMessage({ greenroom: 1, type: 'layout', mode: 'panel' }, '*'));
    assert.equal(await page.$eval('iframe', (node) => node.offsetWidth), 72);
    await page.evaluate(() => window.greenroom.open());
    await frame.waitForSelector('.composer');
  });
});

test('a page that names another origin than its own is not spoken to', async () => {
  await embedded((url) => `<!doctype html><body><iframe src="${url}/widget?shop=demo&host=https%3A%2F%2Fbank.example"></iframe>`, async ({ page }) => {
    await page.evaluate(() => { window.heard = 0; addEventListener('message', () => { window.heard += 1; }); });
    const frame = await widgetFrame(page);
    await frame.waitForSelector('.launcher');
    await page.evaluate(() => document.querySelector('iframe').contentWindow.postMessage({ greenroom: 1, type: 'open' }, '*'));
    await frame.waitForFunction(() => performance.getEntriesByName('interactive').length === 1);
    assert.equal(await page.evaluate(() => window.heard), 0);
    assert.equal(await frame.isHidden('.panel'), true);
  });
});

test('shrunk, it never covers the video, wherever that stands; the strictest page policy lets it in', async () => {
  const policy = (url) => ({ 'Content-Security-Policy': `default-src 'none'; script-src ${url}; frame-src ${url}; style-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types 'none'` });
  for (const place of ['right:0;bottom:0;width:500px;height:500px', 'right:0;top:0;width:400px;height:100%', 'left:0;bottom:0;width:100%;height:300px']) {
    const server = await new FakeServer().start();
    const shop = await shopPage(withLauncher('', `<video style="position:fixed;${place}"></video>`)(server.url), policy(server.url));
    const page = await freshPage(browser, { viewport: { width: 1200, height: 800 } });
    await page.goto(shop.url);
    const frame = await widgetFrame(page);
    await frame.waitForSelector('.launcher');
    const overlaps = () => page.evaluate(() => {
      const [a, b] = ['video', 'iframe'].map((name) => document.querySelector(name).getBoundingClientRect());
      return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    });
    await until(async () => (await page.$eval('iframe', (node) => node.style.visibility)) === 'visible' && !await overlaps(), `free of ${place}`);
    assert.deepEqual(page.trouble, []);
    await page.context().close();
    await shop.stop();
    await server.stop();
  }
});
