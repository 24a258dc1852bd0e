/**
 * Which system this is. The one place of app and command where the process is asked for it: whatever decides by the system
 * takes it as a parameter, so that each system's way is tested on every machine.
 */
export const thisPlatform: NodeJS.Platform = process.platform;
