/**
 * A part of a text that JSON writes as it is. A value has the text only if the JSON it was read from has the part,
 * unless that JSON spells characters by number (`\\u0041`).
 */

/** What JSON escapes, and what stands between its values, where blanks may come and go. */
const written = /["\\/,:{}[\]\p{Cc}]+/u

/** A number may be spelled anew: `1e2` is read as 100. */
const numeric = /^[-+\d.]*(e[-+\d]*)?$/i

/** The longest plain part; undefined where there is none that tells anything. */
function plainPart(text: string): string | undefined {
  const parts = text.split(written).filter((part) => part.length > 1 && !isNumber(part))
  return parts.reduce<string | undefined>(
    (best, part) => (best === undefined || part.length > best.length ? part : best),
    undefined,
  )
}

/** An address of four numbers is none. */
const isNumber = (part: string): boolean => numeric.test(part) && part.split('.').length < 3

/** More parts are no less work to look for in the JSON than in what is read from it, and may be too large a pattern. */
const MOST = 100

/** A plain part of each text; undefined where one has none, or there are too many. */
export function plainParts(texts: readonly string[]): readonly string[] | undefined {
  const parts = texts.flatMap((text) => plainPart(text) ?? [])
  return parts.length === texts.length && parts.length <= MOST ? parts : undefined
}
