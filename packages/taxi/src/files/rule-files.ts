import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lintTogether, type ParsedRule, parseRule, type Rule, type RuleError } from '@bigyellowtaxi/core'
import { UserError } from '../output/error.js'

/** The rules that come with the product. */
export const ownRules = fileURLToPath(new URL('../../../../content/rules', import.meta.url))

async function* yamlFiles(path: string): AsyncGenerator<string> {
  const info = await stat(path).catch(() => undefined)
  if (!info) throw new UserError('RUL103', 'no such file or folder of rules', { file: path })
  if (!info.isDirectory()) {
    yield path
    return
  }
  const entries = await readdir(path, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* yamlFiles(join(path, entry.name))
    else if (/\.ya?ml$/i.test(entry.name) && entry.name !== 'records.yaml') yield join(path, entry.name)
  }
}

export interface RuleSet {
  readonly rules: readonly Rule[]
  /** Files that are no rules, each with its reason: shown, never fatal. */
  readonly errors: readonly RuleError[]
}

/** Reads every rule of the files and folders, in the order of their names. */
export async function readRules(paths: readonly string[]): Promise<RuleSet> {
  const parsed: ParsedRule[] = []
  for (const path of paths.length > 0 ? paths : [ownRules])
    for await (const file of yamlFiles(path)) parsed.push(parseRule(await readFile(file, 'utf8'), file))
  const rules = parsed.flatMap((one) => (one.ok ? [one.rule] : []))
  const twice = new Set(lintTogether(rules).map((problem) => problem.file))
  return {
    rules: rules.filter((rule) => !twice.has(rule.file)),
    errors: [
      ...parsed.flatMap((one) => (one.ok ? [] : [one.error])),
      ...lintTogether(rules).map(({ file, message }) => ({ code: 'RUL102' as const, file, message })),
    ],
  }
}

/** The rules with these ids; an id nobody has is an error that names the nearest. */
export function pickRules(set: RuleSet, ids: readonly string[]): readonly Rule[] {
  return ids.map((id) => {
    const wanted = id.toUpperCase()
    const found = set.rules.find(
      (rule) => rule.key.toUpperCase() === wanted || rule.id.toUpperCase() === wanted,
    )
    if (found) return found
    const near = set.rules.filter((rule) => rule.key.startsWith(wanted.slice(0, 3))).map((rule) => rule.key)
    throw new UserError(
      'RUL104',
      `there is no rule ${id}`,
      near.length > 0 ? { hint: `there are ${near.join(', ')}` } : {},
    )
  })
}
