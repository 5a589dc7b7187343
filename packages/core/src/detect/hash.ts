/**
 * A stable 128-bit fingerprint of a text as hexadecimal, for ids. Two FNV-1a style lanes of 64 bits: no secret is
 * kept by it, it only has to be the same on every machine, and Web Crypto's digest is asynchronous.
 */
export function hashText(text: string): string {
  const mask = 0xffff_ffff_ffff_ffffn
  let a = 0xcbf2_9ce4_8422_2325n
  let b = 0x6c62_272e_07bb_0142n
  for (const byte of new TextEncoder().encode(text)) {
    a = ((a ^ BigInt(byte)) * 0x100_0000_01b3n) & mask
    b = ((b + BigInt(byte)) * 0x9e37_79b9_7f4a_7c15n) & mask
    b ^= b >> 29n
  }
  return a.toString(16).padStart(16, '0') + b.toString(16).padStart(16, '0')
}
