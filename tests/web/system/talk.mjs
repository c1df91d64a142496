// SPDX-License-Identifier: GPL-3.0-or-later
// Run by tests/system/tst_widget against a real server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Agent } from '../support/agent.mjs';
import { freshPage, killServer, launch, shopPage, until, Widget } from '../support/browser.mjs';

const url = process.env.GREENROOM_URL;
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==', 'base64');

test('a customer at the widget and an agent talk; a reload, a lost network and a killed server lose and double nothing', async () => {
  const agent = await new Agent(url, process.env.GREENROOM_AGENT_TOKENS.split(',')[0]).start();
  const shop = await shopPage(`<!doctype html><body><script src="${url}/launcher.js" data-shop="demo" data-room="8021"></script>`);
  const browser = await launch();
  const page = await freshPage(browser, { viewport: { width: 1000, height: 800 } });
  try {
    await page.goto(shop.url);
    const widget = await new Widget(page).open();
    await widget.say('你好，<b>在吗</b>？');
    const conversation = await until(() => agent.mine()[0]?.id, 'assigned to the agent');
    await agent.follow(conversation);
    await until(() => agent.said.includes('你好，<b>在吗</b>？'), 'heard by the agent');
    assert.equal(agent.entries.find((entry) => entry.content.kind === 'opened').content.room, '8021', 'where the customer came from');
    await agent.say(conversation, '在的 👍');
    await widget.shows('在的 👍');
    await until(async () => /林晓/.test(await widget.read('.status')), 'who answers');

    // Typing and read marks, both ways.
    await agent.request('watchBoard', { board: 'typing', conversation, from: 0, count: 1 });
    await agent.request('setTyping', { conversation, typing: true });
    await widget.frame.waitForSelector('.typing:not([hidden])');
    await widget.frame.type('.composer textarea', 'o');
    await until(() => agent.typing?.customerTyping, 'the agent sees typing');
    await until(() => agent.typing?.readByCustomer >= 3, 'the agent sees what was read');
    await agent.request('markRead', { conversation, number: agent.entries.at(-1).number });
    await widget.say('one');
    await until(() => agent.said.includes('one'), 'one heard');
    await agent.request('markRead', { conversation, number: agent.entries.at(-1).number });
    await until(async () => (await widget.frame.$$eval('.message.own:last-of-type .meta', (all) => all.map((node) => node.textContent))).some((meta) => /Read/.test(meta)), 'read by the agent');

    // Pictures by file and by paste, written anew by the server; a voice note; cards.
    await widget.frame.setInputFiles('input[type=file]', { name: 'a.png', mimeType: 'image/png', buffer: PNG });
    await until(() => agent.kinds.filter((kind) => kind === 'image').length === 1, 'the picture at the agent');
    await widget.frame.$eval('.composer textarea', (node, bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'b.png', { type: 'image/png' }));
      node.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, [...PNG]);
    await until(() => agent.kinds.filter((kind) => kind === 'image').length === 2, 'the pasted picture at the agent');
    await until(() => widget.frame.$$eval('.picture img', (all) => all.filter((img) => img.src.startsWith('blob:') && img.naturalWidth === 2).length === 2), 'both shown');
    await widget.frame.click('button[aria-label="Record a voice note"]');
    await until(async () => (await widget.read('.recording .figure')) === '0:01', 'some sound');
    await widget.frame.click('button[aria-label="Send voice note"]');
    await until(() => agent.kinds.includes('voice'), 'the voice note at the agent');
    const { content } = agent.entries.find((entry) => entry.content.kind === 'voice');
    assert.ok(content.durationMs >= 400 && content.durationMs < 5000, String(content.durationMs));
    await until(async () => (await widget.frame.$$('.unsent')).length === 0, 'all sent');
    await widget.frame.click('.voice button');
    await widget.frame.waitForSelector('.voice button[aria-label="Pause voice note"]');
    await agent.say(conversation, { kind: 'orderCard', number: 'LM20261121', title: '白茶 250 g', state: 'shipped', total: { minor: 16800, currency: 'CNY' } });
    await agent.say(conversation, { kind: 'productCard', sku: 'CUP-1', title: '手绘盖碗', price: { minor: 8900, currency: 'CNY' }, url: 'https://shop.example/cup' });
    await until(async () => /Order LM20261121.*白茶 250 g.*Shipped.*¥168\.00.*手绘盖碗.*View on shop\.example.*¥89\.00/.test(await widget.read('.entries')), 'both cards');

    // A reload in the middle of sending.
    await widget.say('two');
    await page.reload();
    await widget.open();
    await widget.shows('two');
    await until(async () => agent.said.includes('two') && (await widget.frame.$$('.unsent')).length === 0, 'two is sent');

    // No network.
    await page.context().setOffline(true);
    await widget.frame.waitForSelector('.trouble:not([hidden])');
    await widget.say('three');
    await widget.say('four');
    await until(async () => (await widget.frame.$$('.unsent')).length === 2, 'waiting');
    await page.context().setOffline(false);
    await until(() => agent.said.includes('four'), 'sent when back', 20_000);

    // The server is killed while both speak.
    const justBefore = agent.id();
    const answered = agent.say(conversation, 'just before', justBefore).then(() => true, () => false);
    await widget.say('into the dark');
    await killServer();
    await widget.say('and after');
    await agent.comeBack();
    if (!await Promise.race([answered, new Promise((done) => { setTimeout(done, 100, false); })])) {
      // No answer came: said again under the same id, it is stored once whether it was stored before or not.
      await agent.say(conversation, 'just before', justBefore);
    }
    await until(() => agent.said.includes('and after') && agent.said.includes('just before'), 'all heard after the kill', 30_000);
    await until(async () => JSON.stringify(await widget.texts()) === JSON.stringify(agent.said), 'the same on both sides', 20_000);
    await widget.frame.waitForSelector('.unsent', { state: 'detached' });
    for (const text of ['你好，<b>在吗</b>？', '在的 👍', 'one', 'two', 'three', 'four', 'into the dark', 'and after', 'just before']) {
      assert.equal(agent.said.filter((each) => each === text).length, 1, text);
    }
    assert.deepEqual(agent.said.filter((text) => text !== 'just before'), ['你好，<b>在吗</b>？', '在的 👍', 'one', 'two', 'three', 'four', 'into the dark', 'and after']);
    assert.equal(await widget.frame.$$eval('.picture img', (all) => all.length), 2);

    // Shrunk, it counts what comes and shows the last line.
    await widget.frame.click('button[aria-label="Shrink chat"]');
    await agent.say(conversation, 'still there?');
    await until(async () => (await widget.read('.badge')) === '1', 'the badge');
    assert.equal(await widget.read('.last-line'), 'still there?');
    assert.equal(await widget.frame.getAttribute('.launcher', 'aria-label'), 'Open chat, 1 unread message');
    await page.reload();
    await widget.find();
    await until(async () => (await widget.frame.isVisible('.badge')) && (await widget.read('.badge')) === '1', 'the badge after a reload');
    await widget.open();
    await widget.frame.waitForSelector('.badge', { state: 'hidden' });

    await until(() => agent.mine().length > 0, 'still the agent’s');
    await agent.close(conversation);
    await widget.frame.waitForSelector('.rating input');
    await widget.frame.check('.rating input[value="5"]', { force: true });
    await widget.frame.fill('.rating textarea', '很快');
    await widget.frame.click('.rating .primary');
    await until(() => agent.kinds.includes('rated'), 'rated');
    assert.deepEqual(agent.entries.find((entry) => entry.content.kind === 'rated').content, { kind: 'rated', score: 5, comment: '很快' });
    await widget.frame.waitForSelector('.rating', { state: 'hidden' });
    assert.deepEqual(page.trouble, []);
    assert.deepEqual(await widget.frame.evaluate(() => window.violations), []);

    // The demo page, with a shop of one's own.
    await page.goto(`${url}/demo?shop=none`);
    await until(() => page.frames().some((frame) => frame.url().includes('shop=none')), 'the shop asked for');
    page.trouble.length = 0; // a shop that is not there is shown nowhere, and the browser says so
    await page.goto(`${url}/demo`);
    await until(() => page.frames().some((frame) => frame.url().includes('shop=demo')), 'the demo shop');
    await widget.open();
    assert.deepEqual(page.trouble, []);
  } finally {
    await browser.close();
    await shop.stop();
    agent.stop();
  }
});
