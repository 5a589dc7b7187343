import type { KeyCheck, TokenCheck } from '../check.js'
import { actor } from './actor.js'
import { algorithm } from './algorithm.js'
import { audience } from './audience.js'
import { caseVariants } from './case-variants.js'
import { client } from './client.js'
import { compactForm } from './compact-form.js'
import { duplicateMembers } from './duplicate-members.js'
import { expiry } from './expiry.js'
import { extensions } from './extensions.js'
import { issuedAt } from './issued-at.js'
import { issuer } from './issuer.js'
import { keyAlgorithm } from './key-algorithm.js'
import { keyCertificate } from './key-certificate.js'
import { keyCloud } from './key-cloud.js'
import { keyIssuer } from './key-issuer.js'
import { keyStrength } from './key-strength.js'
import { keyThumbprint } from './key-thumbprint.js'
import { keyUse } from './key-use.js'
import { lifetime } from './lifetime.js'
import { nonce } from './nonce.js'
import { notBefore } from './not-before.js'
import { permissions } from './permissions.js'
import { signature } from './signature.js'
import { strictBase64url } from './strict-base64url.js'
import { subject } from './subject.js'
import { tenant } from './tenant.js'
import { tenantId } from './tenant-id.js'
import { tokenType } from './token-type.js'
import { uniqueKid } from './unique-kid.js'
import { userFlow } from './user-flow.js'
import { version } from './version.js'

/** What can be judged before a key is looked up, in order: cheap, and the first refusal names the cause. */
export const tokenChecks: readonly TokenCheck[] = [
  compactForm,
  strictBase64url,
  duplicateMembers,
  caseVariants,
  algorithm,
  tokenType,
  extensions,
]

/** The key, then the signature, then the claims: nothing a claim says counts before its signature holds. */
export const keyChecks: readonly KeyCheck[] = [
  uniqueKid,
  keyThumbprint,
  keyUse,
  keyAlgorithm,
  keyStrength,
  keyCertificate,
  keyIssuer,
  keyCloud,
  signature,
  version,
  tenantId,
  issuer,
  tenant,
  userFlow,
  audience,
  expiry,
  notBefore,
  issuedAt,
  lifetime,
  subject,
  actor,
  client,
  permissions,
  nonce,
]

/** The lists as one value, so that "the list minus one" can be run. */
export interface CheckLists {
  readonly token: readonly TokenCheck[]
  readonly key: readonly KeyCheck[]
}

export const checkLists: CheckLists = { token: tokenChecks, key: keyChecks }
