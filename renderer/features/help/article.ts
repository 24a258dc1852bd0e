/** Help that comes with the app. Bodies are loaded when they are needed, not with the first screen. */
export const ARTICLE_IDS = [
  'first-steps',
  'leak',
  'rotation',
  'places',
  'pass-on',
  'least-privilege',
  'scanning',
  'recovery',
  'limits',
] as const;
export type ArticleId = (typeof ARTICLE_IDS)[number];

export interface Article {
  readonly title: string;
  /** Words people look for that are not in the text. */
  readonly words: string;
  /** Paragraphs, parted by empty lines; a line that begins with `# ` is a heading, one with `- ` an item of a list. */
  readonly body: string;
}

export type Articles = Readonly<Record<ArticleId, Article>>;

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

export function blocksOf(body: string): readonly Block[] {
  return body
    .trim()
    .split(/\n{2,}/)
    .map((part): Block => {
      const text = part.trim();
      if (text.startsWith('# ')) return { kind: 'heading', text: text.slice(2) };
      if (text.startsWith('- ')) {
        return {
          kind: 'list',
          items: text.split(/\n- /).map((item) => item.replace(/^- /, '').replaceAll('\n', ' ')),
        };
      }
      return { kind: 'paragraph', text: text.replaceAll('\n', ' ') };
    });
}

/** Articles that hold every word, those with it in the title first. An empty search gives them all. */
export function searchArticles(articles: Articles, search: string): readonly ArticleId[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = (id: ArticleId): number => {
    const { title, words: extra, body } = articles[id];
    const heads = `${title} ${extra}`.toLowerCase();
    const whole = `${heads} ${body.toLowerCase()}`;
    if (!words.every((word) => whole.includes(word))) return 2;
    return words.every((word) => heads.includes(word)) ? 0 : 1;
  };
  return ARTICLE_IDS.map((id) => ({ id, rank: rank(id) }))
    .filter((item) => item.rank < 2)
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ id }) => id);
}
