/** Between main's own windows and their preload, which is one file: nothing else is in this one. */
export const PORT_CHANNEL = 'augno-vault:question';
export const HEIGHT_CHANNEL = 'augno-vault:question-height';
