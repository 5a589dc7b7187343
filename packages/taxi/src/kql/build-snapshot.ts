import { buildSnapshot } from './snapshot.js'

process.exitCode = buildSnapshot() ? 0 : 1
