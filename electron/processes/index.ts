/**
 * What runs outside of main: the open vault, the sandbox, a scan (`*-process.ts`), put together from the domain's parts
 * (`compose-parts.ts`), with thin handlers of the page's calls (`handlers/`). `step-up/` asks for the password again;
 * `desks/` hold what lasts over several calls.
 */
export {};
