/**
 * As much of X11 as owning the clipboard needs, over a socket of our own: Electron's clipboard cannot say whether a text
 * is still ours without reading it. Used by the process that holds a copied secret; knows nothing of it but its text.
 */
export {};
