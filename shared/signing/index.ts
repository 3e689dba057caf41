export {
  digestOf,
  recordsDigest,
  type SigningKey,
  signText,
  type VerifyingKey,
  verifyText,
} from './algorithms.ts'
export { derivedKey, signingKey, verifyingKey } from './keys.ts'
export { openText, sealText } from './seal.ts'
