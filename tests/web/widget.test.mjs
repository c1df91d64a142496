// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { freshPage, launch, shopPage, until, watchedPage, Widget } from './support/browser.mjs';
import { FakeServer } from './support/server.mjs';

let browser;
let server;
let page;
before(async () => { browser = await launch(); });
after(() => browser.close());
beforeEach(async () => {
  server = await new FakeServer().start();
  page = await freshPage(browser);
});
afterEach(async () => {
  const trouble = page.isClosed() ? [] : [...page.trouble, ...await page.evaluate(() => window.violations)];
  await page.context().close();
  await server.stop();
  assert.deepEqual(trouble, []);
});

const open = (on = page) => on.goto(`${server.url}/widget?shop=demo`).then(() => on.waitForSelector('.composer'));
const say = async (text, on = page) => {
  await on.fill('textarea', text);
  await on.press('textarea', 'Enter');
};
const texts = (on = page) => on.$$eval('.message .text', (all) => all.map((each) => each.textContent));
const stored = () => server.conversations.get(server.only)?.filter((entry) => entry.author.kind === 'customer' && entry.content.kind === 'text').map((entry) => entry.content.text) ?? [];
/** What the customer said stands in the conversation, and nothing waits: that nothing waits is also true before anything was drawn. */
const settled = (wanted, on = page) => until(async () => (await on.$$eval('.message.own', (all) => all.map((each) =>
  (each.classList.contains('unsent') ? '… ' : '') + each.querySelector('.text')?.textContent))).join('|') === wanted.join('|'), `settled: ${wanted}`);
const shows = (text, on = page) => until(async () => (await texts(on)).includes(text), `“${text}” on the screen`);

