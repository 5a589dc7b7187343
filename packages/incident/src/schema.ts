import { readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { readIso } from './date/iso.js'
import type { Fields } from './page/front-matter.js'

/** One way in which front matter departs from the published schema. */
export interface SchemaProblem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

const schemaFile = new URL('../schema/incident.schema.json', import.meta.url)

const isUri = (text: string): boolean => /^https?:\/\/[^\s/]+\.[^\s]+$/.test(text)

let validate: ReturnType<Ajv2020['compile']> | undefined

function validator(): ReturnType<Ajv2020['compile']> {
  if (!validate) {
    const ajv = new Ajv2020({ allErrors: true, strict: false })
    ajv.addFormat('iso', (text: string) => readIso(text).kind === 'date')
    ajv.addFormat('uri', isUri)
    validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')))
  }
  return validate
}

/** Everything in which a page's front matter breaks format incident/1. Empty means it is an `Incident`. */
export function schemaProblems(fields: Fields): SchemaProblem[] {
  const check = validator()
  if (check(fields)) return []
  // A failed oneOf/if repeats what its branches say.
  return (check.errors ?? [])
    .filter((error) => error.keyword !== 'if' && error.keyword !== 'oneOf')
    .map(describe)
}

function describe(error: ErrorObject): SchemaProblem {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replace(/~1/g, '/').replace(/~0/g, '~')))
  const allowed = error.keyword === 'enum' ? `: ${(error.params.allowedValues as string[]).join(', ')}` : ''
  return { path, message: `${path.join('.') || 'the page'} ${error.message ?? 'is wrong'}${allowed}` }
}
