import type { Check } from '../check.js'
import { isInForce, planName } from '../licence.js'
import { placeOf } from '../settings.js'
import { documentsOf, member, wordOf } from '../value.js'

/** GET /subscribedSkus: without Entra ID P1 or P2 sign-ins are kept for seven days and Graph activity not at all. */
export const entraLicence: Check = {
  id: 'entra-licence',
  title: 'Entra ID P1 or P2 is there, so that sign-ins can be read and kept',
  scuba: ['MS.AAD.4.1v1'],
  advice: ['make-searchable'],
  decides: false,
  judge({ settings }) {
    const skus = settings.of('subscribedSkus')
    if (skus.length === 0) return []
    const inForce = skus.filter(({ document }) => isInForce(wordOf(member(document, 'capabilityStatus'))))
    const plans = new Set(
      inForce.flatMap(({ document }) =>
        documentsOf(member(document, 'servicePlans'))
          .filter((plan) => isInForce(wordOf(member(plan, 'provisioningStatus'))))
          .map(planName),
      ),
    )
    const has = plans.has('AAD_PREMIUM') || plans.has('AAD_PREMIUM_P2')
    return (['sign-ins-interactive', 'sign-ins-non-interactive'] as const).map((subject) => ({
      check: this.id,
      subject,
      verdict: has ? ('complete' as const) : ('partial' as const),
      basis: 'settings' as const,
      retentionDays: has ? 30 : 7,
      reason: has
        ? `${plans.has('AAD_PREMIUM_P2') ? 'Entra ID P2' : 'Entra ID P1'}: sign-ins kept for 30 days in Entra`
        : `no Entra ID P1 or P2 in force (${skus.map(placeOf).join(', ')}): sign-ins kept for 7 days, no export through Graph`,
      ...(has ? {} : { fix: 'Entra ID P1, and a diagnostic setting' }),
    }))
  },
}