test('a first message begins a conversation and both sides see each other', async () => {
  await open();
  await say('你好');
  await until(() => stored().length === 1, 'stored');
  server.say(server.only, 'Hello there');
  await shows('Hello there');
  assert.deepEqual(await texts(), ['你好', 'Hello there']);
  assert.equal(server.hellos[0].app, 'widget');
  assert.equal(server.hellos[0].shop, 'demo');
  assert.match(server.requests.find((each) => each.type === 'send').body.clientId, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a reload comes back to the same conversation, whole', async () => {
  await open();
  await say('one');
  await shows('one');
  await until(() => stored().length === 1, 'stored');
  server.say(server.only, 'two');
  await shows('two');
  await page.reload();
  await shows('two');
  assert.deepEqual(await texts(), ['one', 'two']);
  assert.equal(server.hellos.at(-1).token !== undefined, true);
  assert.equal(server.visitors.size, 1);
});

test('a message whose answer is lost keeps its id and is stored once', async () => {
  await open();
  let harm = 1;
  server.refuse = (type) => (type === 'send' && harm-- > 0 ? 'cutAfter' : null);
  await say('once');
  await settled(['once']);
  // What the stream tells after the reconnect may come before the second try, which is then not made.
  const ids = new Set(server.requests.filter((each) => each.type === 'send').map((each) => each.body.clientId));
  assert.equal(ids.size, 1);
  assert.deepEqual(stored(), ['once']);
  assert.deepEqual(await texts(), ['once']);
});

test('a reload in the middle of sending loses nothing, doubles nothing, keeps the order', async () => {
  await open();
  server.refuse = (type) => (type === 'send' ? 'silence' : null);
  for (const text of ['a', 'b', 'c']) await say(text);
  await until(() => server.requests.some((each) => each.type === 'send'), 'first try');
  await until(async () => (await page.$$('.unsent')).length === 3, 'three waiting');
  server.refuse = null;
  await page.reload();
  await until(() => stored().length === 3, 'all stored');
  assert.deepEqual(stored(), ['a', 'b', 'c']);
  await settled(['a', 'b', 'c']);
});

test('offline, messages wait and say so; back online they go in order', async () => {
  await open();
  await say('before');
  await settled(['before']);
  server.down = true;
  server.cut();
  await page.waitForSelector('.trouble:not([hidden])');
  for (const text of ['x', 'y']) await say(text);
  await until(async () => (await page.$$eval('.unsent .meta', (all) => all.map((each) => each.textContent))).join() === 'Waiting for the network,Waiting for the network', 'waiting is told');
  server.say(server.only, 'while you were away');
  server.down = false;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await until(() => stored().length === 3, 'all stored');
  await until(async () => (await texts()).length === 4, 'all shown');
  assert.deepEqual(await texts(), ['before', 'while you were away', 'x', 'y']);
  assert.equal(await page.isHidden('.trouble'), true);
});

test('entries told twice are shown once; an entry that comes too early waits for the one before', async () => {
  await open();
  await say('start');
  await until(() => stored().length === 1, 'stored');
  await until(() => [...server.sessions].some((each) => each.watching), 'watched');
  const first = server.say(server.only, 'first');
  server.push(server.only, [first]);
  await shows('first');
  const push = server.push;
  server.push = () => {};
  server.append(server.only, { kind: 'note', text: 'secret' }, { audience: 'staff' });
  server.say(server.only, 'second');
  server.push = push;
  server.say(server.only, 'third');
  await shows('third');
  assert.deepEqual(await texts(), ['start', 'first', 'second', 'third']);
});

test('too far behind, it reads pages; older ones come when asked for', async () => {
  await open();
  await say('start');
  await settled(['start']);
  server.down = true;
  server.cut();
  for (let i = 0; i < 620; ++i) server.say(server.only, `line ${i}`);
  server.down = false;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await shows('line 619');
  assert.equal((await texts()).length, 621);
  await page.reload();
  await shows('line 619');
  assert.equal((await texts()).length, 200);
  // Not by the mouse, which scrolls to the button first: at the top, scrolling alone reads a page too.
  await page.$eval('text=Show earlier messages', (button) => button.click());
  await shows('line 300');
  assert.equal((await texts()).length, 400);
});

test('what is refused for the moment while coming back is asked again on the same connection', async () => {
  await open();
  await say('before');
  await settled(['before']);
  const refused = new Map();
  server.refuse = (type, body) => {
    const what = `${type} ${body.board ?? ''}`;
    if (!/^watch|^readStream/.test(type) || refused.has(what)) return null;
    refused.set(what, server.hellos.length);
    return { code: 'unavailable', limit: 50 };
  };
  server.down = true;
  server.cut();
  await page.waitForSelector('.trouble:not([hidden])');
  for (let i = 0; i < 600; ++i) server.say(server.only, `line ${i}`); // so that pages are read
  server.down = false;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await shows('line 599');
  await until(() => ['queue', 'typing'].every((board) => server.requests.filter((each) => each.type === 'watchBoard' && each.body.board === board).length === 3), 'boards watched again');
  assert.deepEqual([...refused.keys()].sort(), ['readStream ', 'watchBoard queue', 'watchBoard typing', 'watchStream ']);
  assert.equal(server.hellos.length, 2);
});

test('so much said before the first watch that the own message is not in the last page', async () => {
  await open();
  let late = true;
  server.refuse = (type) => {
    if (type === 'watchStream' && late) for (let i = 0; i < 600; ++i) server.say(server.only, `line ${i}`);
    late &&= type !== 'watchStream';
    return null;
  };
  await say('mine');
  await shows('line 599');
  assert.deepEqual((await texts()).slice(-1), ['line 599']);
});

test('another epoch drops the replica and keeps what is unsent', async () => {
  await open();
  await say('old');
  await until(() => stored().length === 1, 'stored');
  server.say(server.only, 'to be undone');
  await shows('to be undone');
  server.down = true;
  server.cut();
  await say('kept');
  server.conversations.get(server.only).pop();
  server.epoch = '01930000-0000-7000-8000-00000000beef';
  server.down = false;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await until(() => stored().length === 2, 'stored again');
  await until(async () => (await texts()).join() === 'old,kept', 'as the server has it');
});

test('a token the server does not know any more begins anew and loses no message', async () => {
  await open();
  await say('first life');
  await until(() => stored().length === 1, 'stored');
  server.down = true;
  server.cut();
  await say('second life');
  server.visitors.clear();
  server.down = false;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await until(() => stored().includes('second life'), 'stored in a new conversation');
  assert.equal(server.conversations.size, 2);
});

test('two tabs share one outbox and neither doubles', async () => {
  await open();
  const other = await watchedPage(page.context());
  await open(other);
  server.down = true;
  server.cut();
  await say('from one');
  await say('from two', other);
  await until(async () => (await page.$$('.unsent')).length === 2 && (await other.$$('.unsent')).length === 2, 'both tabs show both');
  server.down = false;
  for (const tab of [page, other]) await tab.evaluate(() => dispatchEvent(new Event('online')));
  await until(() => stored().length === 2, 'stored');
  for (const tab of [page, other]) await until(async () => (await texts(tab)).join() === 'from one,from two', 'both in both tabs');
  assert.equal(server.requests.filter((each) => each.type === 'send').length, 2);
  assert.deepEqual(other.trouble, []);
});

test('a refused message stays, says why, and goes again on demand; a passing refusal needs no hand', async () => {
  await open();
  server.refuse = (type) => (type === 'send' ? { code: 'tooLong', detail: '' } : null);
  await say('no');
  await page.waitForSelector('.failed');
  assert.match(await page.textContent('.failed .meta'), /Not sent: The message is too long/);
  let times = 2;
  server.refuse = (type) => (type === 'send' && times-- > 0 ? { code: 'rateLimited', limit: 50 } : null);
  await page.click('.failed >> text=Try again');
  await until(() => stored().length === 1, 'stored after two passing refusals');
  const ids = new Set(server.requests.filter((each) => each.type === 'send').map((each) => each.body.clientId));
  assert.equal(ids.size, 1);
});

test('silence is noticed and the connection made anew', async () => {
  server.welcome = { heartbeatMs: 300 };
  await open();
  await until(() => server.hellos.length >= 2, 'a second hello');
});

test('typing and read marks, both ways', async () => {
  await open();
  await say('hi');
  await until(() => stored().length === 1, 'stored');
  server.say(server.only, 'yes?');
  await shows('yes?');
  await until(() => server.requests.some((each) => each.type === 'markRead' && each.body.number === 3), 'read by customer');
  server.staffTyping = true;
  server.readByStaff = 3;
  server.boards();
  await page.waitForSelector('.typing:not([hidden])');
  assert.match(await page.textContent('.own .meta'), /Read/);
  await page.type('textarea', 'abc');
  await until(() => server.requests.some((each) => each.type === 'setTyping' && each.body.typing), 'typing told');
  await page.press('textarea', 'Enter');
  await until(() => server.requests.some((each) => each.type === 'setTyping' && !each.body.typing), 'end of typing told');
  assert.equal(server.requests.filter((each) => each.type === 'setTyping').length, 2);
});

test('Enter while an input method composes does not send', async () => {
  await open();
  await page.fill('textarea', 'ni');
  await page.$eval('textarea', (area) => area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })));
  await page.press('textarea', 'Shift+Enter');
  assert.equal(await page.inputValue('textarea'), 'ni\n');
  assert.equal(server.requests.some((each) => each.type === 'send'), false);
});

