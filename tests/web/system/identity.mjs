// SPDX-License-Identifier: GPL-3.0-or-later
// Run by tests/system/tst_widget against a real server.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import http from 'node:http';
import { test } from 'node:test';
import WebSocket from 'ws';
import { Agent } from '../support/agent.mjs';
import { freshPage, launch, until, watchedPage, Widget } from '../support/browser.mjs';

const url = process.env.GREENROOM_URL;
const SECRET = Buffer.from(process.env.GREENROOM_IDENTITY_SECRET, 'hex');

/** As docs/identity.md tells a shop's server. */
function signed(sub, name, { age = 0 } = {}) {
  const iat = Math.floor(Date.now() / 1000) - age;
  const payload = Buffer.from(JSON.stringify({ sub, aud: 'demo', jti: crypto.randomUUID(), iat, exp: iat + 300, name })).toString('base64url');
  return `${payload}.${crypto.createHmac('sha256', SECRET).update(payload).digest('base64url')}`;
}

/** A shop whose page carries one identity, the same at each load, and signs anew when asked. */
async function shopOf(identity, renewed) {
  const server = http.createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><body><script src="${url}/launcher.js" data-shop="demo" data-identity="${identity}"></script>
      <script>addEventListener('greenroom-identity-needed', () => greenroom.identify(${JSON.stringify(renewed)}))</script>`);
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return { url: `http://localhost:${server.address().port}/`, stop: () => { server.closeAllConnections(); server.close(); } };
}

/** What a page says in its hellos. */
function hellosOf(page) {
  const hellos = [];
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => {
    const { type, body } = JSON.parse(payload);
    if (type === 'hello') hellos.push(body);
  }));
  return hellos;
}

const tokenIn = (widget) => widget.frame.evaluate(() => localStorage.getItem('greenroom.token.demo'));

/** Who somebody is who comes from elsewhere with this token. */
function helloWith(token) {
  return new Promise((done, failed) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, 'greenroom.v1');
    const body = { app: 'stranger', version: '1', capabilities: [], shop: 'demo', token };
    socket.on('error', failed).on('open', () => socket.send(JSON.stringify({ type: 'hello', id: '1', body }))).on('message', (data) => {
      done(JSON.parse(data).body.visitor);
      socket.close();
    });
  });
}

test('what the shop signed is said once; after that the token says who it is; another person sees nothing of it', async () => {
  const agent = await new Agent(url, process.env.GREENROOM_AGENT_TOKENS.split(',')[0]).start();
  const first = signed('u-7', '王芳');
  const shop = await shopOf(first, signed('u-7', '王芳'));
  const browser = await launch();
  const page = await freshPage(browser, { viewport: { width: 1000, height: 800 } });
  const hellos = hellosOf(page);
  try {
    await page.goto(shop.url);
    const widget = await new Widget(page).open();
    await widget.say('我的订单到哪了');
    const conversation = await until(() => agent.mine()[0]?.id, 'assigned');
    assert.deepEqual([agent.mine()[0].customerName, agent.mine()[0].verified], ['王芳', true]);
    assert.deepEqual([hellos[0].identity, hellos[0].token], [first, undefined]);

    // The network goes and comes; the page is loaded again with the same identity in it; a second tab opens.
    await page.context().setOffline(true);
    await widget.frame.waitForSelector('.trouble:not([hidden])');
    await page.context().setOffline(false);
    await until(() => hellos.length === 2, 'a second hello', 20_000);
    await page.reload();
    await widget.open();
    await widget.shows('我的订单到哪了');
    const tab = await watchedPage(page.context());
    const tabHellos = hellosOf(tab);
    await tab.goto(shop.url);
    const other = await new Widget(tab).open();
    await other.shows('我的订单到哪了');
    for (const hello of [...hellos.slice(1), ...tabHellos]) {
      assert.equal(hello.identity, undefined, 'said once');
      assert.equal(typeof hello.token, 'string');
    }
    await tab.close();

    // Who was signed has orders of their own to show.
    await widget.frame.click('button[aria-label="Your orders"]');
    await widget.frame.click('.choice');
    await until(async () => /Order LM20261121.*白茶 250 g/.test(await widget.read('.entries')), 'the order in the chat');
    await agent.follow(conversation);
    await until(() => agent.kinds.includes('orderCard'), 'the order at the agent');
    const { orders } = await agent.request('ordersOfConversation', { conversation });
    assert.deepEqual(orders.map((order) => order.number), ['LM20261121']);

    // The next person signs in at the same screen, without a new page.
    await page.evaluate((identity) => greenroom.identify(identity), signed('u-8', '李雷'));
    await widget.frame.waitForSelector('.empty:not([hidden])');
    assert.deepEqual(await widget.texts(), []);
    await widget.say('你好，我是李雷');
    await until(() => agent.mine().length === 2, 'a conversation of their own');
    assert.deepEqual(agent.mine().map((row) => row.customerName).sort(), ['李雷', '王芳'].sort());

    // Who signs out leaves a stranger's screen, and a token that opens nothing any more.
    const kept = await tokenIn(widget);
    await page.evaluate(() => greenroom.signOut());
    await widget.frame.waitForSelector('.empty:not([hidden])');
    await until(async () => ![null, kept].includes(await tokenIn(widget)), 'somebody new');
    assert.equal((await helloWith(kept)).conversation, undefined);
    assert.deepEqual(page.trouble, []);
  } finally {
    await browser.close();
    shop.stop();
    agent.stop();
  }
});

