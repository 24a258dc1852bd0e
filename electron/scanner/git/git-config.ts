/**
 * Reads git's configuration syntax, for the few settings that say how a repository is laid out.
 *
 * SECURITY: nothing read here is ever run. Includes are not followed: they may lead anywhere.
 */

/** Lower-case `section.key` or `section.subsection.key` (the subsection keeps its case) → values in order. */
export type GitConfig = ReadonlyMap<string, readonly string[]>;

/** Never throws: lines that do not parse are passed over. */
export function parseGitConfig(text: string): GitConfig {
  const values = new Map<string, string[]>();
  let section = '';
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    let line = lines[index]!.trim();
    const header = /^\[\s*([A-Za-z0-9.-]+)\s*(?:"((?:[^"\\]|\\.)*)")?\s*\]/.exec(line);
    if (header !== null) {
      const sub = header[2]?.replace(/\\(.)/g, '$1');
      section = header[1]!.toLowerCase() + (sub === undefined ? '' : `.${sub}`);
      line = line.slice(header[0].length).trim();
    }
    const entry = /^([A-Za-z][A-Za-z0-9-]*)\s*(=?)\s*(.*)$/s.exec(line);
    if (entry === null || section === '') continue;
    let raw = entry[3]!;
    while (endsInContinuation(raw) && index + 1 < lines.length) {
      index += 1;
      raw = raw.slice(0, -1) + lines[index]!;
    }
    const name = `${section}.${entry[1]!.toLowerCase()}`;
    const list = values.get(name) ?? [];
    list.push(entry[2] === '' ? 'true' : unquote(raw));
    values.set(name, list);
  }
  return values;
}

/** The last value wins, as in git. */
export function configValue(config: GitConfig, name: string): string | null {
  return config.get(name)?.at(-1) ?? null;
}

export function configFlag(config: GitConfig, name: string): boolean {
  return /^(?:true|yes|on|[1-9]\d*)$/i.test(configValue(config, name) ?? '');
}

function endsInContinuation(raw: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*\\$/.test(raw);
}

function unquote(raw: string): string {
  let out = '';
  let quoted = false;
  let keep = 0;
  for (let index = 0; index < raw.length; index += 1) {
    const character = raw[index]!;
    if (character === '"') quoted = !quoted;
    else if (character === '\\' && index + 1 < raw.length) {
      index += 1;
      const escaped = raw[index]!;
      out += { n: '\n', t: '\t', b: '\b' }[escaped] ?? escaped;
      keep = out.length;
      continue;
    } else if (!quoted && (character === '#' || character === ';')) break;
    else out += character;
    if (quoted) keep = out.length;
  }
  // Only white space outside quotes is trimmed.
  return out.slice(0, keep) + out.slice(keep).trimEnd();
}
