import type { HappeningKind } from '../happening.js'
import { graphSigninsBeta } from './graph-signins-beta.js'
import { maaNdjson } from './maa-ndjson.js'
import type { ShapeWriter } from './writer.js'

/** Every shape the simulator writes. */
export const writers: readonly ShapeWriter<HappeningKind>[] = [
  maaNdjson as ShapeWriter<HappeningKind>,
  graphSigninsBeta as ShapeWriter<HappeningKind>,
]

/** What is written when no shape is named. */
export const defaultShapes: readonly string[] = ['maa-ndjson', 'graph-signins-beta']
