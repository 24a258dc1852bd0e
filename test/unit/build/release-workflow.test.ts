/** The workflows as configuration: what they may do, what they run, whose code they run it with. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';

const folder = path.resolve(import.meta.dirname, '../../../.github/workflows');

interface WorkflowStep {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly 'runs-on': string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly needs?: string;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly env?: unknown;
  readonly steps: readonly WorkflowStep[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly env?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const texts = new Map(
  readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
);

function read(name: string): Workflow {
  const document = parseDocument(texts.get(name) ?? '', { uniqueKeys: true });
  expect(document.errors).toEqual([]);
  return document.toJS() as Workflow;
}

describe.each([...texts.keys()])('%s', (name) => {
  const workflow = read(name);
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  it('runs actions by the commit, with the version beside it', () => {
    const used = (texts.get(name) ?? '').split('\n').filter((line) => /\buses:/.test(line));
    expect(used.length).toBeGreaterThan(0);
    for (const line of used) expect(line).toMatch(/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('may do nothing that is not said, and nothing writes that need not', () => {
    expect(Object.values(workflow.permissions).filter((right) => right !== 'read')).toEqual([]);
    for (const [, job] of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
    const writers = jobs.flatMap(([id, job]) =>
      Object.entries(job.permissions ?? {}).flatMap(([right, level]) =>
        level === 'write' ? [`${id} ${right}`] : [],
      ),
    );
    expect(writers).toEqual(
      name === 'release.yml'
        ? ['installers id-token', 'installers attestations', 'draft contents', 'command id-token']
        : [],
    );
  });

  it('leaves no token in the checkout, and no cache for a later run to trust', () => {
    for (const step of steps) {
      if (step.uses?.startsWith('actions/checkout@'))
        expect(step.with).toMatchObject({ 'persist-credentials': false });
      if (step.uses?.startsWith('actions/setup-node@'))
        expect(step.with).toMatchObject({ 'package-manager-cache': false });
      expect(step.uses ?? '').not.toContain('actions/cache');
    }
  });

  it('puts no text of others into a shell, and runs for no stranger with rights', () => {
    for (const step of steps) expect(step.run ?? '').not.toContain('${{');
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    expect(Object.keys(workflow.on)).not.toContain('workflow_run');
  });

  it('gives a secret to the one step that needs it', () => {
    expect(workflow.env).toBeUndefined();
    for (const [, job] of jobs) {
      expect(job.env).toBeUndefined();
      const withSecrets = job.steps.filter((step) => JSON.stringify(step).includes('secrets.'));
      expect(withSecrets.length).toBeLessThanOrEqual(1);
      if (withSecrets.length > 0) expect(job.environment).toBe('release');
    }
  });
});

describe('a release', () => {
  const { on, jobs } = read('release.yml');

  it('is made from a tag, after the tests, on the three systems', () => {
    expect(on).toEqual({ push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } });
    expect(jobs['installers']?.needs).toBe('test');
    const systems = jobs['installers']?.strategy?.matrix['system'] ?? [];
    expect(systems.map((system) => system.split('-')[0])).toEqual(['ubuntu', 'macos', 'macos', 'windows']);
    // Both kinds of Mac.
    expect(systems.filter((system) => /^macos.*-intel$/.test(system)).length).toBe(1);
    const runs = jobs['installers']?.steps.map((step) => step.run) ?? [];
    expect(runs).toContain('npm run release');
    // Not for a system on which the packaged app was not seen to work.
    const proof = runs.indexOf('npm run test:packaged');
    expect(proof).toBeGreaterThan(0);
    expect(proof).toBeLessThan(runs.indexOf('npm run release'));
    expect(jobs['installers']?.steps[proof]?.if).toBe("${{ !startsWith(matrix.system, 'ubuntu') }}");
    expect(jobs['installers']?.steps[proof]).not.toHaveProperty('continue-on-error');
  });

  it('says where each file comes from, with its bill of materials, and is published by a person', () => {
    const attested = jobs['installers']?.steps.find((step) => step.uses?.includes('attest-build-provenance'));
    for (const kind of ['AppImage', 'deb', 'rpm', 'dmg', 'zip', 'exe', 'cdx.json'])
      expect(String(attested?.with?.['subject-path'])).toContain(`dist-package/*.${kind}`);
    expect(jobs['draft']?.steps.at(-1)?.run).toContain('--draft');
    expect(jobs['command']?.steps.at(-1)?.run).toContain('--provenance');
  });
});

it('only scripts that exist are run', () => {
  const manifest = JSON.parse(readFileSync(path.resolve(folder, '../../package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  for (const text of texts.values()) {
    for (const [, script = ''] of text.matchAll(/npm run ([a-z:]+)/g))
      expect(manifest.scripts).toHaveProperty(script);
    for (const [, file = ''] of text.matchAll(/node (build\/\S+\.mjs)/g))
      expect(() => readFileSync(path.resolve(folder, '../..', file))).not.toThrow();
  }
});
