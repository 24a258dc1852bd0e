/**
 * Main's quick access window: a page of its own without React, in which a key is found and copied. Its secret never comes
 * here. It has no words, no catalogue and no channel of its own.
 */
export {};
