// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { freshPage, launch, until } from './support/browser.mjs';
import { FakeServer } from './support/server.mjs';

const WEB = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../resources/web');
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** A widget with a conversation of every kind of thing in it. */
async function full(options, language = 'en', setUp = () => {}, more = '') {
  const server = await new FakeServer().start();
  setUp(server);
  const page = await freshPage(browser, options);
  await page.goto(`${server.url}/widget?shop=demo&language=${language}${more}`);
  const zh = language.startsWith('zh');
  await page.fill('textarea', zh ? '昨天买的龙井还没发货，能帮我看看吗？' : 'My order from yesterday has not been shipped. Can you look?');
  await page.press('textarea', 'Enter');
  await until(() => server.only && server.conversations.get(server.only).length === 2, 'stored');
  const c = server.only;
  server.append(c, { kind: 'personRequested' });
  server.append(c, { kind: 'queued', queue: server.id(), since: Date.now() });
  server.append(c, { kind: 'text', text: zh ? '您好，我是智能助手，正在为您转接人工。' : 'Hello, I am the assistant. I am passing you on to a person.' }, { author: { kind: 'bot', name: 'Bot' } });
  server.append(c, { kind: 'assigned', agentName: '林晓' });
  server.say(c, zh ? '您好，林晓为您服务。请稍等，我查一下。' : 'Hi, this is 林晓. One moment, I am looking it up.', '林晓');
  server.say(c, { kind: 'orderCard', number: '20260411-8021', title: zh ? '明前龙井 250 g 手工礼盒装' : 'Dragon Well tea 250 g, gift box', state: 'paid', total: { minor: 16800, currency: 'CNY' } }, '林晓');
  const blob = server.id();
  server.blobs.set(blob, { bytes: await page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 200 } }), type: 'image/png' });
  server.append(c, { kind: 'image', blob, width: 320, height: 200 }, { author: { kind: 'customer', name: '' } });
  server.append(c, { kind: 'voice', blob, durationMs: 7400 }, { author: { kind: 'customer', name: '' } });
  server.say(c, zh ? '今晚发出，物流可在这里看：https://shop.example/track/20260411-8021' : 'It leaves tonight. Follow it here: https://shop.example/track/20260411-8021', '林晓');
  server.append(c, { kind: 'text', text: zh ? '好的，谢谢！👍' : 'Great, thank you! 👍' }, { author: { kind: 'customer', name: '' } });
  server.staffTyping = true;
  server.readByStaff = 11;
  server.boards();
  await page.waitForSelector('.typing:not([hidden])');
  await until(() => page.$$eval('.picture img', (all) => all.length === 1 && all[0].naturalWidth > 0), 'picture');
  return { page, server, stop: async () => { await page.context().close(); await server.stop(); } };
}

const PHONE = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

test('every pack has every text, each with the places and forms its language wants', async () => {
  const names = (await import(path.join(WEB, 'languages/list.js'))).default;
  const files = (await readdir(path.join(WEB, 'languages'))).filter((name) => name !== 'list.js').map((name) => name.replace('.js', ''));
  assert.deepEqual([...names].sort(), files.sort());
  const packs = await Promise.all(names.map(async (name) => (await import(path.join(WEB, `languages/${name}.js`))).default));
  const english = packs.find((pack) => pack.language === 'en');
  const places = (text) => [...new Set([...(text.other ?? text).matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();
  for (const pack of packs) {
    assert.deepEqual(Object.keys(pack.texts).sort(), Object.keys(english.texts).sort(), pack.language);
    assert.ok(['ltr', 'rtl'].includes(pack.direction));
    for (const [key, text] of Object.entries(pack.texts)) {
      assert.deepEqual(places(text), places(english.texts[key]), `${pack.language} ${key}`);
      if (typeof text === 'object') assert.deepEqual(Object.keys(text).sort(), [...new Intl.PluralRules(pack.language).resolvedOptions().pluralCategories].sort(), `${pack.language} ${key}`);
      else assert.notEqual(text.trim(), '', key);
    }
  }
  const sources = (await Promise.all(['app.js', ...['chat', 'view'].flatMap((folder) => [folder])].map(async (name) => (name.endsWith('.js')
    ? readFile(path.join(WEB, name), 'utf8')
    : (await Promise.all((await readdir(path.join(WEB, name))).map((file) => readFile(path.join(WEB, name, file), 'utf8')))).join('\n'))))).join('\n');
  const unused = Object.keys(english.texts).filter((key) => !/^(code|orderState)_/.test(key) && !sources.includes(`'${key}'`));
  assert.deepEqual(unused, []);
});

test('every control has a name, every picture a text, one main, and the keyboard reaches all', async () => {
  const { page, stop } = await full({ viewport: { width: 400, height: 700 } });
  await page.click('button[aria-label="Emoji"]');
  const nameless = await page.$$eval('button, a[href], input, textarea, progress, [role=region], dialog, [role=group], img', (all) => all
    .filter((node) => !node.closest('[hidden]'))
    .filter((node) => !(node.getAttribute('aria-label') || node.textContent.trim() || node.labels?.length || node.alt)).map((node) => node.outerHTML));
  assert.deepEqual(nameless, []);
  assert.equal(await page.locator('main:visible').count(), 1);
  assert.equal(await page.$eval('html', (node) => node.lang), 'en');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), '😄');
  await page.keyboard.press('Enter');
  assert.equal(await page.inputValue('textarea'), '😄');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Emoji');
  await page.reload();
  await until(() => page.$$eval('.picture img', (all) => all.length === 1 && all[0].naturalWidth > 0), 'picture again');
  const seen = [];
  for (let i = 0; i < 20; ++i) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const node = document.activeElement;
      const style = getComputedStyle(node);
      return node === document.body ? null : { name: node.getAttribute('aria-label') ?? node.textContent, ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
    });
    if (stop === null) break;
    assert.ok(stop.ring, `focus ring on ${stop.name}`);
    seen.push(stop.name);
  }
  const at = (name) => seen.findIndex((each) => each.includes(name));
  for (const name of ['Messages', 'Enlarge', 'Play voice note', 'https://shop.example', 'Message', 'Send', 'Emoji', 'Send a picture', 'Record']) assert.ok(at(name) >= 0, `${name} in ${seen}`);
  assert.ok(at('Enlarge') < at('https://shop.example') && at('https://shop.example') < at('Emoji'));
  await stop();
});

