import { type BuiltInRule, entitiesOf, type Judgement, type Material } from './rule.js'

async function judge({ answer }: Material): Promise<Judgement> {
  return {
    drafts: answer.facts.throttles.map((window) => ({
      subject: `${window.mailbox}|${window.from}`,
      entities: entitiesOf([], [window.mailbox]),
      mailboxes: [window.mailbox],
      evidence: window.evidence,
      reasons: [
        `${window.evidence.length} record(s) of ${window.mailbox} carry IsThrottled: more than 1,000 bind records in 24 hours`,
        `no binds are recorded from ${window.from} to ${window.to}: all its mail is presumed within reach`,
      ],
      first: window.from,
      last: window.to,
    })),
    gaps: [],
  }
}

export const throttled: BuiltInRule = {
  id: 'MBX-09',
  version: '1.0.0',
  title: 'Mailbox throttled: reads were not recorded for a day',
  severity: 'Medium',
  points: 20,
  techniques: ['T1114.002'],
  tactics: ['Collection'],
  judge,
}
