/**
 * What comes in and goes out in files. An encrypted export of others is a proposal (`import-export.ts`), planned for every kind
 * of keys by `import-plan.ts` and asked of its port (`import-port.ts`); `import-file.ts` takes secrets from `.env`, tables and
 * text; findings, activity and the list of keys go out.
 */
export {};
