/** `tostring(d.a.b)` reads the text at the path in one step. */
import type { Expr } from '../plan/expr.js'
import { mapParts } from '../plan/walk.js'

export function textPaths(expr: Expr): Expr {
  const changed = mapParts(expr, textPaths)
  if (changed.kind !== 'call' || changed.name !== 'tostring') return changed
  const [inner] = changed.args
  if (inner?.kind !== 'call' || inner.name !== '_path') return changed
  return { ...changed, name: '_path_text', args: inner.args }
}
