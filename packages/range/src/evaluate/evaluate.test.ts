import { describe, expect, it } from 'vitest'
import { simulate } from '../simulate.js'
import type { Truth } from '../truth.js'
import { evaluate } from './evaluate.js'
import { readTruth } from './read-truth.js'
import { readReport } from './report.js'

function truthOf(): Truth {
  const simulation = simulate({
    mailboxes: 20,
    days: 10,
    seed: 'evaluate',
    density: 20,
    storylines: ['storm-0558', 'bec-rule'],
  })
  for (const _ of simulation.happenings());
  return simulation.truth()
}

const truth = truthOf()
const storm = truth.storylines[0] as Truth['storylines'][number]
const first = Date.parse(storm.firstRecordTime ?? '')

const finding = (id: string, over: object = {}) => ({
  id,
  rule: 'MBX-03',
  evidence: [storm.recordIds[0]],
  mailboxes: storm.mailboxes,
  detectedAt: new Date(first + 900_000).toISOString(),
  ...over,
})

const score = (report: object) => evaluate(truth, readReport(JSON.stringify(report)))

describe('evaluate', () => {
  it('counts a storyline as found when an incident rests on one of its records', () => {
    const result = score({
      findings: [finding('f1')],
      incidents: [{ id: 'i1', findings: ['f1'], mailboxes: storm.mailboxes }],
    })
    expect(result.storylines[0]).toMatchObject({
      name: 'storm-0558',
      recall: 1,
      mailboxesNamed: storm.mailboxes.length,
      mailboxesMissed: [],
      mailboxesWronglyNamed: 0,
      evidencePrecision: 1,
      firstFindingSeconds: 900,
      rules: ['MBX-03'],
    })
    expect(result.storylines[1]).toMatchObject({
      name: 'bec-rule',
      recall: 0,
      mailboxesNamed: 0,
      firstFindingSeconds: null,
    })
    expect(result.falseIncidentsPer1000MailboxDays).toBe(0)
  })

  it('counts incidents without any attacker record as false, per thousand mailboxes and day', () => {
    const stray = finding('f2', { evidence: ['11111111-1111-4111-8111-111111111111'] })
    const result = score({
      findings: [finding('f1'), stray],
      incidents: [
        { id: 'a', findings: ['f1'] },
        { id: 'b', findings: ['f2'] },
      ],
    })
    expect(result.falseIncidents).toBe(1)
    expect(result.falseIncidentsPer1000MailboxDays).toBe(5)
    expect(result.falseIncidentIds).toEqual(['b'])
    expect(result.rules).toEqual([
      {
        rule: 'MBX-03',
        findings: 2,
        falseFindings: 1,
        falsePer1000MailboxDays: 5,
        storylines: ['storm-0558'],
        firstFindingSeconds: { 'storm-0558': 900 },
      },
    ])
  })

  it('does not take the right mailbox with the wrong records for a detection', () => {
    const lucky = finding('f1', { evidence: ['nothing'] })
    expect(
      score({ findings: [lucky], incidents: [{ id: 'i', findings: ['f1'] }] }).storylines[0]?.recall,
    ).toBe(0)
  })

  it('shows an incident that swallows the tenant for what it is', () => {
    const stray = finding('f2', { evidence: ['nothing'], mailboxes: ['a@b.example', 'c@b.example'] })
    const result = score({
      findings: [finding('f1'), stray],
      incidents: [{ id: 'i', findings: ['f1', 'f2'] }],
    })
    expect(result.storylines[0]).toMatchObject({
      recall: 1,
      mailboxesWronglyNamed: 2,
      evidencePrecision: 0.5,
    })
  })

  it('judges a claim without evidence ids by its tokens and sessions', () => {
    const claim = {
      id: 'i',
      rule: 'X',
      entities: { token: [storm.tokens[0]], mailbox: [storm.mailboxes[0]] },
    }
    expect(score({ incidents: [claim] }).storylines[0]).toMatchObject({ recall: 1, mailboxesNamed: 1 })
  })

  it('takes findings for incidents where the report joins none', () => {
    expect(score({ findings: [finding('f1')] }).storylines[0]?.recall).toBe(1)
    expect(score([finding('f1')] as unknown as object).storylines[0]?.recall).toBe(1)
  })

  it('names what it cannot read', () => {
    expect(() => readReport('nonsense')).toThrow(expect.objectContaining({ code: 'EVA001' }))
    expect(() => readReport('{"a":1}')).toThrow(expect.objectContaining({ code: 'EVA002' }))
    expect(() => readTruth('{')).toThrow(expect.objectContaining({ code: 'EVA003' }))
    expect(() => readTruth('{"version":2}')).toThrow(expect.objectContaining({ code: 'EVA004' }))
  })
})
