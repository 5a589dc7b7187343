import { day, hour, minute } from '../clock.js'
import { guid } from '../guid.js'
import { type Habit, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { appTarget, emitDirectory } from '../records/directory.js'
import { type Caller, nativeApp } from '../records/mailbox.js'
import { ServiceSession } from '../session.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { v4Address, vendorNetworks } from '../world/networks.js'
import { laptopAddress, localMidnight } from '../world/place.js'

const folders = [
  'Inbox',
  'Sent Items',
  'Archive',
  'Projects',
  'Vendors',
  'Calendar',
  'Contacts',
  'Deleted Items',
]

/** Part of the company is moved to another tenant over a few days: everything in those mailboxes is read. */
export const migration: Habit = {
  name: 'migration',
  about: 'A migration tool copying an eighth of the mailboxes over five days',
  mistakenFor: 'full mailbox download of many mailboxes by a new app from a hosting network',
  start(life) {
    const { tenant } = life
    const network = vendorNetworks.migration
    const address = { ip: v4Address(network, 'migration', 1), network }
    const first = Math.floor((tenant.days * 35) / 100)
    const moved = tenant.all.filter((who) => who.index % 8 === 3)
    life.note({
      subject: apps.migration.id,
      what: `${moved.length} mailboxes copied`,
      from: tenant.start + first * day,
      to: tenant.start + (first + 5) * day,
    })
    const service = new ServiceSession(
      {
        tenant,
        app: apps.migration,
        resource: apps.exchange,
        credentialKeyId: guid(life.stream),
        userAgent: 'Ferryman/3.1',
      },
      life.stream.at('session'),
    )
    const readerOf = perMailbox((who) => new Reader(life, who, life.stream.at('reader', who.index)))
    return (dayIndex) => {
      if (dayIndex === first - 1) permit(life, dayIndex)
      if (dayIndex < first || dayIndex >= first + 5) return
      for (const [n, who] of moved.entries()) {
        if (n % 5 !== dayIndex - first) continue
        const stream = life.stream.at('move', who.index)
        const startsAt = tenant.start + dayIndex * day + ((n * 67) % 600) * minute
        for (const [f, folder] of folders.entries()) {
          const at = startsAt + f * 4 * minute
          const caller: Caller = {
            actorId: apps.migration.servicePrincipalId ?? apps.migration.id,
            userType: 5,
            logonType: 1,
            clientInfo: `Client=WebServices;Ferryman/3.1[AppId=${apps.migration.id}];`,
            ip: address.ip,
            ...nativeApp(apps.migration),
            token: service.tokenAt(at, address, life.emit),
          }
          readerOf(who).sync(caller, at, folder)
          readerOf(who).bind(
            caller,
            at + minute,
            recentMessages(tenant, who, stream, { at, count: 30, backDays: 200 }),
          )
        }
      }
    }
  },
}

function permit(life: Parameters<Habit['start']>[0], dayIndex: number): void {
  const { tenant } = life
  const admin = tenant.administrators[0]
  if (!admin) return
  emitDirectory(
    tenant,
    life.stream.at('permit'),
    {
      time: localMidnight(tenant, admin, dayIndex) + 10 * hour,
      activity: 'Add app role assignment to service principal',
      category: 'ApplicationManagement',
      operationType: 'Assign',
      by: { user: admin, ip: laptopAddress(tenant, admin, dayIndex).ip },
      targets: [
        {
          ...appTarget(apps.exchange, [
            { name: 'AppRole.Id', old: '', new: 'dc890d15-9560-4a4c-9b7f-a736ec74ec40' },
            { name: 'AppRole.Value', old: '', new: 'full_access_as_app' },
            { name: 'ServicePrincipal.AppId', old: '', new: apps.migration.id },
            { name: 'ServicePrincipal.DisplayName', old: '', new: apps.migration.name },
          ]),
        },
        appTarget(apps.migration),
      ],
      details: [{ key: 'AppId', value: apps.migration.id }],
    },
    life.emit,
  )
}
