import { Check, Copy } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { KeyDetail } from '../../../shared/domain.ts';
import { useText } from '../../lib/intl.tsx';
import { IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { copyPlainText } from '../../ui/copy-plain-text.ts';
import { Select } from '../../ui/select.tsx';
import { useConnections } from '../connections/store.ts';
import { namesPackage, snippetsOf, type Snippet } from './snippets.ts';
import styles from './key-detail.module.css';

const c = classes(styles);

export function SnippetsSection({ detail }: { readonly detail: KeyDetail }): ReactElement | null {
  const t = useText();
  const connection = useConnections((store) => store.items.find((item) => item.id === detail.connectionId));
  const [chosen, setChosen] = useState<Snippet['id']>('run');
  const [copied, setCopied] = useState<Snippet['id'] | null>(null);
  if (connection === undefined) return null;
  const snippets = snippetsOf(detail, connection.brand, connection.url);
  const snippet = snippets.find((item) => item.id === chosen);
  if (snippet === undefined) return null;
  return (
    <section className={c('section')} aria-label={t('snippets.title')}>
      <h3>{t('snippets.title')}</h3>
      <Select
        label={t('snippets.choose')}
        value={chosen}
        options={snippets.map((item) => ({ value: item.id, label: t(`snippets.${item.id}`) }))}
        onChange={setChosen}
      />
      <pre className={c('snippet')}>
        {snippet.text}
        <IconButton
          label={t(copied === chosen ? 'common.copied' : 'snippets.copy')}
          className={c('snippet-copy')}
          onClick={() => setCopied(copyPlainText(snippet.text) ? chosen : null)}
        >
          {copied === chosen ? <Check aria-hidden /> : <Copy aria-hidden />}
        </IconButton>
      </pre>
      <p className="muted small">{t('snippets.no-secret')}</p>
      {namesPackage(snippet) ? <p className="muted small">{t('snippets.look-first')}</p> : null}
      {snippet.id === 'mcp' ? <p className="muted small">{t('snippets.mcp-why')}</p> : null}
    </section>
  );
}
