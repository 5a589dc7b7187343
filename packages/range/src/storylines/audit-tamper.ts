import { hour, minute } from '../clock.js'
import { guid } from '../guid.js'
import { Reader } from '../reader.js'
import { emitDirectory, userTarget } from '../records/directory.js'
import { emitAdmin, objectOf } from '../records/exchange-admin.js'
import type { Plot, Storyline } from '../story.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import type { Mailbox } from '../world/person.js'
import type { Address } from '../world/place.js'
import {
  accountAddress,
  intruderSession,
  intruderTime,
  rentedAgent,
  stolenAdministrator,
} from './intruder.js'
import { chooseVictims } from './victims.js'

/**
 * The log is blinded before mail is read. Each switch is put back within the hour, before Microsoft's own delay
 * of up to an hour lets it take effect on others, so ordinary records stay; the account that was exempted from
 * auditing reads mail that leaves no record at all.
 */
export const auditTamper: Storyline = {
  name: 'audit-tamper',
  about: 'Audit bypass, audit actions and licence removed, ingestion switched off; then mail read unseen',
  quiet: 'the bypass alone, from the administrator’s own machine',
  techniques: ['T1562.008', 'T1114.002'],
  parameters: {
    mailboxes: { about: 'mailboxes whose audit settings are changed', loud: 2, quiet: 1 },
    reads: { about: 'unseen visits to each mailbox', loud: 6, quiet: 2 },
  },
  start(plot) {
    const admin = stolenAdministrator(plot)
    const chosen = chooseVictims(plot, plot.parameter('mailboxes') + 1, 'anyone', 2)
    const exempt = chosen.pop() as Mailbox
    plot.account(exempt)
    // Who is exempted is what the log can show; whose mail was then read is what it cannot.
    plot.victim(exempt)
    if (!plot.isQuiet) for (const who of chosen) plot.victim(who)
    return (dayIndex) => {
      if (dayIndex !== plot.firstDay) return
      const at = intruderTime(plot, admin, dayIndex, 'tamper')
      const address = accountAddress(plot, admin, dayIndex)
      const session = intruderSession(plot, admin, apps.exchangePowerShell, 'shell')
      session.signIn(at - 3 * minute, address, plot.emit)
      const shell = { plot, admin, address, sessionId: session.id }
      run(shell, at, 'Set-MailboxAuditBypassAssociation', exempt, {
        Identity: exempt.upn,
        AuditBypassEnabled: 'True',
      })
      if (!plot.isQuiet) blind(shell, chosen, at)
      for (const who of chosen) readUnseen(plot, who, exempt, address, at + 2 * hour)
    }
  },
}

interface Shell {
  readonly plot: Plot
  readonly admin: Mailbox
  readonly address: Address
  readonly sessionId: string
}

function run(
  shell: Shell,
  time: number,
  cmdlet: string,
  target: Mailbox,
  parameters: Readonly<Record<string, string>>,
): void {
  const { plot, admin, address, sessionId } = shell
  emitAdmin(
    {
      tenant: plot.tenant,
      by: admin,
      ip: address.ip,
      time,
      id: guid(plot.streamOf(cmdlet, time)),
      cmdlet,
      objectId: objectOf(plot.tenant, target),
      parameters,
      sessionId,
    },
    plot.emit,
  )
}

function blind(shell: Shell, targets: readonly Mailbox[], at: number): void {
  const { admin } = shell
  for (const [n, who] of targets.entries()) {
    const time = at + (n + 1) * 2 * minute
    run(shell, time, 'Set-Mailbox', who, { Identity: who.upn, AuditOwner: 'Update;SoftDelete;HardDelete' })
    run(shell, time + 40 * minute, 'Set-Mailbox', who, {
      Identity: who.upn,
      DefaultAuditSet: 'Admin;Delegate;Owner',
    })
    licence(shell, who, time + minute, true)
    licence(shell, who, time + 45 * minute, false)
  }
  run(shell, at + 9 * minute, 'Set-AdminAuditLogConfig', admin, { UnifiedAuditLogIngestionEnabled: 'False' })
  run(shell, at + 35 * minute, 'Set-AdminAuditLogConfig', admin, { UnifiedAuditLogIngestionEnabled: 'True' })
}

function licence({ plot, admin, address }: Shell, who: Mailbox, time: number, removed: boolean): void {
  const plan = (disabled: string): string =>
    `[[SkuName=SPE_E5, AccountId=${who.objectId}, DisabledPlans=[${disabled}]]]`
  const [before, after] = removed
    ? [plan(''), plan('M365_ADVANCED_AUDITING')]
    : [plan('M365_ADVANCED_AUDITING'), plan('')]
  emitDirectory(
    plot.tenant,
    plot.streamOf('licence', who.index, time),
    {
      time,
      activity: 'Change user license',
      category: 'UserManagement',
      by: { user: admin, ip: address.ip },
      targets: [userTarget(who, [{ name: 'AssignedLicense', old: before, new: after }])],
      details: [{ key: 'User-Agent', value: rentedAgent }],
    },
    plot.emit,
  )
}

/** The exempted account reads; Exchange writes nothing, and only the truth knows. */
function readUnseen(plot: Plot, who: Mailbox, exempt: Mailbox, address: Address, from: number): void {
  const reader = new Reader(plot, who, plot.streamOf('unseen', who.index))
  for (let n = 0; n < plot.parameter('reads'); n++) {
    const stream = plot.streamOf('unseen', who.index, n)
    const at = from + n * 30 * minute
    reader.bind(
      {
        actor: exempt,
        logonType: 2,
        clientInfo: `Client=OWA;${rentedAgent};`,
        ip: address.ip,
        appId: apps.exchange.id,
        clientAppId: apps.owa.id,
        exempt: true,
      },
      at,
      recentMessages(plot.tenant, who, stream, { at, count: stream.between(2, 9), backDays: 30 }),
    )
  }
}
