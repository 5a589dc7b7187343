/** What a reader holds in memory at most, whatever the input looks like. */
export interface Limits {
  /** Characters of one line, CSV row or JSON element; a longer one is rejected with its line number. */
  readonly elementCharacters: number
  /** Bytes looked at to tell the shape. */
  readonly headBytes: number
  /** Elements' worth of text that may be gone through twice because of damage; then the rest is given up. */
  readonly recoveries: number
}

/** An audit record is a few KB; the largest documented ones stay under 1 MB. */
export const defaultLimits: Limits = {
  elementCharacters: 16 * 1024 * 1024,
  headBytes: 256 * 1024,
  recoveries: 64,
}
