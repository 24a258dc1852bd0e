/**
 * Keeps what has to be spoken of, in an open vault and in a locked one, and speaks of it once. Knows no Electron: clock,
 * timer, vault, keychain and desktop are given.
 */
import { toAppError } from '../../shared/errors.ts';
import type { LockedNotices } from '../../shared/ipc/desktop-settings.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/times.ts';
import type { NoticeEvent, ScheduledDate, VaultProcessMethods, WaitingMatters } from '../wire/protocol.ts';
import type { MainMessages } from './messages.ts';
import { combine, sayDate, sayEvent, sayUnnamed, type SpokenNotice } from './notice-words.ts';
import { datesWithin, dueNotices, inQuietHours, nextLook, NOT_PUT_OFF, tomorrowMorning } from './notices.ts';
import type { DatedEntry, DueEntry, NoticeRules } from './notices.ts';
import { createSealKeeper, parseSealedSchedule, type SealedStore } from './sealed-schedule.ts';
import { realTimer } from './timer.ts';

type Told = VaultProcessMethods['process.notices']['output'];
type Remembered = VaultProcessMethods['process.remember-notices']['input'];

export interface NoticeCenterOptions {
  readonly read: () => Promise<Told>;
  readonly remember: (told: Remembered) => Promise<unknown>;
  readonly sealed: SealedStore;
  readonly settings: () => {
    readonly enabled: boolean;
    readonly rules: NoticeRules;
    readonly locked: LockedNotices;
  };
  readonly words: () => MainMessages;
  readonly show: (notice: SpokenNotice) => void;
  /** Called when what is due may have changed. */
  readonly onDue: () => void;
  readonly diagnose: (thrown: unknown) => void;
  readonly now?: () => Date;
  readonly setTimer?: (work: () => void, milliseconds: number) => { cancel(): void };
}

export interface NoticeCenter {
  /** At the start, before anybody has unlocked. */
  startLocked(): Promise<void>;
  /** The vault is open, or something in it changed. */
  refresh(): Promise<void>;
  locked(): void;
  /** The clock may have jumped: after sleep, or another time zone. Settings may have changed. */
  look(): Promise<void>;
  /** Dates from a while ago up to this many days ahead, nearest first; empty while locked. */
  dates(withinDays: number): readonly DueEntry[];
  /** Those of them that want attention now: neither put off nor long over. */
  due(withinDays: number): readonly DueEntry[];
  /** What waits on the overview; null while locked, or before it was read. */
  waiting(): WaitingMatters | null;
  /** Puts dates off until tomorrow morning, or until `until`; null: no longer. */
  snooze(entryIds: readonly string[], until?: Date | null): Promise<void>;
  stop(): void;
}

/** A clock that is set while the machine is awake is noticed after this long at the latest. */
const LONGEST_WAIT_MS = HOUR_MS;
/** What could not be read or shown, because the vault was busy say, is tried again after this. */
const AFTER_FAILURE_MS = MINUTE_MS;
/** What is over for longer wants no attention any more. */
const OVER_FOR_DAYS = 2;
/** Enough for any admin; the file stays small. */
const SEALED_DATES = 500;

