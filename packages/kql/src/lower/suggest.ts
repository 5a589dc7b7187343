/** The known name nearest to a mistyped one, when it is near enough to be meant. */
export function suggest(typed: string, known: readonly string[]): string | undefined {
  const lower = typed.toLowerCase()
  const limit = Math.max(1, Math.floor(typed.length / 3))
  let best: { readonly name: string; readonly distance: number } | undefined
  for (const name of known) {
    if (Math.abs(name.length - typed.length) > limit) continue
    const distance = editDistance(lower, name.toLowerCase(), limit)
    if (distance > limit || (best && distance > best.distance)) continue
    // Of two that are as near, the one that begins as the typed one does: columns are capitalised, parameters not.
    const isNearer = !best || distance < best.distance || (name[0] === typed[0] && best.name[0] !== typed[0])
    if (isNearer) best = { name, distance }
  }
  return best?.name
}

/** Insertions, deletions, replacements and swaps of neighbours. */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    if (Math.min(...row) > limit) return limit + 1
    before = previous
    previous = row
  }
  return previous[b.length] ?? limit + 1
}
