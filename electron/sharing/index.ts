/** Passing a secret to a second admin, sealed for their vault alone. Knows neither vault nor API. */
export { generateKeyPair, publicKeyOf, type KeyPair } from './hpke.ts';
export {
  fingerprintOfPublicKey,
  openText,
  publicTextOf,
  readPublicText,
  sealText,
  type SealedContent,
} from './texts.ts';
