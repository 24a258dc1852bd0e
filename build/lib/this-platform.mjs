/** Which system this is: the one place of the build where the process is asked for it. */
import process from 'node:process';

export const thisPlatform = process.platform;
