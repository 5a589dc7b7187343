/** What Microsoft's binder objects to, as our errors: with a code, and the nearest name for a mistyped one. */
import { type ErrorCode, type KqlError, positionAt } from './errors.js'
import { aggregateFunctions } from './functions/aggregate/registry.js'
import { scalarFunctions } from './functions/registry.js'
import { absentFunction } from './kusto/absent-functions.js'
import type { Bound } from './kusto/bind.js'
import type { TableLookup } from './kusto/named-tables.js'
import type { RawDiagnostic } from './kusto/raw.js'
import { descendants, kindOf, resultColumns } from './kusto/syntax.js'
import { suggest } from './lower/suggest.js'

const codes: Readonly<Record<string, ErrorCode>> = {
  KS141: 'KQL201',
  KS142: 'KQL202',
  KS143: 'KQL203',
  KS204: 'KQL201',
  KS205: 'KQL202',
  KS206: 'KQL203',
  KS211: 'KQL203',
}

/** KS0xx are of the parser. */
function codeOf({ Code, Message }: RawDiagnostic): ErrorCode {
  const known = codes[Code]
  if (known) return /does not refer to/.test(Message) ? known : 'KQL200'
  return /^KS0/.test(Code) ? 'KQL100' : 'KQL200'
}

/** What the binder objects to and the engine does not, by message and what stands before it. */
const tolerances: readonly { readonly message: RegExp; readonly after: RegExp; readonly with?: RegExp }[] = [
  // The binder takes `count(x)` for a condition; the engine counts all rows, whatever x is.
  { message: /^A value of type bool expected\.$/, after: /\bcount\s*\(\s*$/ },
  // The binder knows two arguments of it, the engine four, which may go by name.
  { message: /^The function 'bag_unpack' expects/, after: /\bevaluate\s*$/ },
  {
    message: /^A value of type string expected\.$/,
    after: /\bbag_unpack\s*\([^|]*,\s*(ignoredProperties\s*=\s*)?$/,
  },
  // A value that is dynamic already is passed through.
  { message: /^A value of type string expected\.$/, after: /\b(todynamic|toobject|parse_json)\s*\(\s*$/ },
  // Seconds may have a fraction.
  { message: /^The expression value must be an integer\.$/, after: /\bmake_timespan\s*\([^()]*$/ },
  // column_ifexists has the type of its column, and the binder that of its default: a member of it may be there.
  {
    message: /does not refer to any known column/,
    after: /[\w\])]\s*\.\s*$/,
    with: /\bcolumn_?ifexists\s*\(/,
  },
  // An edge of variable length is an array, `array_length(e)` and `array_length(map(e, x))` are numbers; the binder
  // takes it for one edge, and the numbers for dynamic values.
  {
    message:
      /^(The value of type 'dynamic' is not allowed in this context|The expression value must be a dynamic array)\.$/,
    after: /\bgraph-(match|shortest-paths)\b/,
  },
  // The binder does not know the properties of a graph's nodes and edges there; lowering looks them up itself.
  {
    message: /does not refer to any known/,
    after: /\b(inner_nodes\s*\(\s*\w+\s*\)\s*,[^|]*|graph-where-(nodes|edges)\b[^|]*)$/,
  },
]

const tolerated = (text: string, diagnostic: RawDiagnostic): boolean => {
  const before = text.slice(0, diagnostic.Start)
  return tolerances.some(
    (it) =>
      it.message.test(diagnostic.Message) && it.after.test(before) && (!it.with || it.with.test(before)),
  )
}

export function diagnosticErrors(text: string, bound: Bound, tables: TableLookup): KqlError[] {
  const errors = bound.errors.filter((diagnostic) => !tolerated(text, diagnostic))
  if (errors.length === 0) return []
  const known = knownNames(bound, tables)
  // What breaks the syntax comes first: the names around it are guesses of the parser.
  errors.sort((a, b) => Number(codeOf(b) === 'KQL100') - Number(codeOf(a) === 'KQL100'))
  return errors.slice(0, 20).map((diagnostic) => {
    const typed = text.slice(diagnostic.Start, diagnostic.Start + diagnostic.Length)
    const position = positionAt(text, diagnostic.Start, diagnostic.Length)
    const absent = absentFunction(typed)
    if (absent) return { ...absent, position }
    const code = codeOf(diagnostic)
    const hint = code === 'KQL100' ? syntaxHint(text, diagnostic) : nameHint(typed, code, known)
    return { code, message: diagnostic.Message, position, ...(hint ? { hint } : {}) }
  })
}

function nameHint(typed: string, code: ErrorCode, known: readonly string[]): string | undefined {
  if (!/^[\w$]+$/.test(typed)) return undefined
  const near = suggest(typed, code === 'KQL203' ? [...known, ...functionNames()] : known)
  return near && near !== typed ? `did you mean ${near}?` : undefined
}

/** Names a query can call; what only the compiler writes begins with a dash below. */
const functionNames = (): string[] =>
  [...scalarFunctions.keys(), ...aggregateFunctions.keys()].filter((name) => /^[a-z]/.test(name))

const syntaxHint = (text: string, { Start }: RawDiagnostic): string | undefined =>
  /[\u2018-\u201f]/.test(text.slice(Start, Start + 2))
    ? 'quotation marks of KQL are straight: "…" or \'…\''
    : undefined

function knownNames(bound: Bound, tables: TableLookup): string[] {
  const names = new Set(tables.all().map((table) => table.name))
  for (const node of descendants(bound.root)) {
    if (kindOf(node) === 'NameDeclaration' && node.SimpleName) names.add(node.SimpleName)
    for (const column of resultColumns(node) ?? []) names.add(column.name)
  }
  return [...names]
}
