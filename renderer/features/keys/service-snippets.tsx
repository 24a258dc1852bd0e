import { Check, Copy } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { KeyDetail } from '../../../shared/domain.ts';
import { useText } from '../../lib/intl.tsx';
import { IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { copyPlainText } from '../../ui/copy-plain-text.ts';
import { Select } from '../../ui/select.tsx';
import styles from './key-detail.module.css';
import { serviceSnippets } from './service-snippets-of.ts';
import { useService } from '../providers/store.ts';

const c = classes(styles);

/** How the key is sent, in each form that the service takes; the key itself comes from the environment. */
export function ServiceSnippets({ detail }: { readonly detail: KeyDetail }): ReactElement | null {
  const t = useText();
  const { service, provider } = useService(detail.connectionId);
  const [chosen, setChosen] = useState('run');
  const [copied, setCopied] = useState<string | null>(null);
  if (service === null || provider === null) return null;
  const snippets = serviceSnippets(detail, service, provider);
  const snippet = snippets.find(({ id }) => id === chosen) ?? snippets[0]!;
  return (
    <section className={c('section')} aria-label={t('snippets.title')}>
      <h3>{t('snippets.title')}</h3>
      <Select
        label={t('snippets.choose')}
        value={snippet.id}
        options={snippets.map(({ id, label }) => ({ value: id, label: label ?? t('snippets.run') }))}
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
    </section>
  );
}
