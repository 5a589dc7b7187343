export { selfAdapter } from './adapter.js'
export { checkIds, type Mutant, mutant } from './mutation.js'
export { casesTable, checksTable, controlsTable } from './tables.js'
