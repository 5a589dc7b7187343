/** Member names of JSON text as written, which JSON.parse no longer knows. */

const quote = 34
const backslash = 92
const colon = 58

/** Index just past the string that starts at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1) {
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++
    if (slashes % 2 === 0) return end + 1
    end = text.indexOf('"', end + 1)
  }
  return text.length
}

const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13

function afterSpace(text: string, start: number): number {
  let index = start
  while (isSpace(text.charCodeAt(index))) index++
  return index
}

/**
 * Whether any object in valid JSON text has one name twice. Names are compared after unescaping: `"t\u0069d"` is
 * `tid` to the parser, so it must be `tid` here.
 */
export function hasDuplicateMember(text: string): boolean {
  const open: (Set<string> | undefined)[] = []
  for (let index = 0; index < text.length; ) {
    const code = text.charCodeAt(index)
    if (code === quote) {
      const end = endOfString(text, index)
      const next = afterSpace(text, end)
      if (text.charCodeAt(next) === colon) {
        const raw = text.slice(index + 1, end - 1)
        const name = raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw
        const names = open.at(-1)
        if (names?.has(name)) return true
        names?.add(name)
      }
      index = next
      continue
    }
    if (code === 123) open.push(new Set())
    else if (code === 91) open.push(undefined)
    else if (code === 125 || code === 93) open.pop()
    index++
  }
  return false
}
