// SPDX-License-Identifier: GPL-3.0-or-later
import { Refusal } from './link.js';

// Fetched when somebody first sends a picture or speaks.

const LONGEST_EDGE = 2560;
const SMALL_ENOUGH = 1_500_000;
const VOICE_LIMIT = 120_000;

/**
 * A picture made fit to send: what is small stays as it is, what a phone's camera made is scaled down.
 * → { file, width, height }; throws Refusal mediaRejected if it is no picture.
 */
export async function preparePicture(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new Refusal('mediaRejected');
  }
  const { width, height } = bitmap;
  const scale = Math.min(1, LONGEST_EDGE / Math.max(width, height));
  if (file.size <= SMALL_ENOUGH && scale === 1) {
    bitmap.close();
    return { file, width, height };
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const made = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
  if (!made) throw new Refusal('mediaRejected');
  return { file: made, width: canvas.width, height: canvas.height };
}

/** Records one voice note; at most two minutes. */
export class Recorder {
  #stream;
  #recorder;
  #parts = [];
  #startedAt = 0;
  #limit = 0;

  /** Rejects if the microphone is refused or missing. `full` is called when the longest time has passed. */
  async start(full) {
    this.#stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const type = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'].find((each) => MediaRecorder.isTypeSupported(each));
    this.#recorder = new MediaRecorder(this.#stream, { mimeType: type, audioBitsPerSecond: 24_000 });
    this.#recorder.addEventListener('dataavailable', (event) => this.#parts.push(event.data));
    this.#recorder.start();
    this.#startedAt = performance.now();
    this.#limit = setTimeout(full, VOICE_LIMIT);
  }

  get durationMs() {
    return Math.min(VOICE_LIMIT, Math.max(1, Math.round(performance.now() - this.#startedAt)));
  }

  /** → { file, durationMs } */
  async stop() {
    clearTimeout(this.#limit);
    const durationMs = this.durationMs;
    const stopped = new Promise((resolve) => this.#recorder.addEventListener('stop', resolve, { once: true }));
    if (this.#recorder.state !== 'inactive') {
      this.#recorder.stop();
      await stopped;
    }
    this.#stream.getTracks().forEach((track) => track.stop());
    return { file: new Blob(this.#parts, { type: this.#recorder.mimeType }), durationMs };
  }
}