for (const [scheme, accent] of [['light', ''], ['dark', ''], ['light', 'ffd400'], ['dark', 'ffd400'], ['light', '0b7a55'], ['dark', '0b1f55']]) {
  test(`texts stand out from their ground: ${scheme} ${accent}`, async () => {
    const { page, stop } = await full({ viewport: { width: 400, height: 900 }, colorScheme: scheme }, 'en', () => {}, accent && `&accent=%23${accent}`);
    const weak = await page.evaluate(() => {
      const rgb = (colour) => colour.match(/[\d.]+/g).map(Number);
      const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      const ground = (node) => { for (let at = node; at; at = at.parentElement) { const c = rgb(getComputedStyle(at).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
      return [...document.querySelectorAll('.panel *')].filter((node) => node.checkVisibility() && !node.disabled && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
        .map((node) => { const [a, b] = [light(rgb(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x); return [node.className || node.localName, node.textContent.slice(0, 20), (a + 0.05) / (b + 0.05)]; })
        .filter(([, , ratio]) => ratio < 4.5);
    });
    assert.deepEqual(weak, []);
    const own = await page.$eval('.own .bubble', (node) => getComputedStyle(node).backgroundColor);
    assert.equal(own === (scheme === 'light' ? 'rgb(220, 231, 255)' : 'rgb(37, 54, 95)'), accent === '', `own bubble in ${own}`);
    await stop();
  });
}

test('320 px: nothing scrolls sideways, nothing is cut, what is touched is large enough', async () => {
  for (const language of ['en', 'zh-CN']) {
    const { page, server, stop } = await full(PHONE, language);
    server.say(server.only, 'https://shop.example/' + 'x'.repeat(300));
    server.say(server.only, 'W'.repeat(200));
    await until(async () => (await page.$$('.text')).length >= 7, 'shown');
    const wide = await page.evaluate(() => [...document.querySelectorAll('.panel *')].filter((node) => node.checkVisibility() && !node.closest('.unseen, svg') && (node.getBoundingClientRect().right > innerWidth + 0.5 || node.getBoundingClientRect().left < -0.5)).map((node) => node.className));
    assert.deepEqual(wide, []);
    assert.equal(await page.$eval('.scroller', (node) => node.scrollWidth <= node.clientWidth), true);
    const small = await page.$$eval('.tools button, .send, .person, .picture', (all) => all.map((node) => node.getBoundingClientRect()).filter((r) => r.width > 0 && (r.width < 36 || r.height < 36)).length);
    assert.equal(small, 0);
    assert.ok(await page.$eval('textarea', (node) => parseFloat(getComputedStyle(node).fontSize) >= 16), 'no zoom on focus');
    await stop();
  }
});

test('of a run of messages only the last tells the time of its minute, to be seen; all tell it to a reader', async () => {
  const { page, server, stop } = await full({ viewport: { width: 400, height: 900 } });
  const begin = Math.ceil(Date.now() / 60_000) * 60_000;
  const author = { author: { kind: 'staff', name: '林晓' } };
  [0, 1000, 2000, 60_000].forEach((later, i) => server.append(server.only, { kind: 'text', text: `run ${i}` }, { ...author, at: begin + later }));
  await until(() => page.$$eval('.text', (all) => all.at(-1).textContent === 'run 3'), 'shown');
  const run = (read) => page.$$eval('.message', (all, how) => all.slice(-4).map((node) => {
    const meta = node.querySelector('.meta');
    return how === 'seen' ? meta.getBoundingClientRect().height > 8 : /\d/.test(meta.textContent);
  }), read);
  assert.deepEqual(await run('seen'), [false, false, true, true]);
  assert.deepEqual(await run('said'), [true, true, true, true]);
  await stop();
});

const ARABIC = { direction: 'rtl', language: 'ar' };

test('a pack that reads from right to left mirrors the whole', async () => {
  const english = await readFile(path.join(WEB, 'languages/en.js'), 'utf8');
  const { page, stop } = await full(PHONE, 'ar', (server) => {
    server.overrides.set('/web/languages/list.js', "export default ['en', 'ar'];");
    server.overrides.set('/web/languages/ar.js', english.replace("'ltr'", `'${ARABIC.direction}'`).replace("language: 'en'", `language: '${ARABIC.language}'`).replace("'Write a message'", "'اكتب رسالة'"));
  });
  assert.equal(await page.$eval('html', (node) => node.dir), 'rtl');
  const x = (selector) => page.$eval(selector, (node) => node.getBoundingClientRect().left + node.getBoundingClientRect().width / 2);
  assert.ok(await x('.own .bubble') < 160, 'own messages on the left');
  assert.ok(await x('.other .bubble') > 160, 'others on the right');
  assert.ok(await x('.send') < await x('textarea'), 'send at the end of the line');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  await shot(page, 'rtl-phone');
  await stop();
});

test('motion rests where none is wanted', async () => {
  const { page, stop } = await full({ reducedMotion: 'reduce' });
  assert.deepEqual(await page.$$eval('.dots i', (all) => all.map((node) => getComputedStyle(node).animationName).filter((name) => name !== 'none')), []);
  await stop();
});

async function shot(page, name) {
  const folder = process.env.GREENROOM_SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

test('pictures of every look', { skip: !process.env.GREENROOM_SHOTS && 'GREENROOM_SHOTS names no folder' }, async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const language of ['zh-CN', 'en']) {
      for (const [device, options] of [['phone', PHONE], ['desktop', { viewport: { width: 384, height: 660 } }]]) {
        const name = `${colorScheme}-${language}-${device}`;
        const { page, server, stop } = await full({ ...options, colorScheme }, language);
        await shot(page, `full-${name}`);
        await page.$eval('.scroller', (node) => { node.scrollTop = 0; });
        await shot(page, `full-top-${name}`);
        server.append(server.only, { kind: 'closed' });
        server.staffTyping = false;
        server.boards();
        await page.waitForSelector('.rating:not([hidden])');
        await page.$eval('.scroller', (node) => { node.scrollTop = node.scrollHeight; });
        await shot(page, `rating-${name}`);
        await stop();
        const fake = await new FakeServer().start();
        Object.assign(fake, { place: 4, estimateMs: 150_000 });
        const empty = await freshPage(browser, { ...options, colorScheme });
        await empty.goto(`${fake.url}/widget?shop=demo&language=${language}`);
        await empty.waitForSelector('.empty:not([hidden])');
        await shot(empty, `empty-${name}`);
        await empty.click('.person');
        await empty.waitForSelector('.queue:not([hidden])');
        await empty.click('.tools button');
        await shot(empty, `queue-emoji-${name}`);
        await empty.click('.queue button');
        await shot(empty, `leave-${name}`);
        await empty.context().close();
        await fake.stop();
      }
    }
  }
  const fake = await new FakeServer().start();
  for (const [device, viewport] of [['phone', { width: 360, height: 740 }], ['desktop', { width: 1280, height: 800 }]]) {
    const page = await freshPage(browser, { viewport });
    await page.goto(`${fake.url}/demo`);
    const frame = await until(() => page.frames().find((each) => each.url().includes('/widget')), 'frame');
    await frame.waitForSelector('.launcher');
    await until(() => page.$eval('iframe', (node) => node.style.visibility === 'visible'), 'placed');
    await shot(page, `demo-bubble-${device}`);
    await frame.click('.launcher');
    await until(() => page.$eval('iframe', (node) => node.offsetWidth > 300), 'open');
    await frame.fill('textarea', 'hello');
    await frame.press('textarea', 'Enter');
    await until(() => fake.only, 'begun');
    await shot(page, `demo-panel-${device}`);
    await frame.click('header .icon-button');
    fake.say(fake.only, '您好，今晚八点开奖，记得来看');
    await until(() => page.$eval('iframe', (node) => node.offsetWidth === 312), 'line');
    await shot(page, `demo-line-${device}`);
    await page.context().close();
    fake.conversations.clear();
  }
  const total = { minor: 16800, currency: 'CNY' };
  fake.orders = [{ number: '20260411-8021', title: '明前龙井 250 g 手工礼盒装', state: 'shipped', total }, { number: '20260402-1177', title: '手绘盖碗', state: 'completed', total: { minor: 8900, currency: 'CNY' } }];
  for (const colorScheme of ['light', 'dark']) {
    const page = await freshPage(browser, { ...PHONE, colorScheme });
    await page.goto(`${fake.url}/demo`);
    await page.evaluate(() => { greenroom.identify('signed.by'); greenroom.open(); });
    const frame = await until(() => page.frames().find((each) => each.url().includes('/widget')), 'frame');
    await frame.click('.composer button[aria-label="Your orders"]');
    await frame.waitForSelector('.choice');
    await shot(page, `orders-${colorScheme}`);
    await page.context().close();
  }
  await fake.stop();
});
