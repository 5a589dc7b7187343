/** A workspace to ask, without what fills one: whoever asks need not load that. */
export type { Engine, QueryOptions } from './engine.js'
export { readSegments, type Segment } from './segment.js'
export { type LakeEngineOptions, openEngine, openWorkspace, type Workspace } from './workspace.js'
