/** Where in a row source the value of a pick stands. */
import type { ColumnSource, RowSource } from '../schema.js'
import type { ScanPick } from './relation.js'

/** Keys are joined by dots, so a key with a dot in it is not looked for. */
export function knownAt(
  paths: Readonly<Record<string, ColumnSource>> | undefined,
  path: readonly (string | number)[],
): ColumnSource | undefined {
  if (!paths || !path.every((step) => typeof step === 'string' && !step.includes('.'))) return undefined
  const key = path.join('.')
  return Object.hasOwn(paths, key) ? paths[key] : undefined
}

/** For a path, only a typed column that holds it tells. */
export function sourceOfPick(pick: ScanPick, rows: RowSource): ColumnSource | undefined {
  const source = rows.columns[pick.source]
  if (!pick.path || !source) return source
  return 'paths' in source ? knownAt(source.paths, pick.path) : undefined
}
