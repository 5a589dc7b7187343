import type { Rule } from './rule.js'

const operators = { gt: 'GreaterThan', lt: 'LessThan', eq: 'Equal', ne: 'NotEqual' } as const

/** ISO 8601 duration as Azure Resource Manager wants it: whole days where possible. */
export function isoDuration(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes % 1440 === 0) return `P${minutes / 1440}D`
  return minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M`
}

/** Of a rule of others, what else its file says to the API. */
const passedOn = [
  'eventGroupingSettings',
  'incidentConfiguration',
  'suppressionDuration',
  'suppressionEnabled',
]

function scheduleOf(rule: Rule): Record<string, unknown> {
  return rule.kind === 'NRT'
    ? {}
    : {
        queryFrequency: isoDuration(rule.queryFrequency),
        queryPeriod: isoDuration(rule.queryPeriod),
        triggerOperator: operators[rule.triggerOperator],
        triggerThreshold: rule.triggerThreshold,
      }
}

function propertiesOf(rule: Rule): Record<string, unknown> {
  const said: Readonly<Record<string, unknown>> = { ...rule }
  const properties = {
    displayName: rule.taxi ? `${rule.key} ${rule.name}` : rule.name,
    description: rule.description,
    severity: rule.severity,
    enabled: true,
    query: rule.query,
    ...scheduleOf(rule),
    suppressionDuration: 'PT5H',
    suppressionEnabled: false,
    ...Object.fromEntries(passedOn.map((name) => [name, said[name]]).filter(([, value]) => value != null)),
    tactics: rule.tactics ?? [],
    // The alertRules API takes techniques without the sub-technique.
    techniques: [...new Set((rule.relevantTechniques ?? []).map((technique) => technique.split('.')[0]))],
    entityMappings: rule.entityMappings,
    customDetails: rule.customDetails,
    alertDetailsOverride: rule.alertDetailsOverride,
    templateVersion: rule.version,
  }
  // The published schema knows no null: what a rule does not have is left out.
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value != null))
}

function resourceOf(rule: Rule): Record<string, unknown> {
  const id = `[concat(resourceId('Microsoft.OperationalInsights/workspaces/providers', parameters('workspace'), 'Microsoft.SecurityInsights'),'/alertRules/${rule.id}')]`
  return {
    id,
    name: `[concat(parameters('workspace'),'/Microsoft.SecurityInsights/${rule.id}')]`,
    type: 'Microsoft.OperationalInsights/workspaces/providers/alertRules',
    kind: rule.kind,
    // Rules that run all the time are known to the preview of the API alone.
    apiVersion: rule.kind === 'NRT' ? '2023-02-01-preview' : '2023-02-01',
    properties: propertiesOf(rule),
  }
}

/**
 * One Azure Resource Manager template that deploys the rules to a Sentinel workspace
 * (https://learn.microsoft.com/azure/templates/microsoft.securityinsights/alertrules).
 */
export const armTemplate = (rules: readonly Rule[]): Record<string, unknown> => ({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: {
    workspace: { type: 'String', metadata: { description: 'Log Analytics workspace of Microsoft Sentinel' } },
  },
  resources: rules.map(resourceOf),
})
