import { attackCases, controlCases } from '../kit/index.js'
import { metadataChecks } from '../verify/keys/metadata.js'
import { allChecks } from './adapter.js'

/** The tables of docs/token.md, made from the lists themselves so that they cannot fall behind. */

const cell = (text: string): string => text.replaceAll('|', '\\|')
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(heads), `|${' --- |'.repeat(heads.length)}`, ...rows.map(row)].join('\n')

/** Every check in order, with its code and clause. */
export function checksTable(): string {
  const listed = [...allChecks.token, ...allChecks.key].map(({ code, id, title, clause }) => [
    code,
    id,
    title,
    clause,
  ])
  const metadata = metadataChecks.map(({ id, clause }) => [
    'TOK302',
    id,
    'believed before its keys are',
    clause,
  ])
  return table(['code', 'check', 'holds for a token that passes', 'clause'], [...listed, ...metadata])
}

/** Every attack, with what it rests on and the control it is paired with. */
export function casesTable(): string {
  return table(
    ['id', 'case', 'level', 'clause', 'attacker', 'control'],
    attackCases.map(({ id, title, level, clause, attacker, control }) => [
      id,
      title,
      level,
      clause,
      attacker,
      control,
    ]),
  )
}

/** Every positive control. */
export function controlsTable(): string {
  return table(
    ['id', 'lawful', 'profile'],
    controlCases.map(({ id, title, profile }) => [id, title, profile]),
  )
}
