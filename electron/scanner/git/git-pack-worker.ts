/** Worker thread of the git scan: runs the jobs it is sent until it is ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { JobRunner, type Job, type JobSettings } from './job.ts';

const runner = new JobRunner(workerData as JobSettings);

parentPort?.on('message', (job: Job) => {
  void runner.run(job).then((result) => {
    parentPort?.postMessage(result);
  });
});
