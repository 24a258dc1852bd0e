/** What is only read: marks, notices, times. */
import { KeyRound } from 'lucide-react';
import type { ReactElement } from 'react';
import { KEY_MODES } from '../../shared/key-format.ts';
import type { KeyStatus } from '../../shared/key-status.ts';
import { DAY_MS } from '../../shared/times.ts';
import { Button } from '../ui/button.tsx';
import { Badge, LeakBadge, ModeMark, StatusBadge, Tag, type Tone } from '../ui/marks.tsx';
import { EmptyState, ErrorNotice, Notice, type NoticeTone } from '../ui/notice.tsx';
import { Patience } from '../ui/patience.tsx';
import { TimeText, type TimeTextProps } from '../ui/time-text.tsx';
import { UnreadNote } from '../ui/unread-note.tsx';
import { namesOf, Sample, State } from './sample.tsx';
import { say } from '../../shared/messages/say.ts';

/** What a server might have said. */
const EXAMPLE = {
  message: 'The connection ended before the answer came.',
  hint: 'The key may have been made. Look before you send it again.',
};

const TONES = namesOf<Tone>({ ok: true, notice: true, warn: true, danger: true, quiet: true });
const NOTICES = namesOf<NoticeTone>({ ok: true, notice: true, warn: true, danger: true });
const STATUSES = namesOf<KeyStatus>({
  active: true,
  expiring: true,
  revoking: true,
  expired: true,
  revoked: true,
  unresolved: true,
});
const FORMS = namesOf<NonNullable<TimeTextProps['form']>>({
  relative: true,
  short: true,
  day: true,
  absolute: true,
});
const soon = new Date(Date.now() + 3 * DAY_MS).toISOString();

export function Marks(): ReactElement {
  return (
    <>
      <Sample name="ModeMark">
        {KEY_MODES.map((mode) => (
          <State key={mode} name={mode}>
            <ModeMark mode={mode} />
          </State>
        ))}
      </Sample>
      <Sample name="Badge">
        {TONES.map((tone) => (
          <State key={tone} name={tone}>
            <Badge tone={tone} icon={<KeyRound aria-hidden />}>
              Badge
            </Badge>
          </State>
        ))}
      </Sample>
      <Sample name="StatusBadge">
        {STATUSES.map((status) => (
          <State key={status} name={status}>
            <StatusBadge status={status} />
          </State>
        ))}
      </Sample>
      <Sample name="LeakBadge">
        <State name="one and many">
          <LeakBadge count={1} />
          <LeakBadge count={12} />
        </State>
      </Sample>
      <Sample name="Tag">
        <State name="short and long">
          <Tag text="erp" />
          <Tag text="a tag that somebody made rather longer than tags are" />
        </State>
      </Sample>
      <Sample name="TimeText">
        {FORMS.map((form) => (
          <State key={form} name={form}>
            <TimeText at={soon} form={form} />
          </State>
        ))}
      </Sample>
      <Sample name="Notice">
        {NOTICES.map((tone) => (
          <State key={tone} name={tone} wide>
            <Notice
              tone={tone}
              title="Requests are refused from now on."
              actions={<Button size="small">Show</Button>}
            >
              <p>What still uses the key stops working.</p>
            </Notice>
          </State>
        ))}
      </Sample>
      <Sample name="ErrorNotice">
        <State name="with a way out" wide>
          <ErrorNotice
            error={{
              code: 'outcome-unknown',
              message: '',
              hint: '',
              said: {
                message: say('file.as-it-is', { text: EXAMPLE.message }),
                hint: say('file.as-it-is', { text: EXAMPLE.hint }),
              },
              requestLogUrl: 'https://example.com/log',
            }}
            actions={<Button size="small">Look now</Button>}
          />
        </State>
      </Sample>
      <Sample name="EmptyState">
        <State name="with a button" wide>
          <EmptyState icon={<KeyRound aria-hidden />} title="No keys yet" action={<Button>New key</Button>}>
            Make the first one.
          </EmptyState>
        </State>
      </Sample>
      <Sample name="UnreadNote">
        <State name="some could not be read" wide>
          <UnreadNote unread={{ count: 4, names: ['one', 'two', 'three'] }} of="Acme" />
        </State>
      </Sample>
      <Sample name="Patience">
        <State name="after 200 ms">
          <Patience>
            <p>It takes longer.</p>
          </Patience>
        </State>
      </Sample>
    </>
  );
}
