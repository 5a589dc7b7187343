import { createHash } from 'node:crypto'

/** Namespace of STIX 2.1 for ids made from content (STIX 2.1, section 2.9). */
export const stixNamespace = '00abedb4-aa42-466c-9c01-fed23315a9b7'
/** Our own namespace, for everything whose id STIX leaves to the producer. */
export const taxiNamespace = '6f0f3a3e-5d0b-5b0e-9d5e-8c0c5f0a8558'

/** UUID version 5 (RFC 9562): the same name in the same namespace is the same id, for ever. */
export function uuid5(namespace: string, name: string): string {
  const space = Buffer.from(namespace.replace(/-/g, ''), 'hex')
  const bytes = createHash('sha1').update(space).update(name, 'utf8').digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
