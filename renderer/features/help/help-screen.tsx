import { SearchX } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { classes } from '../../ui/classes.ts';
import { TextField } from '../../ui/field.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { ARTICLE_IDS, blocksOf, searchArticles, type Article, type ArticleId } from './article.ts';
import { useArticles } from './use-articles.ts';
import styles from './help.module.css';

const c = classes(styles);

export function HelpScreen(): ReactElement | null {
  const t = useText();
  const articles = useArticles();
  const { helpArticle, openHelp } = useNavigation();
  const [search, setSearch] = useState('');
  if (articles === null) return null;
  const found = searchArticles(articles, search);
  const wanted: ArticleId = ARTICLE_IDS.find((id) => id === helpArticle) ?? 'first-steps';
  const shown = found.includes(wanted) ? wanted : found[0];
  return (
    <div className={c('screen')}>
      <nav className={c('list')} aria-label={t('help.articles')}>
        <TextField
          type="search"
          label={t('help.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <ul className={c('items')}>
          {found.map((id) => (
            <li key={id}>
              <button
                type="button"
                className={c('item')}
                aria-current={id === shown ? 'page' : undefined}
                onClick={() => openHelp(id)}
              >
                {articles[id].title}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {shown === undefined ? (
        <EmptyState icon={<SearchX aria-hidden />} title={t('palette.none')} />
      ) : (
        <ArticleView key={shown} article={articles[shown]} />
      )}
    </div>
  );
}

function ArticleView({ article }: { readonly article: Article }): ReactElement {
  return (
    <article className={c('article')} aria-label={article.title} tabIndex={0}>
      <h2>{article.title}</h2>
      {blocksOf(article.body).map((block, index) => {
        switch (block.kind) {
          case 'heading':
            return <h3 key={index}>{block.text}</h3>;
          case 'paragraph':
            return <p key={index}>{block.text}</p>;
          case 'list':
            return (
              <ul key={index}>
                {block.items.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
            );
        }
      })}
    </article>
  );
}