test('whoever kept the token of an anonymous visitor does not read on when the shop names that visitor', async () => {
  const agent = await new Agent(url, process.env.GREENROOM_AGENT_TOKENS.split(',')[0]).start();
  const shop = await shopOf('', signed('u-11', '小红'));
  const browser = await launch();
  const page = await freshPage(browser, { viewport: { width: 1000, height: 800 } });
  try {
    await page.goto(shop.url);
    const widget = await new Widget(page).open();
    await widget.say('还没登录');
    await until(async () => (await widget.texts()).length === 1 && (await widget.frame.$$('.unsent')).length === 0, 'stored');
    const kept = await tokenIn(widget);
    const { conversation } = await helloWith(kept);
    assert.equal(typeof conversation, 'string');
    await page.evaluate((identity) => greenroom.identify(identity), signed('u-11', '小红'));
    await until(async () => (await tokenIn(widget)) !== kept, 'another token');
    await widget.shows('还没登录');
    await widget.say('我的地址是');
    await until(() => agent.mine().some((row) => row.id === conversation && row.customerName === '小红'), 'named at the agent');
    assert.equal((await helloWith(kept)).conversation, undefined);
    assert.equal((await helloWith(await tokenIn(widget))).conversation, conversation);
    assert.deepEqual(page.trouble, []);
  } finally {
    await browser.close();
    shop.stop();
    agent.stop();
  }
});

test('what was signed too long ago is refused; the page signs anew and the customer is known', async () => {
  const agent = await new Agent(url, process.env.GREENROOM_AGENT_TOKENS.split(',')[0]).start();
  const shop = await shopOf(signed('u-9', '韩梅梅', { age: 900 }), signed('u-9', '韩梅梅'));
  const browser = await launch();
  const page = await freshPage(browser, { viewport: { width: 1000, height: 800 } });
  try {
    await page.goto(shop.url);
    const widget = await new Widget(page).open();
    await until(() => widget.frame.isVisible('button[aria-label="Your orders"]'), 'known');
    await widget.say('hello');
    await until(() => agent.mine().some((row) => row.customerName === '韩梅梅' && row.verified), 'by name at the agent');
    assert.deepEqual(page.trouble, []);
  } finally {
    await browser.close();
    shop.stop();
    agent.stop();
  }
});

test('two tabs that open at once with the same identity are both the same customer', async () => {
  const shop = await shopOf(signed('u-10', '小明'), signed('u-10', '小明'));
  const browser = await launch();
  const page = await freshPage(browser, { viewport: { width: 1000, height: 800 } });
  const tab = await watchedPage(page.context());
  const hellos = [hellosOf(page), hellosOf(tab)];
  try {
    await Promise.all([page.goto(shop.url), tab.goto(shop.url)]);
    const widgets = await Promise.all([new Widget(page).open(), new Widget(tab).open()]);
    await widgets[0].say('from one');
    await widgets[1].say('from the other');
    for (const widget of widgets) {
      await until(async () => (await widget.texts()).length === 2, 'both in both');
      await widget.frame.waitForSelector('.unsent', { state: 'detached' });
    }
    assert.equal(hellos.flat().filter((hello) => hello.identity !== undefined).length, 1);
  } finally {
    await browser.close();
    shop.stop();
  }
});
