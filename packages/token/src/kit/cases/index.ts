import type { AttackCase } from '../case.js'
import { algorithmCases } from './algorithm.js'
import { audienceCases } from './audience-authorisation.js'
import { headerCases } from './header-key-lookup.js'
import { issuerTenantCases } from './issuer-tenant.js'
import { keyClassCases } from './key-class.js'
import { renewalCases } from './renewal-exchange.js'
import { rotationCases } from './rotation-key-set.js'
import { timeCases } from './time.js'

/** Every case, in the order reports show them. */
export const attackCases: readonly AttackCase[] = [
  ...keyClassCases,
  ...issuerTenantCases,
  ...audienceCases,
  ...timeCases,
  ...algorithmCases,
  ...headerCases,
  ...rotationCases,
  ...renewalCases,
]
