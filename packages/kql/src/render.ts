/** What `render` asks for: the kind of chart and its properties. */
import { child, descendants, kindOf, list, type Node, nameOf, optional, textOf } from './kusto/syntax.js'

export interface Render {
  readonly kind: string
  readonly properties: Readonly<Record<string, string>>
}

export function renderOf(query: Node): Render | undefined {
  if (kindOf(query) !== 'PipeExpression') return undefined
  const operator = child(query, 'Operator')
  if (kindOf(operator) !== 'RenderOperator') return undefined
  const properties: Record<string, string> = {}
  const clause = optional(operator, 'WithClause')
  for (const node of clause ? list(clause, 'Properties') : []) {
    for (const found of descendants(node)) {
      if (kindOf(found) !== 'NamedParameter') continue
      properties[nameOf(child(found, 'Name')).toLowerCase()] = textOf(child(found, 'Expression')).replace(
        /^(['"])(.*)\1$/,
        '$2',
      )
    }
  }
  return { kind: textOf(child(operator, 'ChartType')).toLowerCase(), properties }
}
