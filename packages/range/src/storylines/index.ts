import type { Storyline } from '../story.js'
import { aitm } from './aitm.js'
import { appCredential } from './app-credential.js'
import { auditTamper } from './audit-tamper.js'
import { becRule } from './bec-rule.js'
import { delegateAbuse } from './delegate-abuse.js'
import { ediscoveryExfil } from './ediscovery-exfil.js'
import { oauthApp } from './oauth-app.js'
import { storm0558 } from './storm-0558.js'

/** Every intrusion the simulator can play. Each has its own stream: one more changes nobody else's records. */
export const storylines: readonly Storyline[] = [
  storm0558,
  aitm,
  oauthApp,
  appCredential,
  becRule,
  delegateAbuse,
  ediscoveryExfil,
  auditTamper,
]
