/**
 * The design system: each component in a file with its styles, every state of it on the workbench (`npm run dev --
 * --workbench`). Knows neither keys nor calls.
 */
export {};
