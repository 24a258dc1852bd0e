/**
 * Copies text that is no secret (a snippet, an error code). The page has no clipboard permission, so the old command is
 * used; a secret goes through main instead, which also clears it.
 */
export function copyPlainText(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.className = 'visually-hidden';
  const before = document.activeElement;
  // Inside a modal dialog nothing outside it can take the focus.
  (before?.closest('[role="dialog"]') ?? document.body).append(area);
  area.select();
  // oxlint-disable-next-line typescript/no-deprecated -- the only way without a permission
  const copied = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}
