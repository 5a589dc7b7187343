import { appendFields, type ImportedCoverage, type ImportedPage, importPage } from './page.js'
import { type ImportedThread, importThread } from './thread.js'

export interface ThreadSource {
  /** Short id the claims of the thread cite, for instance `thread-2023-07`. */
  readonly id: string
  readonly text: string
}

export interface ImportedIncident {
  /** The page with events, coverage and claims added to its front matter; its body byte for byte. */
  readonly text: string
  readonly page: ImportedPage
  readonly threads: readonly ImportedThread[]
}

/** One incident from a page and any number of threads about it. An address that two of them cite is listed once. */
export function importIncident(
  text: string,
  file: string,
  threads: readonly ThreadSource[],
  now: Date,
): ImportedIncident {
  const page = importPage(text, file, now)
  const read = threads.map((thread) => importThread(thread.text))
  const coverage = new Map<string, ImportedCoverage>(page.coverage.map((entry) => [entry.url, entry]))
  const ids = new Set(page.coverage.map((entry) => entry.id))
  for (const [i, thread] of read.entries())
    for (const entry of thread.coverage) {
      const id = ids.has(entry.id) ? `${threads[i]?.id}-${entry.id}` : entry.id
      if (!coverage.has(entry.url)) coverage.set(entry.url, { ...entry, id })
      ids.add(id)
    }
  const claims = read.flatMap((thread, i) =>
    thread.claims.map((claim) => ({
      id: `${threads[i]?.id}-${claim.line}`,
      text: claim.text,
      confidence: claim.confidence,
      sources: [threads[i]?.id],
    })),
  )
  const added = { events: page.events, coverage: [...coverage.values()], claims }
  return { text: appendFields(text, added), page, threads: read }
}
