import type { KeyboardEvent } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { useKeyActions, type KeyActionId } from './key-actions.tsx';

/** A key's shortcuts inside its details, as on its row. Text that is selected or typed keeps its own. */
export function useKeyShortcuts(): (event: KeyboardEvent, key: KeySummary) => void {
  const actionsOf = useKeyActions();
  return (event, key) => {
    const { target } = event;
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    const copies = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c';
    if (copies && window.getSelection()?.toString() !== '') return;
    const wanted: KeyActionId | null = copies
      ? event.shiftKey
        ? 'copy-id'
        : 'copy'
      : event.key === 'F2'
        ? 'alias'
        : null;
    const action = actionsOf(key).find(({ id }) => id === wanted);
    if (action === undefined) return;
    event.preventDefault();
    action.run();
  };
}
