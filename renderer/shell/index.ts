/**
 * What is around the screens: the frame with navigation and bars, the command palette, and every dialog by its kind
 * (`dialogs.tsx`). The only part that knows all features.
 */
export {};
