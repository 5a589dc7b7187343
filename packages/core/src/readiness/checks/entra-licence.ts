import type { Check } from '../check.js'
import { isInForce, planName } from '../licence.js'
import { isOfCut, placeOf } from '../settings.js'
import { documentsOf, member, wordOf } from '../value.js'
import type { Judgement } from '../verdict.js'

/** GET /subscribedSkus: without Entra ID P1 or P2 sign-ins are kept for seven days and Graph activity not at all. */
export const entraLicence: Check = {
  id: 'entra-licence',
  title: 'Entra ID P1 or P2 is there, so that sign-ins can be read and kept',
  scuba: ['MS.AAD.4.1v1'],
  advice: ['make-searchable'],
  decides: false,
  judge({ settings }) {
    const skus = settings.of('subscribedSkus')
    // A list of plans without their subscriptions shows what is there, never that something is not.
    const loose = settings.of('servicePlans').map(({ document }) => document)
    if (skus.length + loose.length === 0) return []
    const inForce = skus.filter(({ document }) => isInForce(wordOf(member(document, 'capabilityStatus'))))
    const listed = inForce.map(({ document }) => documentsOf(member(document, 'servicePlans')))
    const plans = new Set(
      [...listed.flat(), ...loose]
        .filter((plan) => isInForce(wordOf(member(plan, 'provisioningStatus'))))
        .map(planName),
    )
    const has = plans.has('AAD_PREMIUM') || plans.has('AAD_PREMIUM_P2')
    const isWhole =
      skus.length > 0 &&
      listed.every((some) => some.length > 0) &&
      !skus.some((sku) => isOfCut(settings, sku))
    const places = (skus.length > 0 ? skus : settings.of('servicePlans').slice(0, 1)).map(placeOf).join(', ')
    return (['sign-ins-interactive', 'sign-ins-non-interactive'] as const).map((subject): Judgement => {
      const base = { check: this.id, subject, basis: 'settings' as const }
      if (has)
        return {
          ...base,
          verdict: 'complete',
          retentionDays: 30,
          reason: `${plans.has('AAD_PREMIUM_P2') ? 'Entra ID P2' : 'Entra ID P1'}: sign-ins kept for 30 days in Entra`,
        }
      if (!isWhole)
        return {
          ...base,
          verdict: 'unknown',
          reason: `the export does not show the plans of every subscription (${places})`,
          fix: 'export subscribedSkus again as JSON (ConvertTo-Json -Depth 4), with all of its pages',
        }
      return {
        ...base,
        verdict: 'partial',
        retentionDays: 7,
        reason: `no Entra ID P1 or P2 in force (${places}): sign-ins kept for 7 days, no export through Graph`,
        fix: 'Entra ID P1, and a diagnostic setting',
      }
    })
  },
}
