/// <reference path="./modules.d.ts" />
import { quicken } from './quicken.js'
import type { BridgeGlobals, KustoLanguage } from './raw.js'

const globals = globalThis as BridgeGlobals

/**
 * Loads Microsoft's parser once. Where its globals are already there (a V8 start-up snapshot), nothing is loaded.
 * The package's own main script fails without the bridge, so both are named here, in this order.
 */
export async function loadParser(): Promise<void> {
  if (globals.Kusto?.Language) return
  await import('@kusto/language-service-next/bridge.min.js')
  await import('@kusto/language-service-next/Kusto.Language.Bridge.min.js')
}

export const isParserLoaded = (): boolean => globals.Kusto?.Language !== undefined

let isQuick = false

export function kusto(): KustoLanguage {
  const language = globals.Kusto?.Language
  if (!language) throw new Error('the KQL parser is not loaded: await loadParser() first')
  if (!isQuick) {
    isQuick = true
    quicken()
  }
  return language
}

/** A list of the parser's own kind as an array; null is empty. */
export function toArray<T>(list: unknown): T[] {
  if (list === null || list === undefined) return []
  return (globals.Bridge?.toArray(list) ?? []) as T[]
}

const classNames = new WeakMap<object, string>()

/** Class name of a parser object, without its namespace. */
export function className(value: unknown): string {
  const bridge = globals.Bridge
  if (!bridge || value === null || value === undefined) return ''
  const type = bridge.getType(value)
  const known = classNames.get(type)
  if (known !== undefined) return known
  const name = bridge.Reflection.getTypeName(type).replace(/^.*\./, '')
  classNames.set(type, name)
  return name
}
