/** All `evaluate` plugins by name; one file (or family) each is added here. */
import { activityPlugins } from './activity.js'
import { bagUnpack } from './bag-unpack.js'
import type { Plugin, Plugins } from './entry.js'
import { geoLineLookup, geoPolygonLookup } from './geo-lookup.js'
import { ipv4Lookup, ipv6Lookup } from './ip-lookup.js'
import { identity, narrow, preview } from './narrow.js'
import { patternPlugins } from './patterns.js'
import { pivot } from './pivot.js'
import { refusedPlugins } from './refused.js'
import { rowsNear } from './rows-near.js'
import { sequencePlugins } from './sequences.js'

const list: Plugins = {
  bag_unpack: bagUnpack,
  pivot,
  narrow,
  preview,
  identity,
  ipv4_lookup: ipv4Lookup,
  ipv6_lookup: ipv6Lookup,
  geo_polygon_lookup: geoPolygonLookup,
  geo_line_lookup: geoLineLookup,
  rows_near: rowsNear,
  ...activityPlugins,
  ...patternPlugins,
  ...sequencePlugins,
  ...refusedPlugins,
}

export const plugins: ReadonlyMap<string, Plugin> = new Map(Object.entries(list))
