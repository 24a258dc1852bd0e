/**
 * No argument, variable, setting or file makes a dialog of main's answer itself: looked for in what a package is made of.
 * Tests answer dialogs from outside, by putting others in their place.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildAll } from '../../../build/build.mjs';

const dist = path.resolve(import.meta.dirname, '../../../dist');
let bundles: readonly { readonly name: string; readonly text: string }[] = [];
beforeAll(async () => {
  await buildAll();
  bundles = readdirSync(dist)
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name, text: readFileSync(path.join(dist, name), 'utf8') }));
});

/** What was bundled of one of our files. */
function regionOf(file: string): string {
  const found = bundles.flatMap(({ text }) => {
    const parts = text.split(/^\/\/ (?=\S+\.(?:ts|js|mjs|cjs)$)/m);
    return parts.filter((part) => part.startsWith(`${file}\n`));
  });
  expect(found, file).toHaveLength(1);
  return found[0] ?? '';
}

/** The only files that show one, and what decides in them. */
const SHOW = ['electron/app/questions.ts', 'electron/app/file-dialogs.ts'];
const DECIDES_FROM_OUTSIDE =
  /process\.|argv|commandLine|hasSwitch|isPackaged|readFile|existsSync|profile|settings|\brelease\b|development/;

describe('the dialogs of a package', () => {
  it('are shown in two files and nowhere else', () => {
    // A box that says what went wrong has no answer.
    const uses = bundles
      .flatMap(({ text }) => [...text.matchAll(/\bdialog\.(show\w+)\(/g)].map(([, name]) => name))
      .filter((name) => name !== 'showErrorBox');
    const here = SHOW.flatMap((file) =>
      [...regionOf(file).matchAll(/\belectron\.dialog\.(show\w+)\(/g)].map(([, name]) => name),
    );
    expect(here.sort()).toEqual([
      'showMessageBox',
      'showMessageBox',
      'showOpenDialog',
      'showOpenDialog',
      'showSaveDialog',
      'showSaveDialog',
    ]);
    expect(uses.sort()).toEqual(here.sort());
  });

  it('have their answer from Electron alone', () => {
    for (const file of SHOW) expect(regionOf(file)).not.toMatch(DECIDES_FROM_OUTSIDE);
    // Each is awaited, and what decides is what it gave: of a question with one yes, and of one with several.
    const questions = regionOf(SHOW[0]!);
    expect(questions).toMatch(
      /const \{ response \} = window === null \? await electron\.dialog\.showMessageBox\(options\) : await electron\.dialog\.showMessageBox\(window, options\);\s*return response;/,
    );
    expect(questions).toMatch(/return await showBox\(\{[^}]*\}, window\) === YES;/);
    expect(questions).toMatch(
      /const response = await showBox\(\{[^}]*\}, currentWindow\(\)\);\s*const isYes = response >= YES && !over\.aborted && !isDropped\(\);[^}]*return isYes \? response - YES : null;/,
    );
    expect(questions.match(/showBox\(/g)).toHaveLength(3);
  });

  it('are put in their place by nobody', () => {
    for (const { name, text } of bundles) {
      expect(text, name).not.toMatch(/\.show(?:MessageBox|OpenDialog|SaveDialog)\w*\s*=[^=>]/);
      expect(text, name).not.toMatch(/["'`]show(?:MessageBox|OpenDialog|SaveDialog)/);
      expect(text, name).not.toMatch(/dialog\[/);
    }
  });

  it('would be found where they answered themselves', () => {
    for (const hole of [
      "process.env['AUGNO_VAULT_ANSWER'] === 'yes'",
      "app.commandLine.hasSwitch('yes')",
      'profile.settings.answer',
    ]) {
      expect(hole).toMatch(DECIDES_FROM_OUTSIDE);
    }
    expect('electron.dialog.showMessageBox = () => 1').toMatch(/\.show(?:MessageBox)\w*\s*=[^=>]/);
  });
});
