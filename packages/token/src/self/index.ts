export { selfAdapter } from './adapter.js'
export { checkIds, type Mutant, mutant } from './mutation.js'
