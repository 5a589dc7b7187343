import { hour } from '../clock.js'
import { guid } from '../guid.js'
import type { Habit, Life } from '../life.js'
import { emitDirectory, userTarget } from '../records/directory.js'
import { emitAdmin, objectOf } from '../records/exchange-admin.js'
import type { Mailbox } from '../world/person.js'
import { laptopAddress, localMidnight } from '../world/place.js'

/** People come and go: accounts made, licences changed, a leaver's mail forwarded to the successor. */
export const joinersLeavers: Habit = {
  name: 'joiners-leavers',
  about: 'Joiners and leavers: licences given and taken, a leaver’s mail forwarded inside the company',
  mistakenFor: 'a mailbox with no past; mailbox forwarding; a licence with auditing removed; silence',
  start(life) {
    const { tenant } = life
    const admin = tenant.administrators[0]
    for (const who of tenant.people) {
      if (who.joins >= 0)
        life.note({ subject: who.upn, what: 'joins', from: localMidnight(tenant, who, who.joins) })
      if (who.leaves < tenant.days)
        life.note({ subject: who.upn, what: 'leaves', from: localMidnight(tenant, who, who.leaves) })
    }
    return (dayIndex) => {
      if (!admin) return
      for (const who of tenant.people) {
        if (who.joins === dayIndex) join(life, admin, who, dayIndex)
        if (who.leaves === dayIndex) leave(life, admin, who, dayIndex)
      }
    }
  },
}

const licence = (who: Mailbox, given: boolean) => {
  // The same text under every tier: another tier must be a subset, so the licence named is one that says nothing of mail.
  const plan = `[SkuName=EMS, AccountId=${who.objectId}, DisabledPlans=[]]`
  return [{ name: 'AssignedLicense', old: given ? '[]' : `[${plan}]`, new: given ? `[${plan}]` : '[]' }]
}

function change(
  life: Life,
  admin: Mailbox,
  who: Mailbox,
  dayIndex: number,
  activity: string,
  given: boolean,
): void {
  emitDirectory(
    life.tenant,
    life.stream.at(activity, who.index),
    {
      time: localMidnight(life.tenant, admin, dayIndex) + (given ? 8 : 17) * hour,
      activity,
      category: 'UserManagement',
      by: { user: admin, ip: laptopAddress(life.tenant, admin, dayIndex).ip },
      targets: [userTarget(who, activity === 'Change user license' ? licence(who, given) : [])],
      details: [{ key: 'User-Agent', value: 'O365AdminPortal' }],
    },
    life.emit,
  )
}

function join(life: Life, admin: Mailbox, who: Mailbox, dayIndex: number): void {
  change(life, admin, who, dayIndex, 'Add user', true)
  change(life, admin, who, dayIndex, 'Change user license', true)
}

function leave(life: Life, admin: Mailbox, who: Mailbox, dayIndex: number): void {
  change(life, admin, who, dayIndex, 'Change user license', false)
  const successor = life.stream.at('successor', who.index).pick(life.tenant.people)
  emitAdmin(
    {
      tenant: life.tenant,
      by: admin,
      ip: laptopAddress(life.tenant, admin, dayIndex).ip,
      time: localMidnight(life.tenant, admin, dayIndex) + 16 * hour,
      id: guid(life.stream.at('forward', who.index)),
      cmdlet: 'Set-Mailbox',
      objectId: objectOf(life.tenant, who),
      parameters: { Identity: who.upn, ForwardingAddress: successor.upn, DeliverToMailboxAndForward: 'True' },
    },
    life.emit,
  )
}
