import type { Emit } from '../happening.js'
import { emitMailbox, type ReadSpec } from './mailbox.js'

/** Somebody searched their mailbox; written only where the mailbox opted in to search auditing. */
export function emitSearchQuery(spec: ReadSpec, query: string, emit: Emit): void {
  emitMailbox({ ...spec, operation: 'SearchQueryInitiatedExchange', recordType: 101 }, emit, () => ({
    QueryText: query,
    QuerySource: 'Default',
    ScenarioName: 'owa.react',
  }))
}
