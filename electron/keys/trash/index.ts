/**
 * Deleted records, restorable for 30 days with their secrets, then gone for good. A key that may still work is not deleted.
 */
export {};
