import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { parse } from 'yaml'
import { UserError } from '../output/error.js'

export interface Hunt {
  readonly id: string
  readonly query: string
  readonly file: string
  /** Line of the file on which the query starts. */
  readonly line: number
}

type ReadHunts = (text: string, file: string) => readonly Hunt[]

const nameOf = (file: string): string => basename(file, extname(file))

function fromYaml(text: string, file: string): readonly Hunt[] {
  const value: unknown = parse(text)
  const query =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>).query : undefined
  if (typeof query !== 'string' || query.trim() === '') return []
  const line = text.split('\n').findIndex((one) => /^query\s*:/.test(one)) + 2
  return [{ id: nameOf(file), query, file, line }]
}

/** Fenced blocks of a Markdown page that are KQL, by their info string or by their looks. */
function fromMarkdown(text: string, file: string): readonly Hunt[] {
  const blocks = [...text.matchAll(/^(`{3,}|~{3,})[ \t]*([\w-]*)[^\n]*\n([\s\S]*?)^\1[ \t]*$/gm)]
  const isKql = (language: string, body: string) =>
    /^(kql|kusto|kusto-query-language)$/i.test(language) ||
    (language === '' && /^\s*\|\s*(where|summarize|project|extend)\b/m.test(body))
  return blocks
    .filter(([, , language = '', body = '']) => isKql(language, body))
    .map(([whole, , , body = ''], i) => ({
      id: `${nameOf(file)}#${i + 1}`,
      query: body,
      file,
      line: text.slice(0, text.indexOf(whole)).split('\n').length + 1,
    }))
}

function fromJsonLines(text: string, file: string): readonly Hunt[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return []
    const value = parseLine(line, file, i + 1)
    const id = String(value.id ?? `${nameOf(file)}:${i + 1}`)
    return typeof value.query === 'string' ? [{ id, query: value.query, file, line: i + 1 }] : []
  })
}

function parseLine(line: string, file: string, number: number): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    throw new UserError('QRY102', 'this line is no JSON', { file, line: number })
  }
}

/** What can hold hunts, by the file's ending. */
const readers: Readonly<Record<string, ReadHunts>> = {
  '.yaml': fromYaml,
  '.yml': fromYaml,
  '.kql': (query, file) => [{ id: nameOf(file), query, file, line: 1 }],
  '.kusto': (query, file) => [{ id: nameOf(file), query, file, line: 1 }],
  '.csl': (query, file) => [{ id: nameOf(file), query, file, line: 1 }],
  '.md': fromMarkdown,
  '.jsonl': fromJsonLines,
  '.ndjson': fromJsonLines,
}

async function* filesUnder(path: string): AsyncGenerator<string> {
  const info = await stat(path).catch(() => undefined)
  if (!info) throw new UserError('QRY103', 'no such file or folder', { file: path })
  if (!info.isDirectory()) {
    yield path
    return
  }
  const entries = await readdir(path, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* filesUnder(join(path, entry.name))
    else if (readers[extname(entry.name).toLowerCase()]) yield join(path, entry.name)
  }
}

/** Every hunt in the files and folders, in order. A YAML file that is broken is an error with its name, not a crash. */
export async function* readHunts(paths: readonly string[]): AsyncGenerator<Hunt> {
  for (const path of paths)
    for await (const file of filesUnder(path)) {
      const read = readers[extname(file).toLowerCase()]
      if (!read)
        throw new UserError('QRY104', 'this kind of file holds no hunts', {
          file,
          hint: Object.keys(readers).join(', '),
        })
      try {
        yield* read(await readFile(file, 'utf8'), file)
      } catch (error) {
        if (error instanceof UserError) throw error
        throw new UserError(
          'QRY105',
          `cannot be read: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
          { file },
        )
      }
    }
}
