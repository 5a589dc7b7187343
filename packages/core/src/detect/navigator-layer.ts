import type { Rule } from './rule.js'

/**
 * An ATT&CK Navigator layer of what the rules look for; the score is the number of rules
 * (https://github.com/mitre-attack/attack-navigator, layer format 4.5).
 */
export function navigatorLayer(
  rules: readonly Rule[],
  findings: ReadonlyMap<string, number> = new Map(),
): Record<string, unknown> {
  const byTechnique = new Map<string, Rule[]>()
  for (const rule of rules)
    for (const technique of rule.relevantTechniques ?? [])
      byTechnique.set(technique, [...(byTechnique.get(technique) ?? []), rule])
  const techniques = [...byTechnique]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([techniqueID, found]) => ({
      techniqueID,
      score: found.length,
      comment: found
        .map(
          (rule) =>
            `${rule.key} ${rule.name}${findings.get(rule.key) ? `: ${findings.get(rule.key)} findings` : ''}`,
        )
        .join('\n'),
      enabled: true,
    }))
  const most = Math.max(1, ...techniques.map((technique) => technique.score))
  return {
    name: 'Big Yellow Taxi rules',
    versions: { attack: '17', navigator: '5.1.0', layer: '4.5' },
    domain: 'enterprise-attack',
    description: `${rules.length} detections for Microsoft 365 mail access`,
    techniques,
    gradient: { colors: ['#fff7d6', '#f2b705'], minValue: 0, maxValue: most },
  }
}
