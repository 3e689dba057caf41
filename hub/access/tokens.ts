import { hash, randomBytes, randomInt } from 'node:crypto'

/** A fresh bearer token: 32 random bytes as base64url. */
export const freshToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token or code: its SHA-256; whoever reads the database cannot use it. */
export const tokenHash = (token: string): string => hash('sha256', token, 'base64url')

// Crockford's alphabet: nothing in it is mistaken for something else when read aloud.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 8

/** A pairing code for a person to type: 8 characters, 40 bits. */
export const freshCode = (): string =>
  Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('')

/** A typed code as it was made: blanks, hyphens and small letters do not matter, nor O for 0, I and L for 1. */
export const normalCode = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
