/** A user without any rights of its own, made for one test and removed after it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inheritedEnvironment, succeeds } from './packaged-app.ts';

export interface OrdinaryUser {
  /** null: the tests are not run by root, and this is the user who runs them */
  readonly account: string | null;
  readonly ids: { readonly uid: number; readonly gid: number } | undefined;
  /** A folder of theirs that only they can read. */
  readonly home: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the kernel lets them make a user namespace, which Chromium's sandbox is built on. */
  readonly hasUserNamespaces: boolean;
  /** A copy of a folder that they can read and not write. */
  borrow(folder: string): string;
  remove(): void;
}

function idOf(account: string, option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, account], { encoding: 'utf8' }).trim());
}

/** @throws Error where root can't make a user */
export function makeOrdinaryUser(): OrdinaryUser {
  const root = process.getuid?.() === 0;
  const account = root ? `avtest${process.pid.toString(36)}` : null;
  // Readable for the user on the way to it; the folders inside have modes of their own.
  const base = mkdtempSync(path.join(tmpdir(), 'augno-vault-user-'));
  chmodSync(base, 0o755);
  const home = path.join(base, 'home folder');
  if (account !== null) {
    execFileSync('useradd', ['--no-create-home', '--home-dir', home, '--shell', '/bin/sh', account], {
      stdio: 'ignore',
    });
  }
  const ids = account === null ? undefined : { uid: idOf(account, '-u'), gid: idOf(account, '-g') };
  const own = (target: string): void => {
    if (ids !== undefined) chownSync(target, ids.uid, ids.gid);
  };
  mkdirSync(home, { mode: 0o700 });
  own(home);
  const environment: Record<string, string> = { ...inheritedEnvironment(), HOME: home, TMPDIR: home };
  for (const name of Object.keys(environment)) {
    if (name.startsWith('XDG_') || name === 'USER' || name === 'LOGNAME' || name.startsWith('SUDO_'))
      Reflect.deleteProperty(environment, name);
  }
  // The bus of the tests talks to the user who started it only.
  environment['DBUS_SESSION_BUS_ADDRESS'] = 'disabled:';
  environment['XDG_SESSION_TYPE'] = 'x11';
  const authority = process.env['XAUTHORITY'];
  if (authority !== undefined && authority !== '') {
    const cookie = path.join(home, 'display-authority');
    copyFileSync(authority, cookie);
    chmodSync(cookie, 0o600);
    own(cookie);
    environment['XAUTHORITY'] = cookie;
  }
  return {
    account,
    ids,
    home,
    environment,
    hasUserNamespaces: succeeds('unshare', ['--user', 'true'], ids),
    borrow(folder) {
      const copy = path.join(base, 'app');
      cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
      return copy;
    },
    remove() {
      // Refused as long as a process of theirs is on its way out.
      for (let tries = 0; account !== null && !succeeds('userdel', [account]); tries += 1) {
        if (tries === 50)
          throw new Error(`The test's user ${account} could not be removed: userdel ${account}`);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
      }
      rmSync(base, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
