// SPDX-License-Identifier: GPL-3.0-or-later
import { Refusal } from './link.js';

/** Puts a file on the server; resolves with what the server says of it: { blob, width?, height?, durationMs? }. */
export async function upload(link, media, file, conversation) {
  const { path } = await link.request('beginUpload', { conversation, media, bytes: file.size });
  let answer;
  try {
    const response = await fetch(sameOrigin(path), { method: 'POST', body: file, credentials: 'omit' });
    answer = await response.json();
  } catch {
    throw new Refusal('offline');
  }
  if (answer.code !== 'ok') throw new Refusal(answer.code, answer);
  return answer;
}

/** Files of the conversation as addresses the page may show; each is fetched once. */
export class Files {
  #link;
  #urls = new Map();

  constructor(link) {
    this.#link = link;
  }

  url(blob) {
    if (!this.#urls.has(blob)) {
      const url = this.#fetch(blob);
      url.catch(() => this.#urls.delete(blob));
      this.#urls.set(blob, url);
    }
    return this.#urls.get(blob);
  }

  async #fetch(blob) {
    const { path } = await this.#link.request('linkBlob', { blob });
    const response = await fetch(sameOrigin(path), { credentials: 'omit' });
    if (!response.ok) throw new Refusal('notFound');
    return URL.createObjectURL(await response.blob());
  }
}

function sameOrigin(path) {
  const url = new URL(path, location.origin);
  if (url.origin !== location.origin) throw new Refusal('forbidden');
  return url;
}

/** True where a voice note can be recorded at all. */
export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);
