/** Ours among the hooks of others: put in, found again, taken out, and nothing else changed. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ASSISTANTS } from '../../../electron/assistants/events.ts';
import {
  hookCommandLine,
  hooksFileOf,
  planInstall,
  planUninstall,
  type Machine,
} from '../../../electron/assistants/hook-settings.ts';
import { changedLines, makeChange } from '../../../electron/assistants/settings-file.ts';

const program = { node: '/opt/node', script: "/opt/it's here/dist/ai-hook.js", withVault: false };
let machine: Machine;

beforeEach(() => {
  machine = { home: mkdtempSync(path.join(tmpdir(), 'hook-settings-')), environment: {}, platform: 'linux' };
});
afterEach(() => {
  rmSync(machine.home, { recursive: true, force: true });
});

const OTHERS = {
  version: 1,
  model: 'opus',
  hooks: {
    PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command: './mine.sh ai-hook --for x' }] }],
    Stop: [{ hooks: [{ type: 'command', command: 'say done' }] }],
  },
  permissions: { allow: ['Bash(ls)'] },
};

describe.each(ASSISTANTS)('%s', (assistant) => {
  const install = (): void => {
    makeChange(planInstall(assistant, machine, program));
  };
  const file = (): string => hooksFileOf(assistant, machine);

  it('makes the file where there is none, for this user alone, and takes it away again', () => {
    install();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readFileSync(file(), 'utf8')).toContain(`--for ${assistant}`);
    makeChange(planUninstall(assistant, machine));
    expect(existsSync(file())).toBe(false);
  });

  it('leaves everything of others as it was, byte for byte after both', () => {
    mkdirSync(path.dirname(file()), { recursive: true });
    const text = JSON.stringify(OTHERS, null, 4);
    writeFileSync(file(), text, { mode: 0o640 });
    install();
    const settings = JSON.parse(readFileSync(file(), 'utf8')) as typeof OTHERS;
    expect(settings).toMatchObject({ model: 'opus', permissions: OTHERS.permissions });
    expect(settings.hooks.PreToolUse[0]).toEqual(OTHERS.hooks.PreToolUse[0]);
    expect(statSync(file()).mode & 0o777).toBe(0o640);
    makeChange(planUninstall(assistant, machine));
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });

  it('is put in once, and anew where the command has moved', () => {
    install();
    const once = readFileSync(file(), 'utf8');
    const again = planInstall(assistant, machine, program);
    expect(again.after).toBe(once);
    makeChange(planInstall(assistant, machine, { ...program, node: '/usr/bin/node' }));
    expect(readFileSync(file(), 'utf8').length).toBeLessThan(once.length * 1.2);
    expect(readFileSync(file(), 'utf8')).not.toContain('/opt/node');
  });

  it.each([
    ['comments', '{ // mine\n "a": 1 }'],
    ['a name that stands twice', '{ "a": 1, "a": 2 }'],
    ['a number that would become another', '{ "a": 12345678901234567890 }'],
    ['a list', '[]'],
    ['hooks of another form', '{ "hooks": [] }'],
    ['nothing that ends', '{ "a": '],
  ])('leaves %s alone', (_, text) => {
    mkdirSync(path.dirname(file()), { recursive: true });
    writeFileSync(file(), text);
    expect(() => planInstall(assistant, machine, program)).toThrow();
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });
});

describe('the file', () => {
  it('may be a link into another folder, which stays one', () => {
    const kept = path.join(machine.home, 'dotfiles.json');
    writeFileSync(kept, '{}\n');
    mkdirSync(path.join(machine.home, '.claude'));
    const file = hooksFileOf('claude-code', machine);
    symlinkSync(kept, file);
    makeChange(planInstall('claude-code', machine, program));
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(readFileSync(kept, 'utf8')).toContain('ai-hook.js');
  });

  it('is not written over where it was changed after it was shown', () => {
    const change = planInstall('gemini', machine, program);
    mkdirSync(path.dirname(change.file), { recursive: true });
    writeFileSync(change.file, '{"theirs":1}');
    expect(() => {
      makeChange(change);
    }).toThrow('was changed meanwhile');
    expect(readFileSync(change.file, 'utf8')).toBe('{"theirs":1}');
  });

  it('is shown only where it changes', () => {
    const file = hooksFileOf('claude-code', machine);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, '{\n  "secretSetting": "x",\n  "hooks": {}\n}\n');
    const lines = changedLines(planInstall('claude-code', machine, program)).join('\n');
    expect(lines).toContain('--for claude-code');
    expect(lines).not.toContain('secretSetting');
  });

  it('keeps a hook that somebody put into our own group', () => {
    makeChange(planInstall('claude-code', machine, program));
    const file = hooksFileOf('claude-code', machine);
    const settings = JSON.parse(readFileSync(file, 'utf8')) as {
      hooks: { PreToolUse: { hooks: unknown[] }[] };
    };
    settings.hooks.PreToolUse[0]!.hooks.push({ type: 'command', command: 'theirs' });
    writeFileSync(file, JSON.stringify(settings));
    makeChange(planUninstall('claude-code', machine));
    expect(readFileSync(file, 'utf8')).toContain('theirs');
    expect(readFileSync(file, 'utf8')).not.toContain('ai-hook');
  });
});

it('quotes the command as the shell of each system needs it', () => {
  expect(hookCommandLine('gemini', program, 'linux')).toBe(
    `'/opt/node' -- '/opt/it'\\''s here/dist/ai-hook.js' --for gemini`,
  );
  const onWindows = { node: 'C:\\n.exe', script: 'C:\\a b\\ai-hook.js', withVault: true };
  expect(hookCommandLine('gemini', onWindows, 'win32')).toBe(
    '"C:\\n.exe" -- "C:\\a b\\ai-hook.js" --for gemini --with-vault',
  );
});
