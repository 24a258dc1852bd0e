/** The fewest characters a master password may have. Weak ones are advised against, short ones refused. */
export const MINIMUM_PASSWORD_LENGTH = 10;