test('a draft survives a reload', async () => {
  await open();
  await page.fill('textarea', 'half a thought');
  await page.reload();
  await page.waitForSelector('textarea');
  assert.equal(await page.inputValue('textarea'), 'half a thought');
});

test('pictures by file, paste and drop; voice notes; shown from signed links', async () => {
  await open();
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==', 'base64');
  await page.setInputFiles('input[type=file]', { name: 'a.png', mimeType: 'image/png', buffer: png });
  for (const [type, field, target] of [['paste', 'clipboardData', 'textarea'], ['drop', 'dataTransfer', '.panel']]) {
    await page.$eval(target, (node, [type, field, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'b.png', { type: 'image/png' }));
      node.dispatchEvent(type === 'paste' ? new ClipboardEvent(type, { [field]: data, bubbles: true, cancelable: true })
        : new DragEvent(type, { [field]: data, bubbles: true, cancelable: true }));
    }, [type, field, [...png]]);
  }
  const sent = (kind) => server.conversations.get(server.only)?.filter((entry) => entry.content.kind === kind) ?? [];
  await until(() => sent('image').length === 3, 'three pictures stored');
  assert.deepEqual([sent('image')[0].content.width, sent('image')[0].content.height], [2, 2]);
  await until(async () => (await page.$$eval('.picture img', (all) => all.filter((img) => img.src.startsWith('blob:') && img.naturalWidth === 2).length)) === 3, 'three pictures shown');
  await page.click('button[aria-label="Record a voice note"]');
  await page.waitForSelector('.recording');
  await until(async () => (await page.textContent('.recording .figure')) === '0:01', 'some sound');
  await page.click('button[aria-label="Send voice note"]');
  await until(() => sent('voice').length === 1, 'voice stored');
  assert.ok(sent('voice')[0].content.durationMs >= 400);
  assert.match([...server.blobs.values()].at(-1).type, /^audio\/webm/);
  await page.click('.voice button');
  await page.waitForSelector('.voice button[aria-label="Pause voice note"]');
  await page.setInputFiles('input[type=file]', { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload=alert(1)>') });
  await until(async () => /not a picture/.test(await page.textContent('.notice')), 'refusal told');
});

test('a picture taken offline is uploaded after a reload, once', async () => {
  await open();
  await until(() => server.sessions.size === 1, 'connected');
  server.down = true;
  server.cut();
  await page.waitForSelector('.trouble:not([hidden])');
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==', 'base64');
  await page.setInputFiles('input[type=file]', { name: 'a.png', mimeType: 'image/png', buffer: png });
  await page.waitForSelector('.unsent img');
  await page.reload();
  await page.waitForSelector('.unsent img');
  server.down = false;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await until(() => server.conversations.get(server.only)?.some((entry) => entry.content.kind === 'image'), 'stored');
  assert.equal(server.uploads, 1);
});

test('cards, bot, unknown kinds and taken-back messages', async () => {
  await open();
  await say('hi');
  await until(() => stored().length === 1, 'stored');
  const c = server.only;
  server.say(c, { kind: 'orderCard', number: '2024001', title: '明前龙井', state: 'shipped', total: { minor: 16800, currency: 'CNY' } });
  server.say(c, { kind: 'productCard', sku: 'A1', title: 'Tea', price: { minor: 500, currency: 'JPY' }, url: 'https://shop.example/tea' });
  server.say(c, { kind: 'productCard', sku: 'A2', title: 'Bad', price: { minor: 1, currency: 'USD' }, url: 'javascript:alert(1)' });
  server.append(c, { kind: 'text', text: 'I am a robot' }, { author: { kind: 'bot', name: 'Robo' } });
  server.append(c, { kind: 'somethingNew', html: '<b>' });
  const wrong = server.say(c, 'wrong window');
  server.append(c, { kind: 'recalled', number: wrong.number });
  await until(async () => /A message was taken back/.test(await page.textContent('.entries')), 'taken back');
  const all = await page.textContent('.entries');
  assert.match(all, /Order 2024001.*明前龙井.*Shipped.*¥168\.00/);
  assert.match(all, /View on shop\.example.*¥500/);
  assert.match(all, /Assistant · automatic/);
  assert.match(all, /This version cannot show this message/);
  assert.doesNotMatch(all, /wrong window/);
  assert.equal(await page.$$eval('.card a', (links) => links.map((a) => a.href).join()), 'https://shop.example/tea');
});

test('take back within two minutes', async () => {
  await open();
  await say('oops');
  await until(() => stored().length === 1, 'stored');
  await page.click('text=Take back');
  await until(async () => /You took a message back/.test(await page.textContent('.entries')), 'taken back');
  assert.deepEqual(await texts(), []);
});

test('rating at the end, once; leave a message when nobody is there', async () => {
  await open();
  await say('bye');
  await until(() => stored().length === 1, 'stored');
  server.append(server.only, { kind: 'closed' });
  await page.waitForSelector('.rating:not([hidden])');
  assert.equal(await page.getAttribute('.status-line .dot', 'data-state'), 'away', 'nobody is there when it has ended');
  await page.focus('.rating input[type=radio]');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.fill('.rating textarea', 'fine');
  await page.click('text=Send rating');
  await until(() => server.requests.some((each) => each.type === 'rate'), 'rated');
  const { score, comment } = server.requests.find((each) => each.type === 'rate').body;
  assert.equal(comment, 'fine');
  assert.equal(score, 3);
  await until(async () => page.isHidden('.rating'), 'not asked again');
  server.staffed = false;
  server.boards();
  await page.click('.queue >> text="Leave a message"');
  await page.fill('#leave-text', 'call me');
  await page.fill('#leave-contact', '13800000000');
  await page.click('dialog >> text="Leave message"');
  await until(() => server.requests.some((each) => each.type === 'leaveMessage' && each.body.contact === '13800000000'), 'left');
  await until(async () => /call me/.test(await page.textContent('.entries')), 'shown');
});

test('a new message is announced once, history never', async () => {
  await open();
  await say('hi');
  await until(() => stored().length === 1, 'stored');
  await until(() => [...server.sessions].some((each) => each.watching), 'watched');
  await shows('hi');
  const entry = server.say(server.only, 'hear me');
  server.push(server.only, [entry]);
  await shows('hear me');
  assert.deepEqual(await page.$$eval('[role=log] p', (all) => all.map((p) => p.textContent)), ['小李: hear me']);
  await page.reload();
  await shows('hear me');
  assert.deepEqual(await page.$$eval('[role=log] p', (all) => all.length), 0);
});

test('own orders are offered to whom the shop has named, and to nobody else', async () => {
  server.orders = [{ number: 'A-1', title: '明前龙井', state: 'shipped', total: { minor: 16800, currency: 'CNY' } }];
  await open();
  await until(() => server.sessions.size === 1, 'connected');
  assert.equal(await page.isHidden('button[aria-label="Your orders"]'), true);
  const shop = await shopPage(`<!doctype html><body><script src="${server.url}/launcher.js" data-shop="demo" data-identity="a.b"></script>`);
  const named = await watchedPage(page.context());
  await named.goto(shop.url);
  const widget = await new Widget(named).open();
  await widget.frame.click('button[aria-label="Your orders"]');
  await widget.frame.click('button[aria-label="Show order A-1 in the chat"]');
  await until(() => server.only && server.conversations.get(server.only).some(({ content }) => content.kind === 'orderCard' && content.number === 'A-1'), 'stored');
  await until(async () => /Order A-1.*明前龙井/.test(await widget.read('.entries')), 'shown');
  assert.deepEqual(named.trouble, []);
  await shop.stop();
});

/** Two tabs of one browser at a shop's page, the widget open in both. */
async function twoTabs(work) {
  const shop = await shopPage(`<!doctype html><body><script src="${server.url}/launcher.js" data-shop="demo"></script>`);
  const tabs = [page, await watchedPage(page.context())];
  const widgets = [];
  for (const tab of tabs) {
    await tab.goto(shop.url);
    widgets.push(await new Widget(tab).open());
  }
  await until(() => server.sessions.size === 2 && [...server.sessions].every((each) => each.token), 'both came in');
  await work(tabs, widgets);
  assert.deepEqual(tabs[1].trouble, []);
  await shop.stop();
}
const draft = (widget) => widget.frame.inputValue('.composer textarea');
/** Both tabs are somebody the server knows, and the same one; the token. */
const bothBy = (what, known = () => true) => until(() => {
  const all = [...server.sessions].map((each) => each.token);
  return all.length === 2 && all[0] === all[1] && server.visitors.has(all[0]) && known(all[0]) && all[0];
}, what);
async function isFresh(widget) {
  await widget.frame.waitForSelector('.empty:not([hidden])');
  assert.deepEqual([await widget.texts(), await draft(widget), await widget.frame.$$eval('[role=log] p', (all) => all.length)], [[], '', 0]);
  assert.equal(await widget.frame.isHidden('button[aria-label="Your orders"]'), true);
}

test('two tabs that come in at once are one visitor', async () => {
  await twoTabs(async () => {
    await bothBy('one token');
    assert.equal(server.visitors.size, 1);
  });
});

test('who was anonymous and is named goes on by another token, in every tab; the old one is worth nothing', async () => {
  await twoTabs(async (tabs, widgets) => {
    const anonymous = await bothBy('anonymous');
    await widgets[0].say('where is it');
    for (const widget of widgets) await widget.shows('where is it');
    await widgets[1].frame.fill('.composer textarea', 'half a sentence');
    await tabs[0].evaluate(() => greenroom.identify('u-7.signed'));
    const named = await bothBy('named', (token) => token !== anonymous);
    assert.equal(server.visitors.has(anonymous), false);
    await until(() => [...server.sessions].every((each) => each.watching), 'watched');
    server.say(server.only, 'on its way');
    for (const widget of widgets) {
      await widget.shows('on its way');
      assert.deepEqual(await widget.texts(), ['where is it', 'on its way']);
    }
    assert.equal(await draft(widgets[1]), 'half a sentence');
    for (const tab of tabs) await tab.reload();
    for (const widget of widgets) await (await widget.open()).shows('on its way');
    assert.deepEqual([server.visitors.size, await bothBy('still'), server.conversations.size], [1, named, 1]);
  });
});

test('signing out of the shop leaves nothing of the customer in the browser, in any tab', async () => {
  await twoTabs(async (tabs, widgets) => {
    await tabs[0].evaluate(() => greenroom.identify('u-7.signed'));
    const named = await bothBy('named', (token) => server.visitors.get(token).subject);
    await widgets[0].say('my address is 7 Tea Street');
    for (const widget of widgets) await widget.shows('my address is 7 Tea Street');
    server.refuse = (type) => (type === 'send' ? { code: 'tooLong', detail: '' } : null);
    await widgets[1].say('never sent');
    for (const widget of widgets) await widget.frame.waitForSelector('.failed');
    server.refuse = null;
    server.say(server.only, 'thank you, noted');
    for (const widget of widgets) {
      await widget.shows('thank you, noted');
      await widget.frame.fill('.composer textarea', 'a draft');
    }
    await tabs[0].evaluate(() => greenroom.signOut());
    for (const widget of widgets) await isFresh(widget);
    const fresh = await bothBy('somebody new', (token) => token !== named);
    assert.equal(server.visitors.has(named), false, 'ended on the server');
    assert.equal(server.visitors.get(fresh).subject, undefined);
    const kept = JSON.stringify(await widgets[0].frame.evaluate(() => [{ ...localStorage }, { ...sessionStorage }]));
    assert.doesNotMatch(kept, /address|a draft|never/);
    assert.equal(kept.includes(named), false);

    await widgets[1].say('hello, I am new here');
    await until(() => stored().includes('hello, I am new here'), 'stored');
    assert.deepEqual([stored(), server.conversations.size], [['hello, I am new here'], 2]);
    // The customer comes back with what the shop signs.
    await tabs[0].evaluate(() => greenroom.identify('u-7.again'));
    for (const widget of widgets) {
      await widget.shows('thank you, noted');
      assert.deepEqual(await widget.texts(), ['my address is 7 Tea Street', 'thank you, noted']);
    }
  });
});

test('another customer at the same screen sees and sends nothing of the one before', async () => {
  await twoTabs(async (tabs, widgets) => {
    await tabs[0].evaluate(() => greenroom.identify('u-7.signed'));
    await bothBy('named', (token) => server.visitors.get(token).subject === 'u-7');
    await widgets[0].say('mine alone');
    for (const widget of widgets) await widget.shows('mine alone');
    server.down = true;
    server.cut();
    await widgets[1].say('not sent in time');
    for (const widget of widgets) {
      await widget.frame.waitForSelector('.unsent');
      await widget.frame.fill('.composer textarea', 'a draft');
    }
    server.down = false;
    await tabs[0].evaluate(() => greenroom.identify('u-8.other'));
    await bothBy('the other', (token) => server.visitors.get(token).subject === 'u-8');
    for (const widget of widgets) {
      await widget.frame.waitForSelector('.empty:not([hidden])');
      assert.deepEqual([await widget.texts(), await draft(widget)], [[], '']);
    }
    await widgets[0].say('mine, says the other');
    await until(() => stored().includes('mine, says the other'), 'stored');
    assert.deepEqual([...server.conversations.values()].map((entries) => entries.filter(({ content }) => content.kind === 'text').map(({ content }) => content.text)),
      [['mine alone'], ['mine, says the other']]);
  });
});

test('signing out without a network, and on a page that says so at once, forgets all the same', async () => {
  await twoTabs(async (tabs, widgets) => {
    await tabs[0].evaluate(() => greenroom.identify('u-7.signed'));
    await bothBy('named', (token) => server.visitors.get(token).subject);
    await widgets[0].say('mine alone');
    for (const widget of widgets) await widget.shows('mine alone');
    server.down = true;
    server.cut();
    await widgets[0].frame.waitForSelector('.trouble:not([hidden])');
    await tabs[0].evaluate(() => greenroom.signOut());
    for (const widget of widgets) await until(async () => (await widget.texts()).length === 0, 'nothing on the screen');
    server.down = false;
    for (const widget of widgets) await widget.frame.evaluate(() => dispatchEvent(new Event('online')));
    await bothBy('somebody new', (token) => server.visitors.get(token).subject === undefined);
    for (const widget of widgets) await isFresh(widget);

    await widgets[0].say('as nobody');
    for (const widget of widgets) await widget.shows('as nobody');
    const farewell = await shopPage(`<!doctype html><body><script src="${server.url}/launcher.js" data-shop="demo"></script><script>greenroom.signOut()</script>`);
    await tabs[1].goto(farewell.url);
    await isFresh(await widgets[1].open());
    await isFresh(widgets[0]);
    await farewell.stop();
  });
});
