/** A shortcut as people read it: `Ctrl+K`, `⌘K`, `g o`. */
export function shortcutText(keys: string, mac: boolean): string {
  if (keys === 'Shift+?') return '?';
  return keys
    .split(' ')
    .map((part) => {
      // The last key may be the plus itself.
      const names = part.endsWith('++') ? [...part.slice(0, -2).split('+'), '+'] : part.split('+');
      return names
        .map((name) => {
          if (name === '$mod') return mac ? '⌘' : 'Ctrl';
          if (name === 'Shift') return mac ? '⇧' : name;
          if (name === 'Alt') return mac ? '⌥' : name;
          return name.length === 1 ? name.toUpperCase() : name;
        })
        .join(mac ? '' : '+');
    })
    .join(' ');
}
