/** One history scan, for timing: `node scan-once.ts REPOSITORY [JOBS]`. Its counts go to standard output. */
import { scanGit } from '../../../electron/scanner/git/index.ts';

const [root, jobs] = process.argv.slice(2);
if (root === undefined) throw new Error('Name a repository.');
let findings = 0;
for await (const event of scanGit({
  root,
  history: true,
  ...(jobs === undefined ? {} : { jobs: Number(jobs) }),
})) {
  if (event.type === 'finding') findings += 1;
  if (event.type === 'done') console.log(JSON.stringify({ ...event.counts, findings }));
}
