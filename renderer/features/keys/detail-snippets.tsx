import { Check, Copy } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { KeyDetail } from '../../../shared/domain.ts';
import { useText } from '../../lib/intl.tsx';
import { IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { copyPlainText } from '../../ui/copy-plain-text.ts';
import { Select } from '../../ui/select.tsx';
import { useConnections } from '../connections/store.ts';
import { useService } from '../providers/store.ts';
import { namesPackage, serviceSnippets, snippetsOf, type Snippet } from './snippets.ts';
import styles from './key-detail.module.css';

const c = classes(styles);

/** How the key is used: with its account's clients, or as the service says that it is sent. */
export function SnippetsSection({ detail }: { readonly detail: KeyDetail }): ReactElement | null {
  const t = useText();
  const account = useConnections((store) => store.items.find((item) => item.id === detail.connectionId));
  const { service, provider } = useService(detail.connectionId);
  const [chosen, setChosen] = useState('run');
  const [copied, setCopied] = useState<string | null>(null);
  const snippets: readonly Snippet[] =
    account !== undefined
      ? snippetsOf(detail, account.brand, account.url)
      : service !== null && provider !== null
        ? serviceSnippets(detail, service, provider)
        : [];
  const snippet = snippets.find((item) => item.id === chosen) ?? snippets[0];
  if (snippet === undefined) return null;
  return (
    <section className={c('section')} aria-label={t('snippets.title')}>
      <h3>{t('snippets.title')}</h3>
      <Select
        label={t('snippets.choose')}
        value={snippet.id}
        options={snippets.map(({ id, label }) => ({ value: id, label: label(t) }))}
        onChange={setChosen}
      />
      <pre className={c('snippet')}>
        {snippet.text}
        <IconButton
          label={t(copied === snippet.id ? 'common.copied' : 'snippets.copy')}
          className={c('snippet-copy')}
          onClick={() => setCopied(copyPlainText(snippet.text) ? snippet.id : null)}
        >
          {copied === snippet.id ? <Check aria-hidden /> : <Copy aria-hidden />}
        </IconButton>
      </pre>
      <p className="muted small">{t('snippets.no-secret')}</p>
      {namesPackage(snippet) ? <p className="muted small">{t('snippets.look-first')}</p> : null}
      {snippet.id === 'mcp' ? <p className="muted small">{t('snippets.mcp-why')}</p> : null}
    </section>
  );
}
