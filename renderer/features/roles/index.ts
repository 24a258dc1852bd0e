/**
 * Roles and permissions: making a narrower role, and the two steps of the guide that narrows a key to what it uses.
 */
export {};
