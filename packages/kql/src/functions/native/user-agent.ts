import { native } from './define.js'
import { browsers, devices, systems } from './generated/user-agents.js'
import { isArray, type Json, type JsonBag, readDynamic, writeJson } from './json.js'

/**
 * What a user agent says of its browser, system and device, by the rules of uap-core, whose names Kusto's answers
 * carry. The first rule that matches wins. https://learn.microsoft.com/kusto/query/parse-user-agent-function
 */
interface Rule {
  readonly pattern: RegExp
  readonly replacements: readonly string[]
}

/** Patterns are compiled when first used: a thousand of them cost 20 ms. */
const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

const rules = {
  browser: lazily(() => browsers.map(([pattern = '', ...replacements]) => rule(pattern, '', replacements))),
  system: lazily(() => systems.map(([pattern = '', ...replacements]) => rule(pattern, '', replacements))),
  device: lazily(() =>
    devices.map(([pattern = '', flags = '', ...replacements]) => rule(pattern, flags, replacements)),
  ),
}

const rule = (pattern: string, flags: string, replacements: readonly string[]): Rule => ({
  pattern: new RegExp(pattern, flags),
  replacements,
})

/** The rule's words: its replacement with $1… filled in, else the group of that number. */
function wordsOf(rules: readonly Rule[], text: string, count: number): string[] | undefined {
  for (const { pattern, replacements } of rules) {
    const found = pattern.exec(text)
    if (!found) continue
    return Array.from({ length: count }, (_, index) => {
      const replacement = replacements[index]
      if (!replacement) return found[index + 1] ?? ''
      return replacement.replace(/\$(\d)/g, (_all, group: string) => found[Number(group)] ?? '').trim()
    })
  }
  return undefined
}

const bagOfWords = (names: readonly string[], words: readonly string[] | undefined): JsonBag =>
  new Map(names.map((name, index) => [name, words ? (words[index] ?? '') : index === 0 ? 'Other' : '']))

const version = ['Family', 'MajorVersion', 'MinorVersion', 'Patch']
const parts: Readonly<Record<string, (agent: string) => readonly [string, Json]>> = {
  browser: (agent) => ['Browser', bagOfWords(version, wordsOf(rules.browser(), agent, 4))],
  os: (agent) => [
    'OperatingSystem',
    bagOfWords([...version, 'PatchMinor'], wordsOf(rules.system(), agent, 5)),
  ],
  device: (agent) => ['Device', deviceOf(agent)],
}

/** A device rule without a brand has none; without a model the family is its model. */
function deviceOf(agent: string): JsonBag {
  const names = ['Family', 'Brand', 'Model']
  for (const { pattern, replacements } of rules.device()) {
    const found = pattern.exec(agent)
    if (!found) continue
    const [device, brand = '', model] = replacements
    const fill = (text: string): string =>
      text.replace(/\$(\d)/g, (_all, group: string) => found[Number(group)] ?? '').trim()
    return bagOfWords(names, [fill(device || '$1'), fill(brand), fill(model || '$1')])
  }
  return bagOfWords(names, undefined)
}

const remembered = new Map<string, string>()
const rememberedAtMost = 20_000

/** Log files repeat few user agents many times: each is parsed once. */
export const parseUserAgent = native('parse_user_agent', 2, (agent, lookFor) => {
  if (!agent) return null
  const key = `${lookFor}\0${agent}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  const wanted = wantedOf(lookFor ?? null)
  const answer = writeJson(
    new Map(wanted.flatMap((name) => (parts[name]?.(agent) ? [parts[name](agent)] : []))),
  )
  if (remembered.size >= rememberedAtMost) remembered.clear()
  remembered.set(key, answer)
  return answer
})

function wantedOf(lookFor: string | null): string[] {
  if (lookFor === null) return Object.keys(parts)
  const list = readDynamic(lookFor)
  const names = isArray(list) ? list.map(String) : [typeof list === 'string' ? list : lookFor]
  return names.map((name) => name.toLowerCase())
}
