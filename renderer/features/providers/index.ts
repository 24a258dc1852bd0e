/**
 * Services other than Augno: adding and changing one, their store, and what a person does at a service that has no API for it.
 */
export {};
