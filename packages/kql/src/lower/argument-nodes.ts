import { child, list, type Node } from '../kusto/syntax.js'

export const argumentNodes = (node: Node): Node[] => list(child(node, 'ArgumentList'), 'Expressions')
