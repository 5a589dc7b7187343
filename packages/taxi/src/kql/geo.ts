import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NativeServices } from '@bigyellowtaxi/kql/run'
import { UserError } from '../output/error.js'

type LocateIp = NonNullable<NativeServices['locateIp']>

/** A database in the workspace is used without being named. */
const inWorkspace = 'geo.mmdb'

/**
 * Places of addresses out of a MaxMind database the user brings (`--geo FILE`, or `geo.mmdb` in the workspace).
 * None is shipped: what is free to ship is wrong too often to hunt with.
 */
export async function readGeo(file: string | undefined, workspace: string): Promise<LocateIp | undefined> {
  const bytes = await readFile(file ?? join(workspace, inWorkspace)).catch((error: NodeJS.ErrnoException) => {
    if (file === undefined && error.code === 'ENOENT') return undefined
    throw new UserError('QRY106', `cannot read it: ${error.code}`, { file: file ?? inWorkspace })
  })
  if (!bytes) return undefined
  const { Reader } = await import('mmdb-lib')
  let reader: { get(ip: string): unknown }
  try {
    reader = new Reader(bytes)
  } catch {
    throw new UserError('QRY106', 'this is no MaxMind database', { file: file ?? inWorkspace })
  }
  return (ip) => placeOf(reader.get(ip))
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' })

/** Members as Kusto names them, from GeoLite2's layout or the flat one of country databases. */
function placeOf(found: unknown): Readonly<Record<string, string | number>> | null {
  const code = textAt(found, 'country', 'iso_code') ?? textAt(found, 'country_code')
  const place = {
    country: textAt(found, 'country', 'names', 'en') ?? (code === undefined ? undefined : nameOf(code)),
    state: textAt(found, 'subdivisions', '0', 'names', 'en') ?? textAt(found, 'state1'),
    city: textAt(found, 'city', 'names', 'en') ?? textAt(found, 'city'),
    latitude: numberAt(found, 'location', 'latitude') ?? numberAt(found, 'latitude'),
    longitude: numberAt(found, 'location', 'longitude') ?? numberAt(found, 'longitude'),
  }
  const known = Object.entries(place).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return known.length > 0 ? Object.fromEntries(known) : null
}

function nameOf(code: string): string {
  try {
    return countryNames.of(code) ?? code
  } catch {
    return code
  }
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
    value,
  )

function textAt(value: unknown, ...path: string[]): string | undefined {
  const found = at(value, path)
  return typeof found === 'string' && found !== '' ? found : undefined
}

function numberAt(value: unknown, ...path: string[]): number | undefined {
  const found = at(value, path)
  return typeof found === 'number' ? found : undefined
}
