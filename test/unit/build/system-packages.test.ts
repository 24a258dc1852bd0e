import { describe, expect, it } from 'vitest';
import { ensureSystemPackages, packagesFor } from '../../../build/bootstrap/system-packages.mjs';

const everything = { window: true, display: true, desktop: true, bench: false };
const names = packagesFor(everything).map((alternatives) => alternatives[0] ?? '');

function machine(options: {
  readonly present: readonly string[];
  readonly root?: boolean;
  readonly debian?: boolean;
  readonly known?: readonly string[];
}) {
  const calls: string[] = [];
  return {
    calls,
    debian: options.debian ?? true,
    root: options.root ?? true,
    installed: (wanted: readonly string[]) =>
      Promise.resolve(new Set(wanted.filter((name) => options.present.includes(name)))),
    update: () => {
      calls.push('update');
      return Promise.resolve();
    },
    available: (name: string) => Promise.resolve((options.known ?? names).includes(name)),
    install: (chosen: readonly string[]) => {
      calls.push(`install ${chosen.join(' ')}`);
      return Promise.resolve();
    },
  };
}

describe('system packages', () => {
  it('does nothing where all are there', async () => {
    const system = machine({ present: names });
    expect(await ensureSystemPackages(everything, system)).toBe(false);
    expect(system.calls).toEqual([]);
  });

  it('installs what is missing, and only that, after an update', async () => {
    const system = machine({ present: names.filter((name) => name !== 'trayer' && name !== 'libgbm1') });
    expect(await ensureSystemPackages(everything, system)).toEqual(['libgbm1', 'trayer']);
    expect(system.calls).toEqual(['update', 'install libgbm1 trayer']);
  });

  it('knows the names which newer systems use', async () => {
    const present = names.filter((name) => name !== 'libasound2' && name !== 'libgtk-3-0');
    const newer = machine({ present: [...present, 'libgtk-3-0t64'], known: ['libasound2t64'] });
    expect(await ensureSystemPackages(everything, newer)).toEqual(['libasound2t64']);
    const older = machine({ present, known: ['libasound2', 'libgtk-3-0'] });
    expect(await ensureSystemPackages(everything, older)).toEqual(['libgtk-3-0', 'libasound2']);
  });

  it('gives an ordinary user the one command', async () => {
    const system = machine({ present: names.filter((name) => name !== 'dunst'), root: false });
    await expect(ensureSystemPackages(everything, system)).rejects.toMatchObject({
      hint: expect.stringContaining('sudo apt-get update && sudo apt-get install -y dunst') as string,
    });
    expect(system.calls).toEqual([]);
  });

  it('leaves other systems alone', async () => {
    expect(await ensureSystemPackages(everything, machine({ present: [], debian: false }))).toBe(false);
  });

  it('asks for what runs Windows’ programs only there, the part that Debian only suggests with it', () => {
    expect(names).not.toContain('wine64');
    const windows = packagesFor({ ...everything, windows: true }).flat();
    expect(windows).toEqual(expect.arrayContaining(['wine64', 'wine64-preloader']));
  });

  it('asks for the tools of the benchmarks only there, and for no display where there is one', () => {
    expect(names).not.toContain('ripgrep');
    expect(packagesFor({ ...everything, bench: true }).flat()).toContain('git-secrets');
    expect(packagesFor({ window: true, display: false, desktop: false, bench: false }).flat()).not.toContain(
      'xvfb',
    );
  });
});
