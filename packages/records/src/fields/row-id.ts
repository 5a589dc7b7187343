import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * A stable id for a record that has none: SHA-256 of what makes it itself. The same row in two exports is one
 * record; two rows that differ anywhere are two.
 */
export function derivedId(...parts: readonly (string | undefined)[]): string {
  return `sha256-${bytesToHex(sha256(utf8ToBytes(parts.map((part) => part ?? '').join('\u0000')))).slice(0, 40)}`
}
