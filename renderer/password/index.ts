/**
 * The window in which a password is typed: a page of its own without React, so that what is typed there never lies in the
 * memory of the page.
 */
export {};
