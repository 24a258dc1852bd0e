/**
 * The app's log: a file in the profile folder, rotated, redacted in the logger itself so that no caller can forget it.
 */
import path from 'node:path';
// SECURITY: not its `main` entry, which listens for log lines from any page, past the contract and its checks.
import log from 'electron-log/node.js';
import { redactKeysIn } from '../../shared/key-format.ts';
import { kindOf } from '../platform/end-on-fault.ts';
import { framesText } from '../platform/stack-frames.ts';

const MAX_LOG_BYTES = 1_000_000;

export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  /** SECURITY: of an unknown error the kind and where it arose are written; its text may quote what it failed on. */
  error(message: string, thrown?: unknown): void;
}

/** Masks keys, bearer tokens and anything that calls itself a password. */
export function redactLogLine(line: string): string {
  return redactKeysIn(line)
    .replace(/\b(bearer|basic)\s+[^\s'"]+/gi, '$1 ****')
    .replace(/(password|passphrase|secret|token)(["']?\s*[:=]\s*["']?)[^\s"',}]+/gi, '$1$2****');
}

export function createLogger(profileFolder: string): Logger {
  const instance = log.create({ logId: 'augno-vault' });
  instance.transports.file.resolvePathFn = () => path.join(profileFolder, 'logs', 'main.log');
  instance.transports.file.maxSize = MAX_LOG_BYTES;
  instance.transports.file.level = 'info';
  instance.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  instance.transports.console.level = false;
  instance.hooks.push((message) => ({
    ...message,
    data: message.data.map((item: unknown) => redactLogLine(String(item))),
  }));
  return {
    info: (message) => {
      instance.info(message);
    },
    warn: (message) => {
      instance.warn(message);
    },
    error: (message, thrown) => {
      const kind = thrown === undefined ? '' : ` (${kindOf(thrown)})${framesText(thrown)}`;
      instance.error(`${message}${kind}`);
    },
  };
}

/** What nobody waits for: its failure is its own, and ends nothing else. */
export function backgroundWork(
  logger: Pick<Logger, 'error'>,
): (what: string, work: Promise<unknown>) => void {
  return (what, work) => {
    work.catch((thrown: unknown) => {
      logger.error(what, thrown);
    });
  };
}
