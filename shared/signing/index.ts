export {
  digestOf,
  recordsDigest,
  type SigningKey,
  signText,
  type VerifyingKey,
  verifyText,
} from './algorithms.ts'
export {
  derivedKey,
  freshSigningKey,
  isPublicKey,
  publicHalf,
  signingKey,
  verifyingKey,
} from './keys.ts'
export { openText, sealText } from './seal.ts'
