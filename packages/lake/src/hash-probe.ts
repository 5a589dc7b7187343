import type { DuckDBConnection } from '@duckdb/node-api'
import { LakeError } from './errors.js'
import type { Segment } from './segment.js'

/** The engine does not promise that its hash stays the same from version to version; this tells. */
export async function hashProbe(connection: DuckDBConnection): Promise<string> {
  const result = await connection.runAndReadAll("SELECT hash('big yellow taxi')::VARCHAR")
  return String(result.getRows()[0]?.[0])
}

/** Hashes of another engine version would make every repeated record look like a variant. */
export function refuseOtherHashes(folder: string, segments: readonly Segment[], probe: string): void {
  if (segments.every((segment) => segment.hashProbe === probe)) return
  throw new LakeError('LAKE104', 'this workspace was written with another version of the engine', {
    file: folder,
    hint: 'run taxi compact once, then ingest',
  })
}
