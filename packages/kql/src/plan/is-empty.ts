import type { Relation } from './relation.js'

/** True where no row can come: an aggregate of nothing is a row all the same. */
export function isEmpty(relation: Relation): boolean {
  switch (relation.kind) {
    case 'scan':
      return relation.table.rows.length === 0
    case 'values':
      return relation.rows.length === 0
    case 'filter':
    case 'project':
    case 'sort':
    case 'limit':
    case 'window':
    case 'unnest':
      return isEmpty(relation.input)
    case 'aggregate':
      return relation.keys.length > 0 && isEmpty(relation.input)
    case 'union':
      return relation.inputs.every((input) => isEmpty(input.relation))
    default:
      return false
  }
}
