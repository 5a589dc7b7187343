import { hour, minute } from '../clock.js'
import { guid } from '../guid.js'
import { type Habit, type Life, perMailbox } from '../life.js'
import { emitNewSecret } from '../records/directory.js'
import { emitAdmin, objectOf } from '../records/exchange-admin.js'
import { Session } from '../session.js'
import { browserOf, laptopOf } from '../world/agents.js'
import { apps } from '../world/apps.js'
import type { Mailbox } from '../world/person.js'
import { laptopAddress, localMidnight, placeOf } from '../world/place.js'

interface Chore {
  readonly cmdlet: string
  readonly what: string
  readonly parameters: (target: Mailbox, other: Mailbox) => Readonly<Record<string, string>>
}

const chores: readonly Chore[] = [
  {
    cmdlet: 'Add-MailboxPermission',
    what: 'full access for a colleague',
    parameters: (t, o) => ({
      Identity: t.upn,
      User: o.upn,
      AccessRights: 'FullAccess',
      InheritanceType: 'All',
    }),
  },
  {
    cmdlet: 'Add-RecipientPermission',
    what: 'SendAs for a colleague',
    parameters: (t, o) => ({ Identity: t.upn, Trustee: o.upn, AccessRights: 'SendAs' }),
  },
  {
    cmdlet: 'Set-Mailbox',
    what: 'a larger quota',
    parameters: (t) => ({ Identity: t.upn, ProhibitSendQuota: '99 GB (106,300,440,576 bytes)' }),
  },
  {
    cmdlet: 'Set-Mailbox',
    what: 'search auditing switched on',
    parameters: (t) => ({
      Identity: t.upn,
      AuditOwner: 'System.Collections.Hashtable{Add=SearchQueryInitiated}',
    }),
  },
  {
    cmdlet: 'Add-MailboxFolderPermission',
    what: 'calendar shared',
    parameters: (t, o) => ({ Identity: `${t.upn}:\\Calendar`, User: o.upn, AccessRights: 'Reviewer' }),
  },
  {
    cmdlet: 'Set-CASMailbox',
    what: 'IMAP switched off',
    parameters: (t) => ({ Identity: t.upn, ImapEnabled: 'False', PopEnabled: 'False' }),
  },
  {
    cmdlet: 'New-TransportRule',
    what: 'a disclaimer',
    parameters: () => ({ Name: 'Disclaimer', ApplyHtmlDisclaimerText: 'Sent from Meridian Harbor' }),
  },
]

/** The helpdesk at work, and the quarterly rotation of the backup app's secret. */
export const adminChores: Habit = {
  name: 'admin-chores',
  about: 'Helpdesk changes to mailboxes, and a secret rotated on the backup app',
  mistakenFor:
    'mailbox permissions granted, audit settings changed, a credential added to an app that reads mail',
  start(life) {
    const { tenant } = life
    const sessionOf = perMailbox((who) => openShell(life, who))
    const rotation = Math.floor((tenant.days * 65) / 100)
    return (dayIndex) => {
      for (const admin of tenant.administrators) {
        if (placeOf(tenant, admin, dayIndex).kind === 'off') continue
        const stream = life.stream.at('day', admin.index, dayIndex)
        const count = stream.chance(300) ? 1 : 0
        for (let n = 0; n < count; n++) {
          const at = localMidnight(tenant, admin, dayIndex) + (10 + 3 * n) * hour + stream.below(100) * minute
          doChore(life, admin, dayIndex, at, sessionOf(admin), n)
        }
      }
      const admin = tenant.administrators[0]
      if (dayIndex === rotation && admin) rotate(life, admin, dayIndex)
    }
  },
}

const openShell = (life: Life, who: Mailbox): Session =>
  new Session(
    {
      tenant: life.tenant,
      user: who,
      app: apps.exchangePowerShell,
      resource: apps.exchange,
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.26100; en-US) PowerShell/7.5.0',
      device: laptopOf(who),
      continuousAccess: false,
      clientAppUsed: 'Mobile Apps and Desktop clients',
    },
    life.stream.at('session', who.index),
  )

function doChore(
  life: Life,
  admin: Mailbox,
  dayIndex: number,
  at: number,
  session: Session,
  n: number,
): void {
  const { tenant, emit } = life
  const stream = life.stream.at('chore', admin.index, dayIndex, n)
  const address = laptopAddress(tenant, admin, dayIndex)
  session.tokenAt(at - minute, address, emit)
  const chore = stream.pick(chores)
  const target = stream.pick(tenant.all)
  const other = stream.pick(tenant.people)
  emitAdmin(
    {
      tenant,
      by: admin,
      ip: address.ip,
      time: at,
      id: guid(stream),
      cmdlet: chore.cmdlet,
      objectId: objectOf(tenant, target),
      parameters: chore.parameters(target, other),
      sessionId: session.id,
    },
    emit,
  )
  life.note({ subject: target.upn, what: `${chore.cmdlet}: ${chore.what}`, from: at })
}

function rotate(life: Life, admin: Mailbox, dayIndex: number): void {
  const { tenant } = life
  const stream = life.stream.at('rotation')
  const time = localMidnight(tenant, admin, dayIndex) + 14 * hour
  emitNewSecret(
    tenant,
    stream,
    {
      by: admin,
      ip: laptopAddress(tenant, admin, dayIndex).ip,
      app: apps.backup,
      keyId: guid(stream),
      label: 'granary-q2',
      time,
      userAgent: browserOf(admin, dayIndex).agent,
    },
    life.emit,
  )
  life.note({
    subject: apps.backup.id,
    what: 'secret rotated on the backup app, which goes on reading mail',
    from: time,
  })
}
