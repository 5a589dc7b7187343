import { Stream } from '../random.js'
import { business } from './business.js'
import { e3Before2024 } from './e3-before-2024.js'
import { e3Now } from './e3-now.js'
import { e5 } from './e5.js'
import type { Tier } from './tier.js'

/** Every licence tier by name. A tier only ever withholds records, so that a tier's tenant is a subset of E5's. */
export const tiers = {
  E5: e5,
  'E3-now': e3Now,
  'E3-before-2024': e3Before2024,
  Business: business,
} as const satisfies Record<string, Tier>

export type LicenceTier = keyof typeof tiers
export type TierOption = LicenceTier | 'mixed'

export const tierOptions: readonly TierOption[] = ['E5', 'E3-now', 'E3-before-2024', 'Business', 'mixed']

/** In a mixed tenant executives have E5 and the rest have what the number of their mailbox says. */
export function tierOf(option: TierOption, index: number, executive: boolean): LicenceTier {
  if (option !== 'mixed') return option
  if (executive) return 'E5'
  const drawn = Stream.seeded('tier').at(index).below(100)
  if (drawn < 25) return 'E5'
  if (drawn < 65) return 'E3-now'
  return drawn < 85 ? 'E3-before-2024' : 'Business'
}
