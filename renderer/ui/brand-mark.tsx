import type { ReactElement } from 'react';

/** The app's own mark: a keyhole in a vault's door. One colour, readable at 16 px. */
export function BrandMark({ size = 16 }: { readonly size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" aria-hidden focusable="false">
      <rect x="1" y="1" width="14" height="14" rx="4" fill="var(--accent)" />
      <path
        d="M8 3.75a2.5 2.5 0 0 0-1.15 4.72L6.3 11.6a.6.6 0 0 0 .6.7h2.2a.6.6 0 0 0 .6-.7l-.55-3.13A2.5 2.5 0 0 0 8 3.75Z"
        fill="#ffffff"
      />
    </svg>
  );
}
