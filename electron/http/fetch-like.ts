/** `fetch` as the platform has it: Electron's (which knows the system's proxy) in the app, Node's in the command. */
export type FetchLike = (input: string, init: RequestInit) => Promise<Response>;
