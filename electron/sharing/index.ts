/** Passing a secret to a second admin, sealed for their vault alone. Knows neither vault nor API. */
export { generateKeyPair, publicKeyOf, type KeyPair } from './hpke.ts';
export {
  decodePublicText,
  fingerprintOfPublicKey,
  openText,
  publicTextOf,
  readPublicText,
  recipientOf,
  sealText,
  type SealedContent,
} from './texts.ts';
