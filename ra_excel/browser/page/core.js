// The core in its worker: questions go in one by one, answers come out in order.

import { inflated } from './parts.js';

const PARTS = [
  'pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip',
  'pyodide-lock.json', 'calamine.whl', 'core.zip',
];

/** Starts the core. `onProgress(share, words)` hears how far the start is, from 0 to 1. */
export class Core {
  constructor(onProgress = () => {}) {
    this.onProgress = onProgress;
    this.waiting = new Map();
    this.lastNumber = 0;
    this._start();
  }

  /** The findings of a workbook as the object of `ra valideer --formaat json`. */
  async check(name, content, earlier = null) {
    return JSON.parse(await this._ask('check', name, content, earlier));
  }

  /** The workbook with its findings on the sheet Controle. */
  annotate(name, content) {
    return this._ask('annotate', name, content, null);
  }

  async _ask(question, name, content, earlier) {
    await this.ready;
    const number = ++this.lastNumber;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.worker.postMessage({ number, question, name, content, earlier });
    });
  }

  _start() {
    const source = document.getElementById('worker.js').textContent;
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const worker = new Worker(address);
    this.worker = worker;
    this.ready = new Promise((resolve, reject) => {
      this.started = { resolve, reject };
    });
    this.ready.then(() => {
      this.hasStarted = true;
    }, () => {}); // whoever asks something hears why it failed
    worker.addEventListener('message', ({ data }) => this._hear(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this._fail(event.message || 'onbekende fout');
    });
    this._handOver(worker).catch((error) => this._fail(error.message));
  }

  async _handOver(worker) {
    const parts = {};
    for (const [index, name] of PARTS.entries()) {
      this.onProgress((0.3 * index) / PARTS.length, 'De controle wordt uitgepakt');
      parts[name] = await inflated(name);
    }
    this.onProgress(0.3, 'Python start');
    const buffers = Object.values(parts).map((part) => part.buffer);
    worker.postMessage({ number: 0, parts }, buffers);
  }

  _hear(data) {
    if (data.progress) {
      this.onProgress(...data.progress);
      return;
    }
    const { resolve, reject } = data.number === 0 ? this.started : this.waiting.get(data.number);
    this.waiting.delete(data.number);
    if (data.error === undefined) {
      resolve(data.answer);
    } else {
      reject(new Error(data.error));
    }
    if (data.broken) {
      this._fail('de controle is gestopt');
    }
  }

  /** What runs cannot be trusted any more: everybody who waits hears so, and a new one starts. */
  _fail(reason) {
    const error = new Error(`De controle is gestopt: ${reason}`);
    this.worker.terminate();
    const { started, waiting } = this;
    this.waiting = new Map();
    started.reject(error);
    for (const { reject } of waiting.values()) {
      reject(error);
    }
    this.onProgress(null, error.message);
    if (this.hasStarted) {
      this.hasStarted = false; // what never started would not start a second time either
      this._start();
    }
  }
}
