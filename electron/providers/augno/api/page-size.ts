/** How many entries are asked for at once: the most the API gives. */
export const PAGE_SIZE = 1_000;
