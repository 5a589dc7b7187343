/**
 * Checks a bundle against STIX 2.1: JSON Schemas for the object types we write, after the property tables of the
 * specification (docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html), then what a schema cannot say: ids resolve, relationships are among the
 * suggested or generic ones, times run forwards, patterns parse.
 */
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { StixObject } from '../src/export/stix.js'

type Schema = Record<string, unknown>

const id = (type: string): Schema => ({
  type: 'string',
  // RFC 9562 UUID, any version, variant 1.
  pattern: `^${type}--[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`,
})
const instant: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$' }
const text: Schema = { type: 'string', minLength: 1 }
const list = (items: Schema): Schema => ({ type: 'array', minItems: 1, items })
const reference: Schema = {
  type: 'object',
  required: ['source_name'],
  anyOf: [{ required: ['description'] }, { required: ['url'] }, { required: ['external_id'] }],
  properties: { source_name: text, description: text, url: text, external_id: text },
  additionalProperties: false,
}

const object = (type: string, required: readonly string[], properties: Schema): Schema => ({
  type: 'object',
  required: ['type', 'spec_version', 'id', 'created', 'modified', ...required],
  properties: {
    type: { const: type },
    spec_version: { const: '2.1' },
    id: id(type),
    created_by_ref: id('identity'),
    created: instant,
    modified: instant,
    labels: list(text),
    external_references: list(reference),
    ...properties,
  },
  // Custom properties would have to be extensions: we write none.
  additionalProperties: false,
})

const named = { name: text, description: text }
const schemas: Readonly<Record<string, Schema>> = {
  identity: object('identity', ['name'], {
    ...named,
    identity_class: { enum: ['individual', 'group', 'system', 'organization', 'class', 'unknown'] },
  }),
  incident: object('incident', ['name'], named),
  'intrusion-set': object('intrusion-set', ['name'], { ...named, aliases: list(text) }),
  'attack-pattern': object('attack-pattern', ['name'], named),
  'course-of-action': object('course-of-action', ['name'], named),
  indicator: object('indicator', ['pattern', 'pattern_type', 'valid_from'], {
    ...named,
    indicator_types: list(text),
    pattern: text,
    pattern_type: { const: 'stix' },
    valid_from: instant,
    valid_until: instant,
  }),
  report: object('report', ['name', 'published', 'object_refs'], {
    ...named,
    report_types: list(text),
    published: instant,
    object_refs: list(id('[a-z-]+')),
  }),
  relationship: object('relationship', ['relationship_type', 'source_ref', 'target_ref'], {
    relationship_type: { type: 'string', pattern: '^[a-z0-9-]+$' },
    source_ref: id('[a-z-]+'),
    target_ref: id('[a-z-]+'),
  }),
}

const bundleSchema: Schema = {
  type: 'object',
  required: ['type', 'id', 'objects'],
  properties: { type: { const: 'bundle' }, id: id('bundle'), objects: { type: 'array', minItems: 1 } },
  additionalProperties: false,
}

/** Relationships of STIX 2.1 appendix B that we use; `related-to` may join anything. */
const relationships = new Set([
  'intrusion-set targets identity',
  'intrusion-set uses attack-pattern',
  'indicator indicates intrusion-set',
  'incident attributed-to intrusion-set',
])

/** One comparison on one object path, as in section 9 of the specification. */
const pattern =
  /^\[(?:ipv4-addr|ipv6-addr|domain-name|url|email-addr|file|x509-certificate|network-traffic):[a-z_]+(?:\.(?:[A-Za-z0-9_]+|'[^']+'))* = '(?:[^'\\]|\\['\\])+'\]$/

const ajv = new Ajv2020({ allErrors: true, strict: false })

/** Everything wrong with a bundle, in words; empty means that it validates. */
export function stixProblems(bundle: { objects: readonly StixObject[] }): string[] {
  const problems: string[] = []
  const check = (schema: Schema, value: unknown, where: string) => {
    if (!ajv.validate(schema, value)) problems.push(`${where}: ${ajv.errorsText()}`)
  }
  check(bundleSchema, bundle, 'bundle')
  const ids = new Set(bundle.objects.map((one) => one.id))
  if (ids.size !== bundle.objects.length) problems.push('an id stands twice')
  for (const one of bundle.objects) {
    const schema = schemas[one.type]
    if (schema) check(schema, one, one.id)
    else problems.push(`${one.id}: unknown type`)
    problems.push(...meaning(one, ids))
  }
  return problems
}

function meaning(one: StixObject, ids: ReadonlySet<string>): string[] {
  const problems: string[] = []
  const refs = Object.entries(one).flatMap(([name, value]) => (/_refs?$/.test(name) ? [value].flat() : []))
  for (const ref of refs) if (!ids.has(String(ref))) problems.push(`${one.id}: ${ref} is not in the bundle`)
  if (String(one.modified) < String(one.created)) problems.push(`${one.id}: modified before created`)
  if (one.valid_until !== undefined && String(one.valid_until) <= String(one.valid_from))
    problems.push(`${one.id}: valid_until is not after valid_from`)
  if (one.type === 'indicator' && !pattern.test(String(one.pattern)))
    problems.push(`${one.id}: ${one.pattern}`)
  if (one.type === 'relationship' && one.relationship_type !== 'related-to') {
    const [from, to] = [one.source_ref, one.target_ref].map((ref) => String(ref).split('--')[0])
    const kind = `${from} ${one.relationship_type} ${to}`
    if (!relationships.has(kind)) problems.push(`${one.id}: STIX knows no ${kind}`)
  }
  return problems
}
