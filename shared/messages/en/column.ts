/** What a key has, as the head of a column, in its panel and in the command. */
export const columnEnglish = {
  'column.name': 'Name',
  'column.status': 'Status',
  'column.redacted': 'Key',
  'column.role': 'Role',
  'column.lastUsed': 'Last used',
  'column.expires': 'Expires',
} as const;
