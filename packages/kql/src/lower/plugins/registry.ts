/** All `evaluate` plugins by name; one file each is added here. */
import type { Plugin, Plugins } from './entry.js'

const list: Plugins = {}

export const plugins: ReadonlyMap<string, Plugin> = new Map(Object.entries(list))
