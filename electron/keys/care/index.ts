/**
 * What people keep about keys and no service knows: owner, access, rotation policy and dates (`care.ts`), tags, saved views of
 * the list, the rotation drill, and which keys were replaced in files.
 */
export {};
