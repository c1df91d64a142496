// SPDX-License-Identifier: GPL-3.0-or-later
import http from 'node:http';
import net from 'node:net';
import { chromium } from 'playwright-core';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
  // The last such list counts: without playwright's ThirdPartyStoragePartitioning, so that a frame has the storage it has everywhere else.
  '--disable-features=MediaRouter,Translate,HttpsUpgrades,PaintHolding,RenderDocument,DestroyProfileOnBrowserClose',
  '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/** Debian's Chromium; each context is a fresh profile. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** A page in a context of its own that notes what must not happen: dialogs, script errors, policy violations. */
export async function freshPage(browser, options = {}) {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 400, height: 700 }, ...options });
  return watchedPage(context);
}

export async function watchedPage(context) {
  const page = await context.newPage();
  page.trouble = [];
  page.on('dialog', (dialog) => {
    page.trouble.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('pageerror', (error) => page.trouble.push(`error ${error.stack}`));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|Trusted Type/i.test(message.text())) page.trouble.push(`policy ${message.text()}`);
  });
  await page.addInitScript(() => {
    window.violations = [];
    addEventListener('securitypolicyviolation', (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return page;
}

/** A shop's page on an origin of its own. */
export async function shopPage(html, headers = {}) {
  const server = http.createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
    response.end(html);
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return { url: `http://localhost:${server.address().port}`, stop: () => new Promise((done) => { server.closeAllConnections?.(); server.close(done); }) };
}

/** Waits until the condition holds; fails by the name of what was waited for. */
export async function until(condition, what, within = 30_000) {
  const end = Date.now() + within;
  for (;;) {
    const seen = await condition();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await new Promise((done) => { setTimeout(done, 20); });
  }
}

/** Tells the test around this script to kill the server and start it again; resolves when it is back. */
export function killServer() {
  return new Promise((done, failed) => {
    const socket = net.connect(Number(process.env.GREENROOM_CONTROL), '127.0.0.1', () => socket.write('kill\n'));
    socket.on('data', () => done()).on('error', failed);
  });
}

/** The widget in a shop's page: its frame, found again after each reload, and what a customer does with it. */
export class Widget {
  constructor(page) {
    this.page = page;
  }

  async find() {
    this.frame = await until(() => this.page.frames().find((each) => each.url().includes('/widget')), 'the frame');
    await this.frame.waitForSelector('.launcher, .composer', { state: 'attached' });
    return this;
  }

  /** Opens the panel unless it stands open. */
  async open() {
    await this.find();
    await until(() => this.frame.evaluate(() => document.documentElement.dataset.mode !== undefined), 'the widget begun');
    if (await this.frame.isVisible('.launcher')) await this.frame.click('.launcher');
    await this.frame.waitForSelector('.composer');
    return this;
  }

  async say(text) {
    await this.frame.fill('.composer textarea', text);
    await this.frame.press('.composer textarea', 'Enter');
  }

  texts() {
    return this.frame.$$eval('.message .text', (all) => all.map((each) => each.textContent));
  }

  shows(text) {
    return until(async () => (await this.texts()).includes(text), `“${text}” on the screen`);
  }

  read(selector) {
    return this.frame.textContent(selector);
  }
}
