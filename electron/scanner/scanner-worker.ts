/** Worker thread: scans batches of files until its port closes. */
import { parentPort, workerData } from 'node:worker_threads';
import { BatchScanner } from './files/batch.ts';
import type { FileBatch, WorkerSettings } from './protocol.ts';

const port = parentPort;
if (port === null) throw new Error('This file is a worker thread of the scanner.');

const { settings, stop } = workerData as { settings: WorkerSettings; stop: SharedArrayBuffer };
const stopFlag = new Int32Array(stop);
const scanner = new BatchScanner(settings);

port.on('message', (batch: FileBatch) => {
  void scanner
    .scan(batch, () => Atomics.load(stopFlag, 0) !== 0)
    .then((result) => {
      port.postMessage(result);
    });
});
