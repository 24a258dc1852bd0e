import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import type { Articles } from './article.ts';

/** In the interface's language; null until they are loaded. */
export function useArticles(): Articles | null {
  const { locale } = useIntl();
  const [articles, setArticles] = useState<Articles | null>(null);
  useEffect(() => {
    let current = true;
    const loading = locale === 'de' ? import('./articles/de.ts') : import('./articles/en.ts');
    void loading.then((module) => {
      if (current) setArticles(module.articles);
    });
    return () => {
      current = false;
    };
  }, [locale]);
  return articles;
}
