/**
 * The part of the settings about the program itself: its updates, the headless command, licences.
 */
export {};
