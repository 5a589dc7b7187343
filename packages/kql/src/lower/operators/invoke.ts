import { child, nameOf } from '../../kusto/syntax.js'
import { enterFunction } from '../function-call.js'
import { frameOf, refuse } from '../scope.js'
import { piped } from './entry.js'

/** `T | invoke f(x)` is `f(T, x)`. */
export const invoke = piped((lowering, node, input, names) => {
  const called = child(node, 'Function')
  const name = nameOf(child(called, 'Name'))
  const binding = names.get(name)
  if (binding?.kind !== 'function') return refuse(called, 'KQL302', `the function ${name}() is not supported`)
  const { body, names: inner } = enterFunction(
    lowering,
    called,
    { ...frameOf(input, names), columns: [] },
    binding,
    () => input,
  )
  return lowering.table(child(body, 'Expression'), inner)
})
