/** The part of Microsoft's parser that we touch, as it looks from JavaScript (Bridge.NET names). */
export interface RawSymbol {
  readonly Name: string
  readonly Columns?: unknown
  readonly Type?: RawSymbol
  readonly IsOpen?: boolean
}

export interface RawNode {
  readonly Kind: number
  readonly ChildCount: number
  readonly TextStart: number
  readonly Width: number
  readonly ResultType?: RawSymbol | null
  readonly ReferencedSymbol?: RawSymbol | null
  readonly SimpleName?: string
  readonly LiteralValue?: unknown
  readonly Parent?: RawNode | null
  /** Of a token: its text, without what stands before it. */
  readonly Text?: string
  readonly IsToken?: boolean
  GetChild(index: number): RawNode | null
  ToString(trivia: number): string
  GetCalledFunctionBody?(): RawNode | null
  readonly [child: string]: unknown
}

export interface RawDiagnostic {
  readonly Code: string
  readonly Message: string
  readonly Severity: string
  readonly Start: number
  readonly Length: number
}

export interface RawCode {
  readonly Syntax: RawNode
  GetDiagnostics(): unknown
}

export interface RawGlobals {
  WithDatabase(database: unknown): RawGlobals
  readonly Database?: unknown
}

type Make = new (...args: readonly unknown[]) => RawSymbol

export interface KustoLanguage {
  readonly KustoCode: {
    Parse(text: string): RawCode
    ParseAndAnalyze(text: string, globals: RawGlobals): RawCode
  }
  readonly GlobalState: { readonly Default: RawGlobals }
  readonly Syntax: { readonly SyntaxKind: Readonly<Record<string, number>> }
  readonly Binding: {
    readonly Binder: { GetExpressionResultName(node: RawNode, fallback: string, row: unknown): string }
  }
  readonly Symbols: {
    readonly ScalarTypes: Readonly<Record<string, RawSymbol>>
    readonly ColumnSymbol: Make
    readonly TableSymbol: { readonly $ctor4: new (name: string, columns: readonly RawSymbol[]) => RawTable }
    readonly DatabaseSymbol: { readonly ctor: Make }
    readonly FunctionSymbol: { readonly $ctor5: Make }
    readonly Parameter: { readonly $ctor2: Make }
  }
}
export interface RawTable extends RawSymbol {
  WithIsOpen(open: boolean): RawTable
}

/** A class of the runtime that the parser was compiled to. */
export interface BridgeType {
  (...args: never[]): unknown
  readonly $kind?: string
  readonly $is?: unknown
  readonly $isArray?: boolean
  readonly $isArrayEnumerator?: boolean
}

export interface BridgeRuntime {
  toArray(list: unknown): unknown[]
  getType(value: unknown): object
  getDefaultValue(type: BridgeType): unknown
  getTypeAlias(type: BridgeType): string
  is: (value: unknown, type: BridgeType, ignoreFn?: boolean, allowNull?: boolean) => boolean
  as: (value: unknown, type: BridgeType, allowNull?: boolean) => unknown
  unbox: (value: unknown, how?: unknown) => unknown
  hasValue: (value: unknown) => boolean
  referenceEquals: (a: unknown, b: unknown) => boolean
  ref: (owner: unknown, name: unknown) => unknown
  readonly Class: {
    getCachedType: (generic: object, args: ArrayLike<unknown>) => { readonly type: unknown } | null
  }
  readonly Reflection: { getTypeName(type: unknown): string }
}

export interface BridgeGlobals {
  Bridge?: BridgeRuntime
  Kusto?: { Language: KustoLanguage }
}
