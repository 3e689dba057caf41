import { maskName, maskTail } from '../vault/mask.ts'
import type { HubParts } from './hub_parts.ts'

/** What staff may see of somebody; null where nothing is known. */
export async function maskedVisitor({ vault }: HubParts, ref: string | null) {
  const { name, idNumber, phone } = ref === null ? {} : await vault.open(ref)
  return {
    name: name === undefined ? null : maskName(name),
    idNumber: idNumber === undefined ? null : maskTail(idNumber),
    phone: phone === undefined ? null : maskTail(phone),
  }
}
