import type { Rule } from '@bigyellowtaxi/core'
import type { Hunt } from '@bigyellowtaxi/incident'

export type HuntRules =
  | { readonly ok: true; readonly rules: readonly Rule[] }
  | { readonly ok: false; readonly reasons: readonly string[] }

const literal = /^(?:\d+(?:\.\d+)?(?:ms|[smhdw])?|"[^"\\\n]*"|true|false)$/

/**
 * The rules a hunt names, with its parameters put in, and the rules that those correlate. A hunt that names a rule or
 * a parameter that is not there cannot be judged.
 */
export function rulesOf(hunt: Hunt, all: readonly Rule[]): HuntRules {
  const byKey = new Map(all.map((rule) => [rule.key, rule]))
  const missing = hunt.rules.filter((key) => !byKey.has(key)).map((key) => `there is no rule ${key}`)
  const named = hunt.rules.flatMap((key) => byKey.get(key) ?? [])
  const parameters = Object.entries(hunt.parameters ?? {})
  const unused = parameters
    .filter(([name]) => !named.some((rule) => takes(rule, name)))
    .map(([name]) => `no rule of the hunt has the parameter ${name}`)
  const wrong = parameters
    .filter(([, value]) => !literal.test(String(value)))
    .map(([name, value]) => `the parameter ${name} = ${value} is no KQL literal`)
  const reasons = [...missing, ...unused, ...wrong]
  if (reasons.length > 0) return { ok: false, reasons }
  const set = new Map(named.map((rule) => [rule.key, withParameters(rule, parameters)]))
  for (const rule of named)
    for (const key of rule.taxi?.correlate?.all.flat() ?? []) {
      const part = byKey.get(key)
      if (part && !set.has(key)) set.set(key, part)
    }
  return { ok: true, rules: [...set.values()] }
}

/** `lookback` is a parameter of every rule of the hunt that has it, `MBX-03.lookback` of that rule alone. */
function letLine(rule: Rule, name: string): RegExp | undefined {
  const [key, own] = name.includes('.') ? name.split('.') : [rule.key, name]
  return key === rule.key && /^\w+$/.test(own ?? '')
    ? new RegExp(`^([ \\t]*let ${own} = )[^;\\n]+;`, 'm')
    : undefined
}

const takes = (rule: Rule, name: string): boolean => letLine(rule, name)?.test(rule.query) ?? false

function withParameters(rule: Rule, parameters: readonly (readonly [string, unknown])[]): Rule {
  const query = parameters.reduce((text, [name, value]) => {
    const line = letLine(rule, name)
    return line ? text.replace(line, (_, start: string) => `${start}${value};`) : text
  }, rule.query)
  return { ...rule, query }
}
