import { basename, dirname } from 'node:path'
import { IncidentError } from './error.js'
import { findPages, readPageText } from './files.js'
import type { Incident, IncidentPage } from './model.js'
import { LineIndex } from './page/lines.js'
import { readPage } from './page/page.js'
import { schemaProblems } from './schema.js'

/** `storm-0558.md` and `storm-0558/index.md` are both the incident storm-0558. */
export function slugOf(file: string): string {
  const name = basename(file).replace(/\.\w+$/, '')
  return (name === 'index' ? basename(dirname(file)) : name).toLowerCase().replace(/[^a-z0-9]+/g, '-')
}

/**
 * Reads one page of format incident/1.
 * Throws INC110 when front matter cannot be read and INC111 when it breaks the schema, with the line.
 */
export function loadPage(text: string, file: string): IncidentPage {
  const page = readPage(text, file)
  const lines = new LineIndex(text)
  const [broken] = page.front.problems
  if (broken)
    throw new IncidentError('INC110', `front matter cannot be read: ${broken.message}`, {
      file,
      line: lines.place(broken.offset).line,
    })
  const [problem] = schemaProblems(page.front.fields)
  if (problem)
    throw new IncidentError('INC111', problem.message, {
      file,
      line: lines.place(page.front.offsetOf(problem.path)).line,
      hint: 'taxi incident lint lists everything that is wrong',
    })
  return { slug: slugOf(file), file, incident: page.front.fields as unknown as Incident, body: page.body }
}

/** Every incident of a folder, by id. Drafts are left out. Throws INC112 when two share an id or a slug. */
export function loadIncidents(path: string): IncidentPage[] {
  const pages = findPages(path)
    .map((file) => loadPage(readPageText(file), file))
    .filter((page) => page.incident.draft !== true)
  const seen = new Map<string, string>()
  for (const page of pages)
    for (const key of [page.slug, page.incident.id]) {
      const other = seen.get(key)
      if (other) throw new IncidentError('INC112', `${key} is also the id of ${other}`, { file: page.file })
      seen.set(key, page.file)
    }
  return pages.sort((a, b) => (a.incident.id < b.incident.id ? 1 : -1))
}
