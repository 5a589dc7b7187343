import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { IncidentError } from './error.js'

const skippedFolders = new Set(['node_modules', 'public', 'archetypes', '.git', 'themes'])
const isPageName = (name: string): boolean => /\.(?:md|markdown)$/i.test(name)

/**
 * The pages a path names: a file as it is, a folder's Markdown pages that have front matter (a readme has none).
 * Sorted, so that output is the same everywhere. Throws INC101 when the path is not there.
 */
export function findPages(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) throw new IncidentError('INC101', `there is no ${path}`, { file: path })
  if (stat.isFile()) return [path]
  return walkFolder(path).filter((file) => /^(?:\ufeff)?(?:---|\+\+\+|\{)\s*$/m.test(firstLine(file)))
}

function walkFolder(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : walkFolder(path)
    return entry.isFile() && isPageName(entry.name) ? [path] : []
  })
}

const firstLine = (file: string): string => readPageText(file).split(/\r?\n/, 1)[0] ?? ''

/** A page's text. Throws INC102 when the file is no UTF-8 text. */
export function readPageText(file: string): string {
  const bytes = readFileSync(file)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new IncidentError('INC102', 'the page is not UTF-8 text', { file })
  }
}
