// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { freshPage, launch, until } from './support/browser.mjs';
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
  await page.context().close();
  await server.stop();
  assert.deepEqual(page.trouble, []);
});

const open = () => page.goto(`${server.url}/widget?shop=demo`).then(() => page.waitForSelector('.composer'));
const say = async (text) => {
  await page.fill('textarea', text);
  await page.press('textarea', 'Enter');
};
/** These stand in the conversation, and nothing waits. */
const settled = (wanted) => until(async () => await page.$('.unsent') === null
  && (await page.$$eval('.message .text', (all) => all.map((each) => each.textContent))).join() === wanted.join(), `settled: ${wanted}`);
const isTold = (trouble) => until(async () => trouble.test(await page.textContent('.trouble')), `told: ${trouble}`);

test('a server that cannot store says so, and what waits goes as soon as it can', async () => {
  await open();
  await say('before');
  await settled(['before']);
  server.refuse = (type) => (type === 'send' ? { code: 'unavailable', limit: 3_600_000 } : null); // longer than any test
  server.event('storing', { can: false });
  await isTold(/^We cannot save messages just now/);
  await say('kept');
  await until(async () => await page.isVisible('.unsent') && await page.textContent('.unsent .meta') === 'Waiting to be sent', 'waiting is told');
  await until(() => server.requests.filter((each) => each.type === 'send').length === 2, 'tried');
  server.refuse = null;
  server.event('storing', { can: true });
  await settled(['before', 'kept']);
  assert.equal(await page.isHidden('.trouble'), true);
});

test('a server without its store is not a network that is down', async () => {
  server.refuse = (type) => (type === 'hello' ? { code: 'unavailable', limit: 200 } : null);
  await open();
  await isTold(/^We cannot save messages just now/);
  await say('kept');
  await until(() => server.requests.filter((each) => each.type === 'hello').length >= 3, 'tried again');
  await isTold(/^We cannot save messages just now/);
  server.refuse = null;
  await settled(['kept']);
  await until(() => page.isHidden('.trouble'), 'trouble gone');
  // And a network that is down is no store that cannot store.
  server.event('storing', { can: false });
  await isTold(/^We cannot save messages just now/);
  server.down = true;
  server.cut();
  await isTold(/^No connection/);
});