export function createNoticeCenter(options: NoticeCenterOptions): NoticeCenter {
  const now = options.now ?? ((): Date => new Date());
  const setTimer = options.setTimer ?? realTimer;
  let phase: 'open' | 'locked' = 'locked';
  let named: readonly ScheduledDate[] = [];
  /** While locked and without leave to name keys: dates, and ids that tell nothing. */
  let unnamed: readonly DatedEntry[] = [];
  let events: readonly NoticeEvent[] = [];
  /** How far the audit log was read, and how much of that was told. */
  let readUntil: number | null = null;
  let eventsUntil: number | null = null;
  /** Goes up with each lock: what was asked for before must not be taken for news of the vault that is open now. */
  let lockCount = 0;
  const shown = new Set<string>();
  const snoozed = new Map<string, string>();
  /** Given while the vault could not be told. */
  let untold: { shown: string[]; snoozed: Record<string, string> } = { shown: [], snoozed: {} };
  const keeper = createSealKeeper(options);
  let timer: { cancel(): void } | null = null;
  let readAgain: { cancel(): void } | null = null;
  let reading: Promise<void> | null = null;
  let again = false;

  let waiting: WaitingMatters | null = null;

  const memory = { shown, snoozed };

  const seal = (): Promise<void> =>
    keeper.keep({
      schedule: [...named].toSorted((a, b) => a.at.localeCompare(b.at)).slice(0, SEALED_DATES),
      shown: [...shown].filter((id) => named.some((entry) => id.startsWith(`${entry.id}:`))),
      snoozed: Object.fromEntries(snoozed),
    });

  const rememberNow = async (): Promise<void> => {
    const news = untold.shown.length > 0 || Object.keys(untold.snoozed).length > 0 || eventsUntil !== null;
    if (phase === 'open' && news) {
      const told = untold;
      untold = { shown: [], snoozed: {} };
      try {
        await options.remember({ ...told, eventsUntil });
        eventsUntil = null;
      } catch (thrown) {
        // Told again at the next chance; until then this process itself remembers.
        untold = {
          shown: [...told.shown, ...untold.shown],
          snoozed: { ...told.snoozed, ...untold.snoozed },
        };
        options.diagnose(thrown);
      }
    }
    await seal();
  };

  /** A turn that fails is followed by another. */
  const turn = (): void => {
    look().catch((thrown: unknown) => {
      options.diagnose(thrown);
      timer?.cancel();
      timer = setTimer(turn, AFTER_FAILURE_MS);
    });
  };

  const wait = (): void => {
    timer?.cancel();
    timer = null;
    const { enabled, rules } = options.settings();
    if (!enabled) return;
    const next = nextLook([...named, ...unnamed], memory, rules, now());
    const quietEvents = events.length > 0 && inQuietHours(rules.quiet, now());
    if (next === null && !quietEvents) return;
    const delay = Math.min((next?.getTime() ?? Infinity) - now().getTime(), LONGEST_WAIT_MS);
    timer = setTimer(turn, Math.max(delay, 1000));
  };

  const look = async (): Promise<void> => {
    const { enabled, rules } = options.settings();
    if (!enabled) {
      wait();
      await seal();
      return;
    }
    const words = options.words();
    const dated = dueNotices(named, memory, rules, now());
    const plain = dueNotices(unnamed, memory, rules, now());
    const quiet = inQuietHours(rules.quiet, now());
    const happened = quiet ? [] : events.filter(({ id }) => !shown.has(id));
    const settled = [...dated.settled, ...plain.settled, ...happened.map(({ id }) => id)];
    // Before anything waits: a second look that comes in between must find these settled.
    for (const id of settled) shown.add(id);
    untold.shown.push(...settled);
    if (!quiet) {
      events = [];
      eventsUntil = readUntil ?? eventsUntil;
      readUntil = null;
    }
    // Remembered before it is shown: a crash in between costs a notice, but never gives one twice.
    if (settled.length > 0 || eventsUntil !== null) await rememberNow();
    else await seal();
    const spoken = [
      ...happened.map((event) => sayEvent(event, words)),
      ...dated.notices.map((notice) => sayDate(notice, words)),
    ];
    for (const notice of combine(spoken, words)) options.show(notice);
    if (plain.notices.length > 0) options.show(sayUnnamed(words));
    wait();
    options.onDue();
  };

  const readOnce = async (): Promise<void> => {
    const countBefore = lockCount;
    readAgain?.cancel();
    readAgain = null;
    const told = await options.read().catch((thrown: unknown) => {
      if (countBefore === lockCount && toAppError(thrown).code !== 'vault-locked') {
        readAgain = setTimer(() => void center.refresh().catch(options.diagnose), AFTER_FAILURE_MS);
      }
      throw thrown;
    });
    if (countBefore !== lockCount) return;
    phase = 'open';
    keeper.known();
    named = told.schedule;
    unnamed = [];
    const known = new Set(events.map(({ id }) => id));
    events = [...events, ...told.events.filter(({ id }) => !known.has(id) && !shown.has(id))];
    for (const id of told.memory.shown) shown.add(id);
    waiting = told.waiting;
    // The vault has the last word, but for what it was not told yet.
    snoozed.clear();
    for (const [id, until] of Object.entries({ ...told.memory.snoozed, ...untold.snoozed }))
      snoozed.set(id, until);
    readUntil = told.eventsUntil ?? readUntil;
    await rememberNow();
    await look();
  };

  const dates = (withinDays: number): readonly DueEntry[] => {
    if (phase === 'locked') return [];
    return datesWithin(withinDays, named, snoozed, now());
  };

  /** Whether something changed while it was being read. */
  const askedAgain = (): boolean => {
    const asked = again;
    again = false;
    return asked;
  };

  const center: NoticeCenter = {
    async startLocked() {
      if (options.settings().locked !== 'named') return;
      const bytes = await options.sealed.read();
      if (bytes === null || phase === 'open') return;
      const kept = parseSealedSchedule(bytes);
      if (kept === null) return;
      keeper.known();
      named = kept.schedule;
      for (const id of kept.shown) shown.add(id);
      for (const [id, until] of Object.entries(kept.snoozed)) snoozed.set(id, until);
      // What was given before the restart, while locked, the vault does not know yet.
      untold.shown.push(...kept.shown);
      await look();
    },
    async refresh() {
      if (reading !== null) {
        again = true;
        await reading;
        return;
      }
      reading = readOnce().finally(() => {
        reading = null;
      });
      await reading;
      if (!askedAgain()) return;
      await center.refresh();
    },
    locked() {
      lockCount += 1;
      readAgain?.cancel();
      readAgain = null;
      // Told more than once of the same lock; the names went at the first.
      if (phase === 'locked') return;
      phase = 'locked';
      waiting = null;
      events = [];
      readUntil = null;
      const { locked } = options.settings();
      // SECURITY: without leave no name stays in this process once the vault is locked.
      if (locked !== 'named') {
        unnamed = locked === 'none' ? [] : named.map(({ id, at, days }) => ({ id, at, days }));
        named = [];
        keeper.forget();
      }
      wait();
    },
    look,
    dates,
    waiting: () => waiting,
    due: (withinDays) =>
      dates(withinDays).filter(
        ({ days, snoozedUntil }) =>
          days >= -OVER_FOR_DAYS && (snoozedUntil === null || Date.parse(snoozedUntil) <= now().getTime()),
      ),
    async snooze(entryIds, until = tomorrowMorning(now())) {
      // SECURITY: ids come from the page, and what is put off is remembered: nothing but what there is.
      const known = new Set([...named, ...unnamed].map(({ id }) => id));
      for (const id of entryIds.filter((one) => known.has(one))) {
        const text = until?.toISOString() ?? NOT_PUT_OFF;
        snoozed.set(id, text);
        untold.snoozed[id] = text;
      }
      await rememberNow();
      wait();
      options.onDue();
    },
    stop() {
      timer?.cancel();
      timer = null;
      readAgain?.cancel();
      readAgain = null;
    },
  };
  return center;
}
