/** What a key has, as the head of a column, in its panel and in the command. In German. */
export const columnGerman = {
  'column.name': 'Name',
  'column.status': 'Status',
  'column.redacted': 'Schlüssel',
  'column.role': 'Rolle',
  'column.lastUsed': 'Benutzt',
  'column.expires': 'Läuft ab',
} as const;
